namespace MiniTensor.Training;

/// <summary>
/// Something whose state belongs in a checkpoint, so that training goes on from it as if it had never stopped.
/// </summary>
/// <remarks>
/// Whoever restores overwrites the tensors in place and then calls <see cref="RestoreTexts"/> with the texts that were
/// saved.
/// </remarks>
public interface IStateful
{
    /// <summary>
    /// The numbers, by names that are the same in every run. The tensors exist from construction on and are never
    /// replaced.
    /// </summary>
    IEnumerable<(string Name, Tensor Tensor)> StateTensors { get; }

    /// <summary>
    /// All else, such as counters: invariant, with every digit that tells a number from its neighbours.
    /// </summary>
    IEnumerable<(string Name, string Value)> StateTexts { get; }

    /// <summary>Takes back what <see cref="StateTexts"/> gave.</summary>
    /// <param name="texts">The values by name. Names that this object does not know are not for it.</param>
    /// <exception cref="FormatException">A text is missing or cannot be read.</exception>
    void RestoreTexts(IReadOnlyDictionary<string, string> texts);
}
