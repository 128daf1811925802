using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Ops
{
    /// <summary>a + b.</summary>
    internal readonly struct AddOp : IBinaryOp<AddOp>
    {
        public static string Name => "Add";

        public static OpDomain DomainA => new(-3, 3);

        public static OpDomain DomainB => new(-3, 3);

        public static (float A, float B)? ConstantSlopes => (1, 1);

        public TV Forward<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => a + b;

        public TV DerivativeA<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.Create(1);

        public TV DerivativeB<TV>(TV a, TV b)
            where TV : unmanaged, ISimd<TV> => TV.Create(1);

        public double Oracle(double a, double b) => a + b;
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>Adds element by element; shapes broadcast. Backward: dy to both.</summary>
        public static Tensor operator +(Tensor a, Tensor b) => BinaryNode<AddOp>.Apply(default, a, b);

        /// <summary>Adds a number to each element.</summary>
        public static Tensor operator +(Tensor a, double b) => UnaryNode<AffineOp>.Apply(new(1, (float)b), a);

        /// <summary>Adds a number to each element.</summary>
        public static Tensor operator +(double a, Tensor b) => UnaryNode<AffineOp>.Apply(new(1, (float)a), b);
    }
}
