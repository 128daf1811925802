using System.Text.Json;
using System.Text.Json.Serialization;

namespace CourseKit.Grading.Isolation;

/// <summary>What a child process tells its parent.</summary>
internal enum MessageKind
{
    /// <summary>The child runs and waits for its job.</summary>
    Ready,

    /// <summary>The tests that will be run.</summary>
    Plan,

    /// <summary>A test begins.</summary>
    Started,

    /// <summary>A test has ended.</summary>
    Ended,

    /// <summary>An exception that nobody caught, on a thread of the answer's own.</summary>
    Crashed,

    /// <summary>The answer asks the program to end.</summary>
    Left,

    /// <summary>The job is done.</summary>
    Done,
}

/// <summary>How a test ended.</summary>
internal enum Outcome
{
    Passed,
    Failed,

    /// <summary>The test came to a part that is still a stub.</summary>
    Unfinished,

    OutOfMemory,
}

/// <summary>One message, sent as a JSON text sequence (RFC 7464): a record separator, one line of JSON, a line feed.</summary>
/// <remarks>
/// The messages share the child's standard output with whatever the learner's code prints. The separator, which no
/// program prints by accident, tells them apart.
/// </remarks>
internal sealed record Message(MessageKind Kind)
{
    public const char Separator = '\u001e';

    /// <summary>The test's name.</summary>
    public string? Test { get; init; }

    public Outcome Outcome { get; init; }

    /// <summary>What went wrong, in words.</summary>
    public string? Text { get; init; }

    /// <summary>How long the test ran; when it starts, what the process has computed until then.</summary>
    public double Milliseconds { get; init; }

    /// <summary>The names of all tests, in order.</summary>
    public IReadOnlyList<string>? Tests { get; init; }

    /// <summary>What the test says about an answer that overflows the stack.</summary>
    public string? WhenStackOverflows { get; init; }

    /// <summary>What the test says about an answer that does not end.</summary>
    public string? WhenTimeRunsOut { get; init; }

    public string ToLine() => Separator + JsonSerializer.Serialize(this, MessageJson.Default.Message);

    /// <summary>Reads the JSON between separator and line feed; null when it is no message.</summary>
    public static Message? Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, MessageJson.Default.Message);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Generated code that reads and writes messages: a child starts 50 ms sooner than with reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Message))]
internal sealed partial class MessageJson : JsonSerializerContext;
