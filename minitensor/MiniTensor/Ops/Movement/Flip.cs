using MiniTensor.Autograd;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>The elements in the opposite order along some axes; the gradient is dy turned round in the same way.</summary>
    internal sealed class FlipOp : Node
    {
        private readonly int[] _axes;

        private FlipOp(int[] axes) => _axes = axes;

        public override string Name => "Flip";

        public static Tensor Apply(Tensor x, int[] axes)
        {
            var y = Flipped(x, axes);
            return Records(x) ? new FlipOp(axes).Record(y, x) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs) => inputs.Give(0, Flipped(dy, _axes));

        // Read backward, through negative strides; views given to users have none, since kernels need not expect them.
        private static Tensor Flipped(Tensor x, int[] axes)
        {
            var strides = x.Layout.Strides.ToArray();
            var offset = x.Layout.Offset;
            foreach (var axis in axes)
            {
                offset += Math.Max(0, x.Layout.Sizes[axis] - 1) * strides[axis];
                strides[axis] = -strides[axis];
            }

            var y = x.EmptyLike(x.Shape);
            x.Backend.Copy(new Tensor(x.Storage, new Layout(x.Layout.SizeArray, strides, offset)), y);
            return y;
        }
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>The elements in the opposite order along these axes, each named once; a copy.</summary>
        public Tensor Flip(params ReadOnlySpan<int> axes)
        {
            var own = new int[axes.Length];
            for (var i = 0; i < own.Length; i++)
            {
                own[i] = Shape.Axis(axes[i], "Flip");
                ShapeException.Require(own.AsSpan(0, i).IndexOf(own[i]) < 0, "Flip", $"needs each axis once; got axis {axes[i]} twice for shape {Shape}");
            }

            return FlipOp.Apply(this, own);
        }
    }
}
