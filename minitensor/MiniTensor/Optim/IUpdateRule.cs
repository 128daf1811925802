using MiniTensor.Simd;

namespace MiniTensor.Optim;

/// <summary>
/// What one step of an optimizer does to one number: from the number, its gradient and up to two numbers kept from the
/// steps before.
/// </summary>
/// <remarks>
/// A struct with the step's constants. A backend makes of it one pass over all parameters, which reads and writes each
/// number once.
/// </remarks>
public interface IUpdateRule
{
    /// <summary>How many numbers are kept for each number of a parameter: 0, 1 or 2.</summary>
    static abstract int States { get; }

    /// <summary>The new value of p; a and b are the numbers kept, and are left as they are to be kept next.</summary>
    TV Step<TV>(TV p, TV g, ref TV a, ref TV b)
        where TV : unmanaged, ISimd<TV>;
}
