using MiniTensor.Autograd;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>Running sums along an axis; the gradient is the running sum from the end.</summary>
    internal sealed class CumSumOp : Node
    {
        private readonly int _axis;

        private CumSumOp(int axis) => _axis = axis;

        public override string Name => "CumSum";

        public static Tensor Apply(Tensor x, int axis)
        {
            axis = x.Shape.Axis(axis, "CumSum");
            var y = Run(x, axis, fromEnd: false);
            return Records(x) ? new CumSumOp(axis).Record(y, x) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs) => inputs.Give(0, Run(dy, _axis, fromEnd: true));

        private static Tensor Run(Tensor x, int axis, bool fromEnd)
        {
            _ = x.Storage;
            var y = x.EmptyLike(x.Layout.ForResult());
            x.Backend.CumSum(x, y, axis, fromEnd);
            return y;
        }
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>Running sums along an axis: each element plus all before it. Backward: the running sums of dy from the end.</summary>
        public Tensor CumSum(int axis) => CumSumOp.Apply(this, axis);
    }
}
