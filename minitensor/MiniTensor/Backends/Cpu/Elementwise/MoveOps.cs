using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Elementwise;

/// <summary>The same number whatever x is: the element-wise form of a fill.</summary>
internal readonly struct ConstantOp(float value) : IUnaryOp<ConstantOp>
{
    public static string Name => "Constant";

    public static OpDomain Domain => new(-3, 3);

    public static Keep Keep => Keep.Nothing;

    public TV Forward<TV>(TV x)
        where TV : unmanaged, ISimd<TV> => TV.Create(value);

    public TV Derivative<TV>(TV x, TV y)
        where TV : unmanaged, ISimd<TV> => TV.Zero;

    public double Oracle(double x) => value;
}
