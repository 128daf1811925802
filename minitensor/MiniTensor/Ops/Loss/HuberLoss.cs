using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>d^2 / 2 for a difference d = a - b up to delta, and beyond it the tangent, delta (|d| - delta / 2).</summary>
    internal readonly struct HuberOp(float delta) : IBinaryOp<HuberOp>
    {
        public static string Name => "HuberLoss";

        public static OpDomain DomainA => new(-3, 3);

        public static OpDomain DomainB => new(-3, 3);

        public static ReadOnlySpan<HuberOp> Samples => new HuberOp[] { new(1), new(0.3f) };

        public TV Forward<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV>
        {
            var size = TV.Abs(a - b);
            var near = TV.Create(0.5f) * size * size;
            var far = TV.Create(delta) * (size - TV.Create(0.5f * delta));
            return TV.Select(TV.LessThan(size, TV.Create(delta)), near, far);
        }

        public TV DerivativeA<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.Min(TV.Max(a - b, TV.Create(-delta)), TV.Create(delta));

        public TV DerivativeB<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => -DerivativeA(a, b);

        public double Oracle(double a, double b)
        {
            var size = Math.Abs(a - b);
            return size < delta ? 0.5 * size * size : delta * (size - 0.5 * delta);
        }
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>The mean of d^2 / 2 where |d| is up to delta, else of delta (|d| - delta / 2), with d = prediction - target (Huber 1964).</summary>
        public static Tensor HuberLoss(Tensor prediction, Tensor target, double delta = 1)
        {
            ShapeException.Require(delta > 0, "HuberLoss", $"needs a delta above 0; got {delta}");
            return ElementwiseLoss.Apply<HuberOp>(new((float)delta), prediction, target).Mean();
        }
    }
}
