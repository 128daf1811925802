using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>t (log t - x), which is 0 for t = 0: a term of the divergence of probabilities t from those whose logarithms are x.</summary>
    internal readonly struct KlDivOp : IBinaryOp<KlDivOp>
    {
        public static string Name => "KlDiv";

        public static OpDomain DomainA => new(-5, 0);

        public static OpDomain DomainB => new(0.02, 1);

        public TV Forward<TV>(TV x, TV t)
            where TV : unmanaged, ISimd<TV> => TV.Select(TV.Equal(t, TV.Zero), TV.Zero, t * (SimdMath.Log(t) - x));

        public TV DerivativeA<TV>(TV x, TV t)
            where TV : unmanaged, ISimd<TV> => -t;

        public TV DerivativeB<TV>(TV x, TV t)
            where TV : unmanaged, ISimd<TV> => SimdMath.Log(t) + TV.Create(1) - x;

        public double Oracle(double x, double t) => t * (Math.Log(t) - x);
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>The sum of target (log target - logInput), divided by the size of the batch: the Kullback-Leibler divergence, of shape ().</summary>
        /// <param name="logInput">(N, ...): logarithms of probabilities, such as LogSoftmax gives.</param>
        /// <param name="target">(N, ...): probabilities.</param>
        public static Tensor KlDiv(Tensor logInput, Tensor target)
        {
            ArgumentNullException.ThrowIfNull(logInput);
            ShapeException.Require(logInput.Rank >= 1, "KlDiv", $"needs a batch along axis 0; got shape {logInput.Shape}");
            return ElementwiseLoss.Apply<KlDivOp>(default, logInput, target).Sum() / logInput.Shape[0];
        }
    }
}
