using MiniTensor.Backends.Cpu;

namespace MiniTensor.Data;

/// <summary>Some items, put together for one step.</summary>
/// <remarks>
/// A loader has a few batches and fills them again and again: one is good until the next is asked for.
/// Its tensors belong to no <see cref="TensorScope"/>; a <c>Clone()</c> outlives the batch.
/// </remarks>
public sealed class Batch
{
    private readonly Tensor? _targetTensor;

    internal Batch(int count, Shape inputShape, Shape targetShape, bool hasClasses)
    {
        Indices = new int[count];
        Inputs = Make(count, inputShape);
        Targets = hasClasses ? new int[count * targetShape.Elements] : [];
        _targetTensor = hasClasses ? null : Make(count, targetShape);
    }

    /// <summary>How many items there are.</summary>
    public int Count => Indices.Length;

    /// <summary>The inputs, (N, ...).</summary>
    public Tensor Inputs { get; }

    /// <summary>The classes, one for each item, or as many as the data set has for an item; empty where targets are measurements.</summary>
    public int[] Targets { get; }

    /// <summary>The targets where they are measurements, (N, ...).</summary>
    /// <exception cref="InvalidOperationException">The data set has classes.</exception>
    public Tensor TargetTensor => _targetTensor
        ?? throw new InvalidOperationException("This batch's targets are classes: they are in Targets.");

    /// <summary>Which items of the data set these are.</summary>
    public int[] Indices { get; }

    /// <summary>The second class of each item, after a <see cref="Mixup"/>; null without one.</summary>
    public int[]? MixedTargets { get; internal set; }

    /// <summary>How much of each item is its own; the rest belongs to <see cref="MixedTargets"/>.</summary>
    public double Share { get; internal set; } = 1;

    /// <summary>The memory of <see cref="Inputs"/>, row-major: for transforms, which write there before anyone sees the batch.</summary>
    public Span<float> InputValues => Values(Inputs);

    /// <summary>The memory of <see cref="TargetTensor"/>.</summary>
    public Span<float> TargetValues => _targetTensor is null ? [] : Values(_targetTensor);

    /// <summary>The mean cross-entropy with the targets: with both, each by its share, where items were mixed.</summary>
    /// <param name="logits">(N, C), or (N, C, d...).</param>
    /// <param name="labelSmoothing">How much of each target is spread over all classes.</param>
    public Tensor CrossEntropy(Tensor logits, double labelSmoothing = 0)
    {
        var loss = Functional.CrossEntropy(logits, Targets, labelSmoothing);
        return MixedTargets is null
            ? loss
            : loss * Share + Functional.CrossEntropy(logits, MixedTargets, labelSmoothing) * (1 - Share);
    }

    /// <summary>What was saved of the batch that lay here before is void: a backward pass that still needs it is told so.</summary>
    internal void MarkOverwritten()
    {
        Inputs.Storage.Version++;
        if (_targetTensor is not null)
        {
            _targetTensor.Storage.Version++;
        }
    }

    internal void Return()
    {
        Inputs.Dispose();
        _targetTensor?.Dispose();
    }

    private static Tensor Make(int count, Shape itemShape)
    {
        var tensor = Tensor.Zeros([count, .. itemShape.ToArray()]);
        tensor.Storage.Owner = null;
        return tensor;
    }

    private static Span<float> Values(Tensor tensor) => ((CpuStorage)tensor.Storage).Span[..tensor.Count];
}
