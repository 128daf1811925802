using MiniTensor.Simd;

namespace MiniTensor.Ops;

/// <summary>1 / sqrt(variance + eps).</summary>
internal readonly struct InvStdOp(float eps) : IUnaryOp<InvStdOp>
{
    public static string Name => "InvStd";

    public static OpDomain Domain => new(0.1, 3);

    public static Keep Keep => Keep.Output;

    public static ReadOnlySpan<InvStdOp> Samples => new InvStdOp[] { new(1e-5f), new(0.5f) };

    public TV Forward<TV>(TV x)
        where TV : unmanaged, ISimd<TV> => TV.Create(1) / TV.Sqrt(x + TV.Create(eps));

    public TV Derivative<TV>(TV x, TV y)
        where TV : unmanaged, ISimd<TV> => TV.Create(-0.5f) * y * y * y;

    public double Oracle(double x) => 1 / Math.Sqrt(x + eps);
}
