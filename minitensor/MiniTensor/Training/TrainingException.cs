namespace MiniTensor.Training;

/// <summary>A run cannot begin or go on; the message says why and what to do.</summary>
public sealed class TrainingException : Exception
{
    public TrainingException(string message)
        : base(message)
    {
    }

    public TrainingException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>The step that failed; null where none did.</summary>
    public long? Step { get; internal init; }

    /// <summary>The layer whose output or gradient was the first that was not finite; null where there is none.</summary>
    public string? Layer { get; internal init; }
}
