using MiniTensor.Autograd;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>Repeats along axes of size 1 as a view with stride 0; the backward pass sums dy over them, as for any broadcast.</summary>
    internal sealed class ExpandOp : Node
    {
        public override string Name => "Expand";

        public static Tensor Apply(Tensor x, ReadOnlySpan<int> sizes)
        {
            var resolved = sizes.ToArray();
            for (var i = 1; i <= Math.Min(resolved.Length, x.Rank); i++)
            {
                resolved[^i] = resolved[^i] == -1 ? x.Layout.Sizes[^i] : resolved[^i];
            }

            ShapeException.Require(
                resolved.All(size => size >= 0), "Expand",
                $"needs sizes of 0 or more, or -1 for an axis that stays; got ({string.Join(", ", resolved)}) for shape {x.Shape}");
            var shape = Shape.Of(resolved);
            var layout = Broadcast.To(x.Layout, shape);
            ShapeException.Require(layout is not null, "Expand", $"needs a shape that {x.Shape} broadcasts to; got {shape}");
            var y = new Tensor(x.Storage, layout);
            return Records(x) ? new ExpandOp().Record(y, x) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs) => inputs.Give(0, dy);
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>A view in a larger shape, in which axes of size 1, and missing ones in front, are repeated without a copy.</summary>
        /// <param name="sizes">The larger shape; -1 keeps an axis as it is.</param>
        /// <exception cref="ShapeException">An axis that would have to grow has not size 1.</exception>
        public Tensor Expand(ReadOnlySpan<int> sizes) => ExpandOp.Apply(this, sizes);
    }
}
