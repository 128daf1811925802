using MiniTensor.Simd;

namespace MiniTensor.Ops;

/// <summary>
/// scale * x + shift: every sum, difference, product and quotient with a constant, and the negative.
/// A shift of -0 leaves even the sign of zero.
/// </summary>
internal readonly struct AffineOp(float scale, float shift) : IUnaryOp<AffineOp>
{
    public static string Name => "Affine";

    public static OpDomain Domain => new(-3, 3);

    public static Keep Keep => Keep.Nothing;

    public static ReadOnlySpan<AffineOp> Samples => new AffineOp[] { new(2.5f, -1), new(-1, 0.5f), new(1, 3), new(0.25f, 0) };

    public TV Forward<TV>(TV x)
        where TV : unmanaged, ISimd<TV> => TV.MultiplyAdd(x, TV.Create(scale), TV.Create(shift));

    public TV Derivative<TV>(TV x, TV y)
        where TV : unmanaged, ISimd<TV> => TV.Create(scale);

    public double Oracle(double x) => scale * x + shift;
}

/// <summary>a + scale * b, for adding in place.</summary>
internal readonly struct AddScaledOp(float scale) : IBinaryOp<AddScaledOp>
{
    public static string Name => "AddScaled";

    public static OpDomain DomainA => new(-3, 3);

    public static OpDomain DomainB => new(-3, 3);

    public static ReadOnlySpan<AddScaledOp> Samples => new AddScaledOp[] { new(-0.5f), new(2) };

    public TV Forward<TV>(TV a, TV b)
        where TV : unmanaged, ISimd<TV> => TV.MultiplyAdd(b, TV.Create(scale), a);

    public TV DerivativeA<TV>(TV a, TV b)
        where TV : unmanaged, ISimd<TV> => TV.Create(1);

    public TV DerivativeB<TV>(TV a, TV b)
        where TV : unmanaged, ISimd<TV> => TV.Create(scale);

    public double Oracle(double a, double b) => a + scale * b;
}
