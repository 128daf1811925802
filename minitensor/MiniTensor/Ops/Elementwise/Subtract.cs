using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>a - b.</summary>
    internal readonly struct SubtractOp : IBinaryOp<SubtractOp>
    {
        public static string Name => "Subtract";

        public static OpDomain DomainA => new(-3, 3);

        public static OpDomain DomainB => new(-3, 3);

        public static (float A, float B)? ConstantSlopes => (1, -1);

        public TV Forward<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => a - b;

        public TV DerivativeA<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.Create(1);

        public TV DerivativeB<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.Create(-1);

        public double Oracle(double a, double b) => a - b;
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>Subtracts element by element; shapes broadcast. Backward: dy to a, -dy to b.</summary>
        public static Tensor operator -(Tensor a, Tensor b) => BinaryNode<SubtractOp>.Apply(default, a, b);

        /// <summary>Subtracts a number from each element.</summary>
        public static Tensor operator -(Tensor a, double b) => UnaryNode<AffineOp>.Apply(new(1, -(float)b), a);

        /// <summary>Subtracts each element from a number.</summary>
        public static Tensor operator -(double a, Tensor b) => UnaryNode<AffineOp>.Apply(new(-1, (float)a), b);

        /// <summary>Each element with its sign changed. Backward: dx = -dy.</summary>
        public static Tensor operator -(Tensor x) => UnaryNode<AffineOp>.Apply(new(-1, -0f), x);
    }
}
