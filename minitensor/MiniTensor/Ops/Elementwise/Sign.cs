using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>-1, 0 or 1 as x is negative, zero (or NaN) or positive.</summary>
    internal readonly struct SignOp : IUnaryOp<SignOp>
    {
        public static string Name => "Sign";

        public static OpDomain Domain => new(-3, 3, 0);

        public static Keep Keep => Keep.Nothing;

        public TV Forward<TV>(TV x)
            where TV : unmanaged, ISimd<TV> => Of(x);

        public TV Derivative<TV>(TV x, TV y)
            where TV : unmanaged, ISimd<TV> => TV.Zero;

        public double Oracle(double x) => Math.Sign(x);

        internal static TV Of<TV>(TV x)
            where TV : unmanaged, ISimd<TV> =>
            (TV.LessThan(TV.Zero, x) & TV.Create(1)) | (TV.LessThan(x, TV.Zero) & TV.Create(-1));
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>-1, 0 or 1 as each element is negative, zero (or NaN) or positive. Backward: 0.</summary>
        public Tensor Sign() => UnaryNode<SignOp>.Apply(default, this);
    }
}
