using System.Text.Json;
using CourseKit.Course;
using CourseKit.Course.Commands;
using CourseKit.Course.Grading;
using CourseKit.Tests.Course.Checking;
using Xunit;

namespace CourseKit.Tests.Course.Grading;

public sealed class GradeTests : IDisposable
{
    private readonly SampleKit _kit = new();

    public void Dispose() => _kit.Dispose();

    [Fact]
    public async Task Exit_code_tells_full_points_from_failures_and_from_what_is_not_started()
    {
        Assert.Equal(ExitCodes.NotStarted, (await GradeAsync()).Code);
        _kit.Answer("07.1");
        _kit.Answer("07.2");
        _kit.Answer("M07");
        var (code, said) = await GradeAsync();
        Assert.Equal(ExitCodes.Ok, code);
        Assert.Contains("07.1    2/2   passed", said, StringComparison.Ordinal);
        Assert.Contains("total   6/6 (seed 7)", said, StringComparison.Ordinal);
        _kit.Answer("07.1", "broken");
        Assert.Equal(ExitCodes.Failed, (await GradeAsync()).Code);
    }

    [Fact]
    public async Task Results_follow_version_3_and_carry_points_seed_and_hashes()
    {
        _kit.Answer("07.1", SampleKit.Double.Replace("return x + x;", "Console.Write(new string('x', 600)); return x * x;", StringComparison.Ordinal));
        _kit.Answer("07.2");
        _kit.Answer("M07", "broken");
        AuthorStubsWrite();
        var results = await ResultsAsync();

        Assert.Equal(3, results.GetProperty("version").GetInt32());
        Assert.Equal("fail", results.GetProperty("status").GetString());
        Assert.Equal(7, results.GetProperty("seed").GetInt32());
        Assert.Equal((2, 6), (results.GetProperty("points").GetProperty("earned").GetInt32(), results.GetProperty("points").GetProperty("max").GetInt32()));
        Assert.False(results.GetProperty("tests_modified").GetBoolean());

        var tests = results.GetProperty("tests").EnumerateArray().ToList();
        Assert.Equal(
            ["07.1 Small numbers pass", "07.1 Negative numbers fail", "07.2 Once pass", "07.2 Again pass", "M07 Six error"],
            tests.Select(test => $"{test.GetProperty("name").GetString()} {test.GetProperty("status").GetString()}"));
        Assert.Equal([1, 1, 2, 2, 3], tests.Select(test => test.GetProperty("task_id").GetInt32()));
        Assert.Equal("Of(-3) came out 9, expected -6.", tests[1].GetProperty("message").GetString());
        Assert.Equal("Expect.Equal(-6, E07_1_Double.Of(-3), \"Of(-3)\")", tests[1].GetProperty("test_code").GetString());
        Assert.InRange(tests[1].GetProperty("output").GetString()?.Length ?? 0, 400, 500);
        Assert.StartsWith("not run: exercises/07-sample/Milestone.cs, line 1: ", tests[4].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(tests[0].TryGetProperty("message", out _));

        var exercises = results.GetProperty("exercises").EnumerateArray().Select(e => $"{e.GetProperty("id")} {e.GetProperty("status")} {e.GetProperty("points")}/{e.GetProperty("max_points")} {e.GetProperty("passed_tests")}/{e.GetProperty("total_tests")}");
        Assert.Equal(["07.1 failed 0/2 1/2", "07.2 passed 2/2 2/2", "M07 does not compile 0/2 0/1"], exercises);
    }

    [Fact]
    public async Task Error_is_the_status_when_nothing_could_be_run()
    {
        foreach (var id in new[] { "07.1", "07.2", "M07" })
        {
            _kit.Answer(id, "broken");
        }

        var results = await ResultsAsync();
        Assert.Equal("error", results.GetProperty("status").GetString());
        Assert.StartsWith("No answer compiles: exercises/07-sample/E07_1_Double.cs, line 1", results.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Edited_added_and_removed_tests_show()
    {
        AuthorStubsWrite();
        Assert.DoesNotContain(new TestHashes(_kit.Context.Workspace).Compare(), file => file.IsModified);
        var tests = Path.Combine(_kit.Root, "tests", "Grading", "07-sample");
        File.WriteAllText(Path.Combine(tests, "E07_1_DoubleTests.cs"), File.ReadAllText(Path.Combine(tests, "E07_1_DoubleTests.cs")).ReplaceLineEndings("\r\n"));
        Assert.DoesNotContain(new TestHashes(_kit.Context.Workspace).Compare(), file => file.IsModified);

        File.AppendAllText(Path.Combine(tests, "E07_1_DoubleTests.cs"), "// easier\n");
        File.Delete(Path.Combine(tests, "E07_2_TripleTests.cs"));
        File.WriteAllText(Path.Combine(tests, "Extra.cs"), "");
        File.AppendAllText(Path.Combine(_kit.Root, "exercises", "07-sample", "Milestone.yaml"), "seconds: 1000\n");
        Assert.Equal(
            ["exercises/07-sample/Milestone.yaml", "tests/Grading/07-sample/E07_1_DoubleTests.cs", "tests/Grading/07-sample/Extra.cs", "tests/Grading/07-sample/E07_2_TripleTests.cs"],
            new TestHashes(_kit.Context.Workspace).Compare().Where(file => file.IsModified).Select(file => file.Path));
    }

    [Fact]
    public async Task Every_submission_of_a_batch_gets_a_row()
    {
        // A clone (whose solutions are not its owner's answers), a folder of files, and everything that can be wrong.
        _kit.Write("in/ann/exercises/07-sample/E07_1_Double.cs", _kit.Solution("07.1"));
        _kit.Write("in/ann/exercises/07-sample/Milestone.cs", _kit.Solution("M07"));
        _kit.Write("in/ann/solutions/07-sample/E07_2_Triple.cs", _kit.Solution("07.2"));
        _kit.Write("in/ann/tests/Grading/07-sample/E07_1_DoubleTests.cs", "no tests at all");
        _kit.Write("in/=bob/homework/E07_2_Triple.cs", _kit.Solution("07.2"));
        _kit.Write("in/=bob/homework/Program.cs", "Console.WriteLine(\"not part of it\");");
        _kit.Write("in/cid, jr/E07_1_Double.cs", "broken {");
        _kit.Write("in/dan/E07_1_Double.cs", SampleKit.Double.Replace("return x + x;", "Environment.Exit(0); return 0;", StringComparison.Ordinal));
        Directory.CreateDirectory(Path.Combine(_kit.Root, "in", "eve"));

        var csv = Path.Combine(_kit.Root, "grades.csv");
        var code = await GradeCommand.BatchAsync(
            _kit.Context, _kit.Context.Catalog.Exercises, new DirectoryInfo(Path.Combine(_kit.Root, "in")), csv, seed: 7, CancellationToken.None);
        Assert.Equal(ExitCodes.Ok, code);
        Assert.Equal(
            [
                "submission,07.1,07.2,M07,total,max,note",
                "'=bob,0,2,0,2,6,missing: 07.1 M07",
                "ann,2,0,2,4,6,missing: 07.2",
                "\"cid, jr\",0,0,0,0,6,does not compile: 07.1; missing: 07.2 M07",
                "dan,0,0,0,0,6,missing: 07.2 M07",
                "eve,0,0,0,0,6,missing: 07.1 07.2 M07",
                "",
            ],
            (await File.ReadAllTextAsync(csv)).Split("\r\n"));
    }

    private void AuthorStubsWrite()
    {
        var hashes = new TestHashes(_kit.Context.Workspace);
        File.WriteAllText(hashes.ListFile, hashes.List());
    }

    private async Task<(int Code, string Said)> GradeAsync(string? json = null) =>
        (await GradeCommand.GradeAsync(_kit.Context, _kit.Context.Catalog.Exercises, json, seed: 7, CancellationToken.None), _kit.Written());

    private async Task<JsonElement> ResultsAsync()
    {
        var file = Path.Combine(_kit.Root, "results.json");
        await GradeAsync(file);
        return JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement;
    }
}
