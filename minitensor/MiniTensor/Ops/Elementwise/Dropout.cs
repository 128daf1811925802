using System.Buffers;

namespace MiniTensor;

public sealed partial class Tensor
{
    /// <summary>
    /// Sets each element to 0 with probability p and multiplies the others by 1 / (1 - p), so that the mean stays;
    /// x itself when not training.
    /// </summary>
    /// <param name="p">The probability, from 0 to 1.</param>
    /// <param name="rng">Draws one number for each element, the last axis fastest.</param>
    /// <param name="training">False leaves the tensor as it is.</param>
    public Tensor Dropout(double p, Rng rng, bool training = true)
    {
        ArgumentNullException.ThrowIfNull(rng);
        ShapeException.Require(p is >= 0 and <= 1, "Dropout", $"needs a probability from 0 to 1; got {p}");
        return training && p > 0 ? this * DropoutMask(p, rng) : this;
    }

    private Tensor DropoutMask(double p, Rng rng)
    {
        var keptValue = p < 1 ? (float)(1 / (1 - p)) : 0;
        var threshold = (ulong)(p * (1UL << 32));
        var values = ArrayPool<float>.Shared.Rent(Count);
        foreach (ref var value in values.AsSpan(0, Count))
        {
            value = rng.NextUInt32() < threshold ? 0 : keptValue;
        }

        var mask = EmptyLike(Shape);
        Backend.Upload(values.AsSpan(0, Count), mask);
        ArrayPool<float>.Shared.Return(values);
        return mask;
    }
}
