using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CourseKit.Course.Checking;
using CourseKit.Course.Content;
using CourseKit.Grading.Isolation;

namespace CourseKit.Course.Grading;

/// <summary>
/// Grades as a file: Exercism's results.json, version 3 (https://exercism.org/docs/building/tooling/test-runners/interface),
/// with points, seed and hashes besides.
/// </summary>
internal sealed class ResultsJson(Workspace workspace, Grade grade)
{
    private const int OutputShown = 500; // Exercism's own limit

    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // "<" in a test's code stays readable
    };

    private readonly ExerciseFiles _files = new(workspace);

    public string Write()
    {
        var hashes = new TestHashes(workspace).Compare();
        var tests = grade.Exercises.SelectMany((exercise, i) => Tests(exercise, taskId: i + 1)).ToList();
        var nothingRan = grade.Exercises.All(exercise => exercise.Result is null or { Verdict: Verdict.DoesNotCompile });
        return JsonSerializer.Serialize(
            new
            {
                Version = 3,
                Status = nothingRan ? "error" : tests.TrueForAll(test => test.Status == "pass") ? "pass" : "fail",
                Message = nothingRan ? "No answer compiles: " + string.Join(' ', grade.Exercises.Select(Message).Where(text => text is not null)) : null,
                Tests = tests,
                Points = new { Earned = grade.Points, Max = grade.MaxPoints },
                grade.Seed,
                TestsModified = hashes.Any(file => file.IsModified),
                Exercises = grade.Exercises.Select((exercise, i) => new
                {
                    TaskId = i + 1,
                    exercise.Exercise.Id,
                    exercise.Exercise.Title,
                    Status = exercise.Words,
                    exercise.Points,
                    MaxPoints = exercise.Exercise.Points,
                    PassedTests = exercise.Result?.PassedTests ?? 0,
                    TotalTests = TestCode.Read(_files.Read(_files.Tests(exercise.Exercise)).Text).Count,
                    Message = Message(exercise),
                }),
                TestFiles = hashes.Select(file => new { file.Path, file.Sha256, Modified = file.IsModified }),
            },
            s_options) + "\n";
    }

    /// <summary>Why an exercise has no points, in words; null when it passed.</summary>
    internal static string? Message(ExerciseGrade grade) => grade.Result switch
    {
        null => $"{grade.Exercise.Name}.cs is missing.",
        { Errors: [var error, ..] } => $"{error.File}, line {error.Line}: {error.Message}",
        { Message.Length: > 0 } result => result.Test is null || result.Verdict == Verdict.NotStarted ? result.Message : $"{result.Test}: {result.Message}",
        _ => null,
    };

    private IEnumerable<ResultTest> Tests(ExerciseGrade grade, int taskId) =>
        TestCode.Read(_files.Read(_files.Tests(grade.Exercise)).Text).Select(test =>
        {
            var ran = grade.Result?.Tests.FirstOrDefault(report => report.Name == test.Name);
            var status = ran is null ? "error" : ran.Outcome == Outcome.Passed ? "pass" : "fail";
            return new ResultTest(
                $"{grade.Exercise.Id} {test.Name.Replace('_', ' ')}",
                status,
                status == "pass" ? null : ran?.Message ?? "not run: " + Message(grade),
                ran is { Output.Length: > 0 } ? Cut(ran.Output) : null,
                test.Code,
                taskId);
        });

    private static string Cut(string output) => output.Length <= OutputShown
        ? output
        : output[..(OutputShown - 50)] + $"\n... ({output.Length} characters; the rest is left out)";

    private sealed record ResultTest(string Name, string Status, string? Message, string? Output, string TestCode, int TaskId);
}
