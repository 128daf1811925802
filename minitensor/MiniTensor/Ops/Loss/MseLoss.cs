using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>(a - b)^2.</summary>
    internal readonly struct SquaredErrorOp : IBinaryOp<SquaredErrorOp>
    {
        public static string Name => "MseLoss";

        public static OpDomain DomainA => new(-3, 3);

        public static OpDomain DomainB => new(-3, 3);

        public TV Forward<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => (a - b) * (a - b);

        public TV DerivativeA<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => a - b + (a - b);

        public TV DerivativeB<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => b - a + (b - a);

        public double Oracle(double a, double b) => (a - b) * (a - b);
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>The mean of (prediction - target)^2, of shape (). Backward: 2 (prediction - target) / n.</summary>
        public static Tensor MseLoss(Tensor prediction, Tensor target) => ElementwiseLoss.Apply<SquaredErrorOp>(default, prediction, target).Mean();
    }
}
