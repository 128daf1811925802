using MiniTensor.Autograd;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>A tensor with a border of one number; its gradient is the middle of dy, as a view.</summary>
    internal sealed class PadOp : Node
    {
        private readonly int[] _before;
        private readonly Shape _input;

        private PadOp(int[] before, Shape input) => (_before, _input) = (before, input);

        public override string Name => "Pad";

        public static Tensor Apply(Tensor x, ReadOnlySpan<(int Before, int After)> pads, double value)
        {
            ShapeException.Require(pads.Length <= x.Rank, "Pad", $"needs at most one pair for each axis of shape {x.Shape}; got {pads.Length}");
            var sizes = x.Shape.ToArray();
            var before = new int[x.Rank];
            for (var i = 0; i < pads.Length; i++)
            {
                var axis = x.Rank - pads.Length + i;
                ShapeException.Require(
                    pads[i].Before >= 0 && pads[i].After >= 0, "Pad",
                    $"needs widths of 0 or more; got {pads[i]} for axis {axis}. Slice cuts off");
                before[axis] = pads[i].Before;
                var size = (long)sizes[axis] + pads[i].Before + pads[i].After;
                ShapeException.Require(size <= int.MaxValue, "Pad", $"needs fewer than 2^31 elements along an axis; got {size} along axis {axis}");
                sizes[axis] = (int)size;
            }

            var y = x.EmptyLike(Views.InOrderOf(x.Layout, Shape.Of(sizes))).FillUnchecked((float)value);
            x.Backend.Copy(x, Middle(y, before, x.Shape));
            return Records(x) ? new PadOp(before, x.Shape).Record(y, x) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs) => inputs.Give(0, Middle(dy, _before, _input));

        private static Tensor Middle(Tensor y, int[] before, Shape shape)
        {
            var layout = y.Layout;
            for (var axis = 0; axis < before.Length; axis++)
            {
                layout = Views.Slice(layout, axis, before[axis], shape.Sizes[axis]);
            }

            return new Tensor(y.Storage, layout);
        }
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>The tensor with a border of one number around it.</summary>
        /// <param name="pads">One pair for each of the last axes, in their order: how wide the border is before and after it.</param>
        /// <param name="value">The number.</param>
        /// <example><c>image.Pad([(1, 1), (2, 2)])</c>: a row of zeros above and below, two columns left and right.</example>
        public Tensor Pad(ReadOnlySpan<(int Before, int After)> pads, double value = 0) => PadOp.Apply(this, pads, value);
    }
}
