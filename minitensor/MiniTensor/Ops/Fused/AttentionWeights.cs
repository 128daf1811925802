using MiniTensor.Backends;

namespace MiniTensor;

public static partial class Functional
{
    /// <summary>
    /// How much each query looks at each key: softmax(q . kT / sqrt(D)),
    /// what <see cref="ScaledDotProductAttention"/> weights the values with.
    /// </summary>
    /// <param name="q">Queries, shape (..., T, D).</param>
    /// <param name="k">Keys, shape (..., S, D); leading axes broadcast.</param>
    /// <param name="mask">Of ones and zeros, broadcast to (..., T, S): a query does not look where it is 0. No gradient.</param>
    /// <param name="causal">Query i looks at keys 0 to i only.</param>
    /// <returns>Shape (..., T, S): each row adds up to 1, or to 0 where its query may look nowhere.</returns>
    public static Tensor AttentionWeights(Tensor q, Tensor k, Tensor? mask = null, bool causal = false)
    {
        ArgumentNullException.ThrowIfNull(q);
        ArgumentNullException.ThrowIfNull(k);
        const string Name = "AttentionWeights";
        ShapeException.Require(
            q.Rank >= 2 && k.Rank >= 2 && q.Layout.Sizes[^1] == k.Layout.Sizes[^1], Name,
            $"needs q (..., T, D) and k (..., S, D); got {q.Shape} and {k.Shape}");
        Device.Same(Name, q, k);
        var scores = q.MatMul(k.Transpose(-1, -2)) * (1 / Math.Sqrt(Math.Max(1, q.Layout.Sizes[^1])));
        ShapeException.Require(
            mask is null || Broadcast.To(mask.Layout, scores.Shape) is not null, Name, $"needs a mask that broadcasts to {scores.Shape}; got {mask?.Shape}");
        var seen = causal ? scores.EmptyLike(scores.Shape.Sizes[^2..]).FillUnchecked(1).Tril() : mask;
        if (seen is null)
        {
            return scores.Softmax();
        }

        // The lowest finite number and not -infinity: a row in which all is hidden would be NaN, and so would its gradient.
        var hidden = (causal && mask is not null ? seen * mask : seen).EqualTo(0);
        return scores.MaskedFill(hidden, float.MinValue).Softmax().MaskedFill(hidden, 0);
    }
}
