using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Tests.Oracle;

/// <summary>scale * x^3: an op as a user of the library writes one, which keeps its input.</summary>
internal readonly struct ScaledCube(float scale) : IUnaryOp<ScaledCube>
{
    private readonly float _scale = scale;

    public static string Name => "ScaledCube";

    public static OpDomain Domain => new(-2, 2);

    public static Keep Keep => Keep.Input;

    public TV Forward<TV>(TV x)
        where TV : unmanaged, ISimd<TV> => TV.Create(_scale) * x * x * x;

    public TV Derivative<TV>(TV x, TV y)
        where TV : unmanaged, ISimd<TV> => TV.Create(3 * _scale) * x * x;

    public double Oracle(double x) => _scale * Math.Pow(x, 3);
}

/// <summary>2 sqrt(x): the same with its result kept.</summary>
internal readonly struct TwoRoots : IUnaryOp<TwoRoots>
{
    public static string Name => "TwoRoots";

    public static OpDomain Domain => new(0.2, 3);

    public static Keep Keep => Keep.Output;

    public TV Forward<TV>(TV x)
        where TV : unmanaged, ISimd<TV> => TV.Create(2) * TV.Sqrt(x);

    public TV Derivative<TV>(TV x, TV y)
        where TV : unmanaged, ISimd<TV> => TV.Create(2) / y;

    public double Oracle(double x) => 2 * Math.Sqrt(x);
}

/// <summary>a b^2: the same with two inputs.</summary>
internal readonly struct TimesSquare : IBinaryOp<TimesSquare>
{
    public static string Name => "TimesSquare";

    public static OpDomain DomainA => new(-2, 2);

    public static OpDomain DomainB => new(-2, 2);

    public TV Forward<TV>(TV a, TV b)
        where TV : unmanaged, ISimd<TV> => a * b * b;

    public TV DerivativeA<TV>(TV a, TV b)
        where TV : unmanaged, ISimd<TV> => b * b;

    public TV DerivativeB<TV>(TV a, TV b)
        where TV : unmanaged, ISimd<TV> => (a + a) * b;

    public double Oracle(double a, double b) => a * b * b;
}
