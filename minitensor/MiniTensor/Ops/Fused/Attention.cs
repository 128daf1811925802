using MiniTensor.Autograd;
using MiniTensor.Backends;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>softmax(scale * q . kT + bias) . v in one node, which keeps the weights w = softmax(...).</summary>
    /// <remarks>dv = wT . dy, dw = dy . vT, ds = w * (dw - the sum of w * dw along the row), dq = scale * ds . k, dk = scale * dsT . q.</remarks>
    internal sealed class AttentionOp : Node
    {
        private readonly Saved _q;
        private readonly Saved _k;
        private readonly Saved _v;
        private readonly Saved _weights;
        private readonly bool _causal;
        private readonly float _scale;

        private AttentionOp(Tensor q, Tensor k, Tensor v, Tensor weights, bool causal, float scale) =>
            (_q, _k, _v, _weights, _causal, _scale) = (q, k, v, weights, causal, scale);

        public override string Name => "ScaledDotProductAttention";

        /// <summary>Leading axes already broadcast, shapes checked.</summary>
        public static Tensor Apply(Tensor q, Tensor k, Tensor v, Tensor? mask, Tensor? bias, bool causal)
        {
            int[] leading = [.. q.Layout.Sizes[..^2]];
            var scale = 1 / MathF.Sqrt(Math.Max(1, q.Layout.Sizes[^1]));
            var weights = q.EmptyLike(new Shape([.. leading, q.Layout.Sizes[^2], k.Layout.Sizes[^2]]));

            // In the order of q's axes: heads that are views of one tensor give a result that is one again.
            var y = q.EmptyLike(Views.RowsInOrderOf(q.Layout, new Shape([.. leading, q.Layout.Sizes[^2], v.Layout.Sizes[^1]])));
            q.Backend.Attention(q, k, v, mask, bias, causal, scale, weights, y);
            Tensor[] inputs = bias is null ? [q, k, v] : [q, k, v, bias];
            return Records(inputs) ? new AttentionOp(q, k, v, weights, causal, scale).Record(y, inputs) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var (q, k, v, weights) = (_q.Get(Name), _k.Get(Name), _v.Get(Name), _weights.Get(Name));
            var (dq, dk, dv) = (Fresh(q), Fresh(k), Fresh(v));
            var dscores = dy.EmptyLike(weights.Shape);
            dy.Backend.AttentionBackward(q, k, v, _causal, _scale, weights, dy, dscores, dq, dk, dv);
            inputs.Give(0, dq);
            inputs.Give(1, dk);
            inputs.Give(2, dv);
            if (inputs.Count > 3)
            {
                inputs.Give(3, dscores * (1 / _scale));
            }
        }

        private static Tensor Fresh(Tensor x) => x.EmptyLike(Views.RowsInOrderOf(x.Layout, x.Shape));
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>Attention: each query's mean of the values, weighted by how well their keys match it: softmax(q . kT / sqrt(D)) . v.</summary>
        /// <param name="q">Queries, shape (..., T, D).</param>
        /// <param name="k">Keys, shape (..., S, D); leading axes broadcast.</param>
        /// <param name="v">Values, shape (..., S, E).</param>
        /// <param name="mask">Of ones and zeros, broadcast to (..., T, S): a query does not look where it is 0. No gradient.</param>
        /// <param name="causal">Query i looks at keys 0 to i only.</param>
        /// <param name="bias">Broadcast to (..., T, S): added to the scaled products. -infinity hides a key as a 0 in the mask does.</param>
        /// <returns>Shape (..., T, E).</returns>
        /// <remarks>
        /// A query that may look nowhere gives zeros, and no gradient flows through it, as in PyTorch since version 2.5 (earlier ones gave NaN).
        /// Paper: Vaswani and others, Attention is all you need, 2017.
        /// </remarks>
        public static Tensor ScaledDotProductAttention(Tensor q, Tensor k, Tensor v, Tensor? mask = null, bool causal = false, Tensor? bias = null)
        {
            ArgumentNullException.ThrowIfNull(q);
            ArgumentNullException.ThrowIfNull(k);
            ArgumentNullException.ThrowIfNull(v);
            const string Name = "ScaledDotProductAttention";
            ShapeException.Require(
                q.Rank >= 2 && k.Rank >= 2 && v.Rank >= 2 && q.Layout.Sizes[^1] == k.Layout.Sizes[^1] && k.Layout.Sizes[^2] == v.Layout.Sizes[^2],
                Name,
                $"needs q (..., T, D), k (..., S, D) and v (..., S, E); got {q.Shape}, {k.Shape} and {v.Shape}");
            Device.Same(Name, q, k, v);
            Shape scores = [q.Layout.Sizes[^2], k.Layout.Sizes[^2]];
            var batch = Broadcast.Shapes(Name, Broadcast.Shapes(Name, Batch(q), Batch(k)), Batch(v));
            return AttentionOp.Apply(
                InBatch(q, batch), InBatch(k, batch), InBatch(v, batch), Rows(Name, q, mask, scores, batch), Rows(Name, q, bias, scores, batch),
                causal);
        }

        private static Shape Batch(Tensor x) => new(x.Layout.Sizes[..^2].ToArray());

        private static Tensor InBatch(Tensor x, Shape batch)
        {
            int[] sizes = [.. batch.Sizes, .. x.Layout.Sizes[^2..]];
            return x.Layout.Sizes.SequenceEqual(sizes) ? x : x.Expand(sizes);
        }

        // Kernels read whole rows of it: its last axis is written out, the others stay as they are.
        private static Tensor? Rows(string op, Tensor q, Tensor? x, Shape scores, Shape batch)
        {
            if (x is null)
            {
                return null;
            }

            Device.Same(op, q, x);
            int[] whole = [.. batch.Sizes, .. scores.Sizes];
            ShapeException.Require(
                Broadcast.To(x.Layout, new Shape(whole)) is not null, op, $"needs a mask or bias that broadcasts to {new Shape(whole)}; got {x.Shape}");
            if (x.Rank == 0 || x.Layout.Sizes[^1] != scores.Sizes[1] || (x.Layout.Strides[^1] != 1 && scores.Sizes[1] > 1))
            {
                int[] row = x.Rank == 0 ? [scores.Sizes[1]] : [.. x.Layout.Sizes[..^1], scores.Sizes[1]];
                x = x.Expand(row).Contiguous();
            }

            return x.Expand(whole);
        }
    }
}
