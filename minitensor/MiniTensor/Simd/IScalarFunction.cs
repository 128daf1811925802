namespace MiniTensor.Simd;

/// <summary>A function of one or two numbers in double precision, as a type: see <see cref="ISimd{TSelf}.EachLane{TFunction}"/>.</summary>
public interface IScalarFunction
{
    static abstract double Of(double x, double y);
}

/// <summary>x^y.</summary>
internal readonly struct PowFunction : IScalarFunction
{
    public static double Of(double x, double y) => Math.Pow(x, y);
}

/// <summary>The sine of x.</summary>
internal readonly struct SinFunction : IScalarFunction
{
    public static double Of(double x, double y) => Math.Sin(x);
}

/// <summary>The cosine of x.</summary>
internal readonly struct CosFunction : IScalarFunction
{
    public static double Of(double x, double y) => Math.Cos(x);
}
