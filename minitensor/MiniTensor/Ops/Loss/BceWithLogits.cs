using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>-t log(sigmoid(x)) - (1 - t) log(1 - sigmoid(x)), as max(x, 0) - x t + log(1 + exp(-|x|)), which no x overflows.</summary>
    internal readonly struct BceWithLogitsOp : IBinaryOp<BceWithLogitsOp>
    {
        public static string Name => "BceWithLogits";

        public static OpDomain DomainA => new(-10, 10);

        public static OpDomain DomainB => new(0, 1);

        public TV Forward<TV>(TV x, TV t)
            where TV : unmanaged, ISimd<TV> => TV.Max(x, TV.Zero) - x * t + SimdMath.Log1p(SimdMath.Exp(-TV.Abs(x)));

        public TV DerivativeA<TV>(TV x, TV t)
            where TV : unmanaged, ISimd<TV> => SimdMath.Sigmoid(x) - t;

        public TV DerivativeB<TV>(TV x, TV t)
            where TV : unmanaged, ISimd<TV> => -x;

        public double Oracle(double x, double t) => Math.Log(1 + Math.Exp(x)) - x * t;
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>
        /// The mean binary cross-entropy of sigmoid(logits) with targets from 0 to 1, of shape ().
        /// Backward: (sigmoid(logits) - targets) / n.
        /// </summary>
        public static Tensor BceWithLogits(Tensor logits, Tensor targets) => ElementwiseLoss.Apply<BceWithLogitsOp>(default, logits, targets).Mean();
    }
}
