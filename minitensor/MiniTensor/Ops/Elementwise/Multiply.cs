using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>a * b.</summary>
    internal readonly struct MultiplyOp : IBinaryOp<MultiplyOp>
    {
        public static string Name => "Multiply";

        public static OpDomain DomainA => new(-3, 3);

        public static OpDomain DomainB => new(-3, 3);

        public TV Forward<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => a * b;

        public TV DerivativeA<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => b;

        public TV DerivativeB<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => a;

        public double Oracle(double a, double b) => a * b;
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>Multiplies element by element; shapes broadcast. Backward: da = dy * b, db = dy * a.</summary>
        public static Tensor operator *(Tensor a, Tensor b) => BinaryNode<MultiplyOp>.Apply(default, a, b);

        /// <summary>Multiplies each element by a number.</summary>
        public static Tensor operator *(Tensor a, double b) => UnaryNode<AffineOp>.Apply(new((float)b, -0f), a);

        /// <summary>Multiplies each element by a number.</summary>
        public static Tensor operator *(double a, Tensor b) => UnaryNode<AffineOp>.Apply(new((float)a, -0f), b);
    }
}
