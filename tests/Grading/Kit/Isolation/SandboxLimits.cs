using System.Globalization;

namespace CourseKit.Grading.Isolation;

/// <summary>How much an answer may use, and what is said when it uses more.</summary>
internal sealed record SandboxLimits
{
    private const long Megabyte = 1 << 20;

    /// <summary>Time for all tests of the exercise together, from the first test on.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    public long MemoryBytes { get; init; } = 2048 * Megabyte;

    public long OutputCharacters { get; init; } = Megabyte;

    /// <summary>The process as a whole: the runtime itself and memory that .NET does not manage come on top.</summary>
    public long ProcessBytes => MemoryBytes + Math.Max(128 * Megabyte, MemoryBytes / 4);

    public string TimeSentence(string? hint) =>
        $"The answer ran for {Seconds} without an end. " + (hint ?? "Is there a loop whose condition never changes?");

    public string WaitSentence =>
        $"The answer waited for {Seconds} and computed nothing. Does it wait for a lock, a task or a thread that never ends?";

    public string MemorySentence =>
        $"The answer needed more than {Size(MemoryBytes)} of memory. Is something kept in a loop that never ends?";

    public string OutputSentence =>
        $"The answer printed more than {Size(OutputCharacters)}. Is there a loop that prints without an end?";

    private string Seconds => Time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture) + " s";

    public static string StackSentence(string? hint) =>
        "The answer overflowed the stack. " + (hint ?? "Does a method call itself without an end, or once for each item of a long chain?");

    private static string Size(long bytes) =>
        bytes % (1024 * Megabyte) == 0 ? $"{bytes / (1024 * Megabyte)} GB"
        : bytes >= Megabyte ? $"{bytes / Megabyte} MB"
        : $"{bytes / 1024} KB";
}
