using System.Runtime.CompilerServices;

namespace MiniTensor.Optim;

/// <summary>Checks of the options that optimizers and schedules take.</summary>
internal static class Option
{
    /// <exception cref="ArgumentOutOfRangeException">It does not hold; the message names the option, what it needs and
    /// what it got.</exception>
    public static void Require(
        bool holds, double option, string needs, [CallerArgumentExpression(nameof(option))] string name = "")
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{name} needs {needs}; got {option}."));
        }
    }
}
