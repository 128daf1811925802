using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>The natural logarithm.</summary>
    internal readonly struct LogOp : IUnaryOp<LogOp>
    {
        public static string Name => "Log";

        public static OpDomain Domain => new(0.1, 10);

        public static Keep Keep => Keep.Input;

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => SimdMath.Log(x);

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => TV.Create(1) / x;

        public double Oracle(double x) => Math.Log(x);
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>The natural logarithm of each element; NaN of negative ones. Backward: dx = dy / x.</summary>
        public Tensor Log() => UnaryNode<LogOp>.Apply(default, this);
    }
}
