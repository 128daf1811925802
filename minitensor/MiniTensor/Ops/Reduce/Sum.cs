using MiniTensor.Autograd;
using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>a + b + c + ...</summary>
    internal readonly struct SumReduction : IReduceOp<SumReduction>
    {
        public static string Name => "Sum";

        public static float Identity => 0;

        public TV Map<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => x;

        public TV Combine<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => a + b;
    }

    /// <summary>Sum along axes; its gradient is dy, repeated along them.</summary>
    internal sealed class SumOp : Node
    {
        private readonly Layout _input;
        private readonly Layout _kept; // the result's layout before its axes of size 1 were dropped

        private SumOp(Layout input, Layout kept) => (_input, _kept) = (input, kept);

        public override string Name => "Sum";

        public static Tensor Apply(Tensor x, ReadOnlySpan<int> axes, bool keepDim)
        {
            var kept = Reduction.Run(default(SumReduction), x, axes);
            var y = keepDim ? kept : Reduction.Drop(kept, x, axes);
            return Records(x) ? new SumOp(x.Layout, kept.Layout).Record(y, x) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs) =>
            inputs.Give(0, new Tensor(dy.Storage, Broadcast.To(Reduction.Restore(dy, _kept).Layout, _input.Shape)!));
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>The sum of all elements, of shape (). Backward: dy to each element.</summary>
        public Tensor Sum() => SumOp.Apply(this, [], keepDim: false);

        /// <summary>The sum along some axes.</summary>
        /// <param name="axes">Which; negative ones count from the last. None means all.</param>
        /// <param name="keepDim">Keep the axes, with size 1.</param>
        public Tensor Sum(ReadOnlySpan<int> axes, bool keepDim = false) => SumOp.Apply(this, axes, keepDim);
    }
}
