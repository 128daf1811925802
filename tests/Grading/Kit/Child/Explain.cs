using System.Diagnostics;
using CourseKit.Grading.Isolation;

namespace CourseKit.Grading.Child;

/// <summary>Puts an exception into words for the learner.</summary>
internal static class Explain
{
    private const string StubPrefix = "Exercise ";

    /// <summary>How a test that threw <paramref name="exception"/> ended, and what to say about it.</summary>
    public static (Outcome Outcome, string Text) Failure(Exception exception)
    {
        var causes = Causes(exception).ToList();
        if (causes.OfType<NotImplementedException>().FirstOrDefault(IsStub) is { } stub)
        {
            return (Outcome.Unfinished, stub.Message);
        }

        if (causes.OfType<OutOfMemoryException>().Any())
        {
            return (Outcome.OutOfMemory, "");
        }

        var cause = causes[^1];
        var isVerdict = cause is GradeException || cause.GetType().Namespace is "Xunit.Sdk";
        return (Outcome.Failed, isVerdict ? cause.Message : Thrown(cause));
    }

    /// <summary>What to say about an exception that ended the process.</summary>
    public static string Crash(object thrown) =>
        "An exception was thrown on a thread that the answer started, where nothing catches it. "
        + (thrown is Exception exception ? Thrown(Causes(exception).Last()) : "");

    private static bool IsStub(NotImplementedException e) => e.Message.StartsWith(StubPrefix, StringComparison.Ordinal);

    /// <summary>The exception and what lies inside it, the cause last.</summary>
    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            yield return e;
        }
    }

    private static string Thrown(Exception cause)
    {
        var name = cause.GetType().Name;
        var when = cause.Data[Expect.Case] is string what ? $" It was called in this case: {what}." : "";
        return LearnersPlace(cause) is { } place
            ? $"The answer threw {name} at {place}: {cause.Message}{when}"
            : $"The test stopped with {name}: {cause.Message}"
                + (cause is NullReferenceException or ArgumentNullException
                    ? " Did the answer return null, or leave a null in its result?"
                    : "");
    }

    /// <summary>"E02_3_Order.cs, near line 31": the innermost line of the learner's own that the exception came through.</summary>
    private static string? LearnersPlace(Exception cause) =>
        new StackTrace(cause, fNeedFileInfo: true).GetFrames()
            .Where(frame => frame.GetMethod()?.DeclaringType?.Namespace?.StartsWith("Exercises.", StringComparison.Ordinal) is true)
            .Select(frame => frame.GetFileName() is { } file ? $"{Path.GetFileName(file)}, near line {frame.GetFileLineNumber()}" : null)
            .FirstOrDefault(place => place is not null);
}
