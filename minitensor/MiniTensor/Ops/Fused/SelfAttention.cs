using MiniTensor.Autograd;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>
    /// Attention of several heads whose queries, keys and values lie side by side in one tensor;
    /// so do their gradients, which are written in place.
    /// </summary>
    internal sealed class SelfAttentionOp : Node
    {
        private readonly Saved _qkv;
        private readonly Saved _weights;
        private readonly int _heads;
        private readonly bool _causal;

        private SelfAttentionOp(Tensor qkv, Tensor weights, int heads, bool causal) => (_qkv, _weights, _heads, _causal) = (qkv, weights, heads, causal);

        public override string Name => "SelfAttention";

        /// <param name="qkv">Shape (N, T, 3 C).</param>
        /// <param name="heads">A divisor of C.</param>
        /// <param name="mask">Of ones and zeros, of shape (N, heads, T, T) with adjacent columns; or null.</param>
        /// <param name="causal">A token sees itself and those before it only.</param>
        public static Tensor Apply(Tensor qkv, int heads, Tensor? mask, bool causal)
        {
            var (n, t, width) = (qkv.Layout.Sizes[0], qkv.Layout.Sizes[1], qkv.Layout.Sizes[2] / 3);
            var rows = MemoryOrder.As(qkv, Layout.Contiguous(qkv.Shape));
            var weights = qkv.EmptyLike([n, heads, t, t]);
            var y = qkv.EmptyLike([n, t, width]);
            qkv.Backend.Attention(
                Heads(rows, 0, heads, width), Heads(rows, 1, heads, width), Heads(rows, 2, heads, width), mask, null, causal,
                Scale(heads, width), weights, Heads(y, 0, heads, width));
            return Records(qkv) ? new SelfAttentionOp(rows, weights, heads, causal).Record(y, qkv) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var (qkv, weights) = (_qkv.Get(Name), _weights.Get(Name));
            var width = qkv.Layout.Sizes[2] / 3;
            dy = MemoryOrder.As(dy, Layout.Contiguous(dy.Shape));
            var dqkv = dy.EmptyLike(qkv.Shape);
            var dscores = dy.EmptyLike(weights.Shape);
            dy.Backend.AttentionBackward(
                Heads(qkv, 0, _heads, width), Heads(qkv, 1, _heads, width), Heads(qkv, 2, _heads, width), _causal, Scale(_heads, width), weights,
                Heads(dy, 0, _heads, width), dscores, Heads(dqkv, 0, _heads, width), Heads(dqkv, 1, _heads, width), Heads(dqkv, 2, _heads, width));
            inputs.Give(0, dqkv);
        }

        /// <summary>Part number <paramref name="part"/> of (N, T, parts * C) as (N, heads, T, C / heads).</summary>
        private static Tensor Heads(Tensor x, int part, int heads, int width)
        {
            var (n, t, row) = (x.Layout.Sizes[0], x.Layout.Sizes[1], x.Layout.Sizes[2]);
            return new Tensor(x.Storage, new Layout([n, heads, t, width / heads], [t * row, width / heads, row, 1], x.Layout.Offset + part * width));
        }

        private static float Scale(int heads, int width) => 1 / MathF.Sqrt(Math.Max(1, width / heads));
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary><see cref="ScaledDotProductAttention"/> of a sequence with itself, by several heads that share the width out.</summary>
        /// <param name="qkv">Shape (N, T, 3 C): for each token its query, its key and its value, C numbers each.</param>
        /// <param name="heads">How many heads; head h has the numbers from h C / heads on of each.</param>
        /// <param name="mask">Of ones and zeros, broadcast to (N, heads, T, T): a query does not look where it is 0. No gradient.</param>
        /// <param name="causal">A token sees itself and those before it only.</param>
        /// <returns>Shape (N, T, C).</returns>
        public static Tensor SelfAttention(Tensor qkv, int heads, Tensor? mask = null, bool causal = false)
        {
            ArgumentNullException.ThrowIfNull(qkv);
            ShapeException.Require(
                heads >= 1 && qkv.Rank == 3 && qkv.Layout.Sizes[2] % (3 * heads) == 0, "SelfAttention",
                $"needs qkv (N, T, 3 C) with C in {heads} heads; got {qkv.Shape}");
            var (n, t) = (qkv.Layout.Sizes[0], qkv.Layout.Sizes[1]);
            return SelfAttentionOp.Apply(qkv, heads, Rows("SelfAttention", qkv, mask, [t, t], [n, heads]), causal);
        }
    }
}
