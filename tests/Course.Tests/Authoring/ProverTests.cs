using CourseKit.Course;
using CourseKit.Course.Commands;
using CourseKit.Tests.Course.Checking;
using Xunit;

namespace CourseKit.Tests.Course.Authoring;

/// <summary>The proof of the graders can fail, in each of the ways it must.</summary>
public sealed class ProverTests : IDisposable
{
    private readonly SampleKit _kit = new();

    public void Dispose() => _kit.Dispose();

    [Fact]
    public async Task Sound_bank_is_proven_endless_and_recursive_mutants_among_it()
    {
        Assert.Equal((ExitCodes.Ok, "stubs 3/3, solutions 3/3, mutants 6/6 (seed 7)\n"), await ProveAsync());
    }

    [Fact]
    public async Task Mutant_that_survives_is_a_bug_of_the_grader()
    {
        _kit.Write("tests/mutants/07-sample/07.1/endless.cs", "return 2 * x;");
        Assert.Equal(
            (ExitCodes.Failed, "07.1 mutant endless: survived: every test passed (seeds 7 and 8)\nstubs 1/1, solutions 1/1, mutants 2/3 (seed 7)\n"),
            await ProveAsync("07.1"));
    }

    [Fact]
    public async Task Mutant_that_one_draw_lets_through_must_be_rejected_by_the_next_two()
    {
        // The mutant's 9 passes for -6 with these seeds.
        void LetThrough(string seeds)
        {
            const string Tests = "tests/Grading/07-sample/E07_1_DoubleTests.cs";
            var written = File.ReadAllText(Path.Combine(_kit.Root, Tests));
            _kit.Write(Tests, written.Replace(" E07_1_Double.Of(-3)", $" Draw.Seed is {seeds} ? Math.Min(-6, E07_1_Double.Of(-3)) : E07_1_Double.Of(-3)", StringComparison.Ordinal));
        }

        LetThrough("7");
        Assert.Equal(
            (ExitCodes.Ok, "07.1 mutant square: passed by chance with seed 7, rejected with 8 and 9\nstubs 1/1, solutions 1/1, mutants 3/3 (seed 7)\n"),
            await ProveAsync("07.1"));

        LetThrough("9");
        Assert.Equal(
            (ExitCodes.Failed, "07.1 mutant square: survived: every test passed (seeds 7 and 9)\nstubs 1/1, solutions 1/1, mutants 2/3 (seed 7)\n"),
            await ProveAsync("07.1"));
    }

    [Fact]
    public async Task Mutant_must_be_rejected_by_the_test_named_for_it_in_the_words_meant_for_it()
    {
        _kit.Write("tests/mutants/07-sample/07.2/power.cs", "#region Exercise 07.2: return three times x\nreturn 7;\n#endregion");
        _kit.Write("tests/mutants/07-sample/07.2/swapped.cs", "#region Exercise 07.2: return three times x\nreturn 8;\n#endregion");
        var (code, said) = await ProveAsync("07.2");
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("07.2 mutant power: expected Once to say \"came out 8\", but Once said \"Of(2) came out 7, expected 6.\" (seed 7)\n", said, StringComparison.Ordinal);
        Assert.Contains("07.2 mutant swapped: expected Again to say \"came out 12\", but Once said", said, StringComparison.Ordinal);
        Assert.EndsWith("mutants 1/3 (seed 7)\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mutant_that_does_not_compile_or_fit_or_exist_is_an_error_of_the_bank()
    {
        _kit.Write("tests/mutants/07-sample/07.1/square.cs", "return z;");
        _kit.Write("tests/mutants/07-sample/07.1/endless.cs", "#region Exercise 07.1: other\nreturn x;\n#endregion");
        File.Delete(Path.Combine(_kit.Root, "tests", "mutants", "07-sample", "07.1", "recursive.cs"));
        var (code, said) = await ProveAsync("07.1");
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("07.1 mutant square: expected Negative_numbers to say \"came out 9\", but it does not compile: tests/mutants/07-sample/07.1/square.cs", said, StringComparison.Ordinal);
        Assert.Contains("07.1 mutant endless: tests/mutants/07-sample/07.1/endless.cs: `#region Exercise 07.1: other` is not a region", said, StringComparison.Ordinal);
        Assert.Contains("07.1 mutant recursive: tests/mutants/07-sample/07.1/recursive.cs is missing.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Solution_must_pass_and_a_stub_must_not_be_started()
    {
        _kit.Write("solutions/07-sample/E07_1_Double.cs", SampleKit.Double.Replace("return x + x;", "return x;", StringComparison.Ordinal));
        _kit.Write("solutions/07-sample/E07_2_Triple.cs", "namespace Exercises.Stage07; public static class E07_2_Triple { public static int Of(int x) => 3 * x; public static int Twice(int x) => 9 * x; }");
        var (code, said) = await ProveAsync("07.1", "07.2");
        Assert.Equal(ExitCodes.Failed, code);
        Assert.Contains("07.1 solution: expected a pass, but Small_numbers said \"Of(2) came out 2, expected 4.\" (seed 7)\n", said, StringComparison.Ordinal);
        Assert.Contains("07.2 stub: expected \"not started\", but every test passed\n", said, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Said)> ProveAsync(params string[] ids) =>
        (await AuthorProveCommand.RunAsync(_kit.Context, ids, seed: 7, CancellationToken.None), _kit.Written());
}
