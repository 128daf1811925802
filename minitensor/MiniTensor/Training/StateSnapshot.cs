namespace MiniTensor.Training;

/// <summary>A copy of the state of several objects, to go back to.</summary>
public sealed class StateSnapshot
{
    private readonly List<Copy> _copies = [];

    /// <param name="sources">The model, the optimizer, and whatever else is to go back with them.</param>
    public StateSnapshot(IEnumerable<IStateful> sources)
    {
        foreach (var source in sources)
        {
            var tensors = source.StateTensors.Select(entry => (entry.Tensor, entry.Tensor.ToArray())).ToList();
            _copies.Add(new Copy(source, tensors, source.StateTexts.ToDictionary(text => text.Name, text => text.Value)));
        }
    }

    /// <summary>Puts everything back as it was, as often as wanted.</summary>
    public void Restore()
    {
        using var mode = GradMode.NoGrad();
        foreach (var (source, tensors, texts) in _copies)
        {
            foreach (var (tensor, values) in tensors)
            {
                tensor.CopyFrom(values);
            }

            source.RestoreTexts(texts);
        }
    }

    private sealed record Copy(
        IStateful Source, List<(Tensor Tensor, float[] Values)> Tensors, Dictionary<string, string> Texts);
}
