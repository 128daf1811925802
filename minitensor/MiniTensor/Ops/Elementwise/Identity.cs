using MiniTensor.Simd;

namespace MiniTensor.Ops;

/// <summary>x itself, bit for bit: the element-wise form of a copy between layouts, and of no activation at all.</summary>
internal readonly struct IdentityOp : IUnaryOp<IdentityOp>
{
    public static string Name => "Identity";

    public static OpDomain Domain => new(-3, 3);

    public static Keep Keep => Keep.Nothing;

    public TV Forward<TV>(TV x)
        where TV : unmanaged, ISimd<TV> => x;

    public TV Derivative<TV>(TV x, TV y)
        where TV : unmanaged, ISimd<TV> => TV.Create(1);

    public double Oracle(double x) => x;
}
