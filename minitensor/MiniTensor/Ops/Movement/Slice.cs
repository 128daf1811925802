using MiniTensor.Autograd;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>A part of a tensor as a view; its gradient is dy there, and zero elsewhere.</summary>
    internal sealed class SliceOp : Node
    {
        private readonly TensorIndex[] _items;

        private SliceOp(TensorIndex[] items) => _items = items;

        public override string Name => "Slice";

        public static Tensor Apply(Tensor x, ReadOnlySpan<TensorIndex> items)
        {
            var y = new Tensor(x.Storage, TensorIndex.View(x.Layout, items));
            return Records(x) ? new SliceOp(items.ToArray()).Record(y, x) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var dx = inputs.Accumulator(0, dy, inAnyOrder: true);
            new Tensor(dx.Storage, TensorIndex.View(dx.Layout, _items)).AddInPlaceUnchecked(dy);
        }
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>A part of the tensor as a view: <c>t[0]</c>, <c>t[1..3, ..]</c>, <c>t[.., ^1]</c>; see <see cref="TensorIndex"/>.</summary>
        [System.Runtime.CompilerServices.IndexerName("Part")]
        public Tensor this[params ReadOnlySpan<TensorIndex> items] => SliceOp.Apply(this, items);

        /// <summary>Along one axis every <paramref name="step"/>-th element from start up to but without end, as a view.</summary>
        /// <param name="axis">Which; negative ones count from the last.</param>
        /// <param name="start">From 0 to the axis's size; negative ones count from its end.</param>
        /// <param name="end">From <paramref name="start"/> to the axis's size; negative ones count from its end.</param>
        /// <param name="step">1 or more.</param>
        public Tensor Slice(int axis, int start, int end, int step = 1)
        {
            axis = Shape.Axis(axis, "Slice");
            var size = Layout.Sizes[axis];
            var (from, to) = (start < 0 ? start + size : start, end < 0 ? end + size : end);
            ShapeException.Require(
                from >= 0 && from <= to && to <= size, "Slice",
                $"needs a start and an end within 0..{size} for axis {axis} of shape {Shape}; got {start} and {end}");
            Span<TensorIndex> items = stackalloc TensorIndex[axis + 1];
            items[..axis].Fill(..);
            items[axis] = TensorIndex.Step(from, to, step);
            return SliceOp.Apply(this, items);
        }
    }
}
