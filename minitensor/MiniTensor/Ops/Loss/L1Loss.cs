using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>|a - b|; flat where they are equal.</summary>
    internal readonly struct AbsoluteErrorOp : IBinaryOp<AbsoluteErrorOp>
    {
        public static string Name => "L1Loss";

        public static OpDomain DomainA => new(-3, 3, 0);

        public static OpDomain DomainB => new(-3, 3);

        public TV Forward<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.Abs(a - b);

        public TV DerivativeA<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => SignOp.Of(a - b);

        public TV DerivativeB<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => SignOp.Of(b - a);

        public double Oracle(double a, double b) => Math.Abs(a - b);
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>The mean of |prediction - target|, of shape (). Backward: sign(prediction - target) / n.</summary>
        public static Tensor L1Loss(Tensor prediction, Tensor target) => ElementwiseLoss.Apply<AbsoluteErrorOp>(default, prediction, target).Mean();
    }
}
