using CourseKit.Course.Checking;
using CourseKit.Course.Content;
using CourseKit.Grading.Isolation;

namespace CourseKit.Tests.Course.Checking;

/// <summary>A small graded assembly, compiled in memory: an answer, and three tests of which the middle one calls it.</summary>
internal static class SampleAnswer
{
    public static readonly SandboxLimits Limits = new() { Time = TimeSpan.FromSeconds(20), MemoryBytes = 256 << 20 };

    /// <summary>Runs an answer whose method has this body.</summary>
    public static Task<SandboxReport> RunAsync(string body, SandboxLimits? limits = null, string graded = "", string members = "") =>
        RunTestsAsync(
            $$"""
            [Graded]
            public void First_test_passes()
            {
            }

            [Graded{{graded}}]
            public void Second_test_calls_the_answer() => Answer.Run();

            [Graded]
            public void Third_test_passes()
            {
            }
            """,
            body,
            limits,
            stopAtFirstFailure: false,
            members);

    /// <summary>Runs these tests of an answer whose method has this body.</summary>
    public static async Task<SandboxReport> RunTestsAsync(
        string tests, string body = "", SandboxLimits? limits = null, bool stopAtFirstFailure = false, string members = "")
    {
        using var sandbox = Sandbox.Start(limits ?? Limits, seed: 7);
        return await sandbox.RunAsync(Compile(tests, body, members) with { StopAtFirstFailure = stopAtFirstFailure }, live: null, CancellationToken.None);
    }

    public static Job Compile(string tests, string body, string members = "")
    {
        var answer = new SourceFile(
            "exercises/99/Answer.cs",
            $$"""
            using System.Diagnostics;
            using System.Runtime.InteropServices;
            namespace Exercises.Stage99;

            public static class Answer
            {
                {{members}}

                public static void Run()
                {
                    {{body}}
                }
            }
            """);
        var graded = new SourceFile(
            "tests/Grading/99/AnswerTests.cs",
            $$"""
            using CourseKit.Grading;
            using Exercises.Stage99;

            [GradedTests("99.1")]
            public sealed class AnswerTests
            {
                {{tests}}
            }
            """);
        var compiled = AnswerCompiler.Compile([answer, graded], CancellationToken.None);
        Xunit.Assert.True(compiled.Errors.Count == 0, string.Join('\n', compiled.Errors));
        return new Job { Assembly = compiled.Assembly, Symbols = compiled.Symbols, Exercise = "99.1" };
    }
}
