using MiniTensor.Simd;

namespace MiniTensor.Ops;

/// <summary>What an element-wise op has to keep for its backward step.</summary>
public enum Keep
{
    /// <summary>Its slope is the same everywhere, or nowhere defined.</summary>
    Nothing,

    /// <summary>Its slope is computed from the input.</summary>
    Input,

    /// <summary>Its slope is computed from the result.</summary>
    Output,
}

/// <summary>Where tests sample an op: from <paramref name="Low"/> to <paramref name="High"/>, and not within 0.01 of its kinks.</summary>
public sealed record OpDomain(double Low, double High, params double[] Kinks);

/// <summary>An element-wise op of one input, y = f(x), as a struct: its fields are the op's constants.</summary>
/// <remarks>
/// Handed to a backend as a generic argument, the struct becomes a SIMD loop at each width, a scalar loop and a GPU kernel; written once.
/// A test finds every struct that implements this by reflection and holds it against <see cref="Oracle"/>: nothing is registered anywhere.
/// </remarks>
public interface IUnaryOp<TSelf>
    where TSelf : unmanaged, IUnaryOp<TSelf>
{
    /// <summary>As in errors and graphs.</summary>
    static abstract string Name { get; }

    static abstract OpDomain Domain { get; }

    static abstract Keep Keep { get; }

    /// <summary>Examples with constants, for ops that have any.</summary>
    static virtual ReadOnlySpan<TSelf> Samples => new TSelf[1];

    /// <summary>f(x).</summary>
    TV Forward<TV>(TV x)
        where TV : unmanaged, ISimd<TV>;

    /// <summary>f'(x), of the input or the result y = f(x), whichever <see cref="Keep"/> names; the other is not there.</summary>
    TV Derivative<TV>(TV x, TV y)
        where TV : unmanaged, ISimd<TV>;

    /// <summary>f(x) in double precision by other means: what tests hold the op against.</summary>
    double Oracle(double x);
}
