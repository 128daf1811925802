using MiniTensor.Simd;

namespace MiniTensor.Ops;

/// <summary>An element-wise op of two inputs, y = f(a, b), with NumPy's broadcasting; a struct, as <see cref="IUnaryOp{TSelf}"/>.</summary>
public interface IBinaryOp<TSelf>
    where TSelf : unmanaged, IBinaryOp<TSelf>
{
    static abstract string Name { get; }

    /// <summary>Where tests sample a; kinks are differences a - b.</summary>
    static abstract OpDomain DomainA { get; }

    static abstract OpDomain DomainB { get; }

    /// <summary>False for comparisons, which are flat wherever they have a slope.</summary>
    static virtual bool IsDifferentiable => true;

    /// <summary>The slopes in a and b where they are the same everywhere, as for a + b; then nothing is kept.</summary>
    static virtual (float A, float B)? ConstantSlopes => null;

    static virtual ReadOnlySpan<TSelf> Samples => new TSelf[1];

    TV Forward<TV>(TV a, TV b)
        where TV : unmanaged, ISimd<TV>;

    /// <summary>The slope in a.</summary>
    TV DerivativeA<TV>(TV a, TV b)
        where TV : unmanaged, ISimd<TV>;

    /// <summary>The slope in b.</summary>
    TV DerivativeB<TV>(TV a, TV b)
        where TV : unmanaged, ISimd<TV>;

    /// <summary>f(a, b) in double precision by other means: what tests hold the op against.</summary>
    double Oracle(double a, double b);
}
