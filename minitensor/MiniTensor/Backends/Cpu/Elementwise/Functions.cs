using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Elementwise;

/// <summary>What a kernel of two inputs computes, for a vector of each.</summary>
internal interface IFunction2
{
    TV Of<TV>(TV a, TV b)
        where TV : unmanaged, ISimd<TV>;
}

/// <summary>What a kernel of three inputs computes.</summary>
internal interface IFunction3
{
    TV Of<TV>(TV a, TV b, TV c)
        where TV : unmanaged, ISimd<TV>;
}

/// <summary>op(a, b).</summary>
internal readonly struct ResultOf<TOp>(TOp op) : IFunction2
    where TOp : unmanaged, IBinaryOp<TOp>
{
    public TV Of<TV>(TV a, TV b)
        where TV : unmanaged, ISimd<TV> => op.Forward(a, b);
}

/// <summary>dy * op'(x, y); an op keeps x or y, so both are the same operand here.</summary>
internal readonly struct SlopeOf<TOp>(TOp op) : IFunction2
    where TOp : unmanaged, IUnaryOp<TOp>
{
    public TV Of<TV>(TV dy, TV kept)
        where TV : unmanaged, ISimd<TV> => dy * op.Derivative(kept, kept);
}

/// <summary>dy times the slope of op(a, b) in a.</summary>
internal readonly struct SlopeInA<TOp>(TOp op) : IFunction3
    where TOp : unmanaged, IBinaryOp<TOp>
{
    public TV Of<TV>(TV dy, TV a, TV b)
        where TV : unmanaged, ISimd<TV> => dy * op.DerivativeA(a, b);
}

/// <summary>dy times the slope of op(a, b) in b.</summary>
internal readonly struct SlopeInB<TOp>(TOp op) : IFunction3
    where TOp : unmanaged, IBinaryOp<TOp>
{
    public TV Of<TV>(TV dy, TV a, TV b)
        where TV : unmanaged, ISimd<TV> => dy * op.DerivativeB(a, b);
}

/// <summary>a where the condition is not 0, else b.</summary>
internal readonly struct Choice : IFunction3
{
    public TV Of<TV>(TV condition, TV a, TV b)
        where TV : unmanaged, ISimd<TV> => TV.Select(TV.Equal(condition, TV.Zero), b, a);
}
