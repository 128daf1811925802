using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Optim;

/// <summary>
/// Keeps a rare large gradient from throwing the parameters far away; called between Backward and the optimizer's step.
/// </summary>
public static class GradientClip
{
    private const double Epsilon = 1e-6; // as in PyTorch: the length ends up a little below the most

    /// <summary>
    /// Scales all gradients by one number, so that their common length, sqrt(sum of all squares), is at most <paramref
    /// name="most"/>.
    /// </summary>
    /// <param name="parameters">Those without a gradient do not count.</param>
    /// <param name="most">The largest length that is left alone.</param>
    /// <returns>The length before. Where it is NaN or infinite the gradients stay as they are: nothing sensible could
    /// be made of them.</returns>
    /// <remarks>Pascanu, Mikolov and Bengio 2013.</remarks>
    public static double ByNorm(IEnumerable<Tensor> parameters, double most)
    {
        Option.Require(most > 0, most, "a number above 0");
        var gradients = GradientsOf(parameters);
        if (gradients.Length == 0)
        {
            return 0;
        }

        var norm = Math.Sqrt(gradients[0].Backend.SumOfSquares(gradients));
        if (norm > most && double.IsFinite(norm))
        {
            Apply(new WeightedSum((float)(most / (norm + Epsilon)), 0), gradients);
        }

        return norm;
    }

    /// <summary>Brings each number of each gradient into [-<paramref name="most"/>, <paramref name="most"/>].</summary>
    /// <param name="parameters">Those without a gradient do not count.</param>
    /// <param name="most">The largest number that is left alone.</param>
    public static void ByValue(IEnumerable<Tensor> parameters, double most)
    {
        Option.Require(most > 0, most, "a number above 0");
        Apply(new ClampRule((float)most), GradientsOf(parameters));
    }

    private static Tensor[] GradientsOf(IEnumerable<Tensor> parameters) =>
        [.. parameters.Select(parameter => parameter.Grad).OfType<Tensor>()];

    private static void Apply<TRule>(TRule rule, Tensor[] gradients)
        where TRule : unmanaged, IUpdateRule
    {
        if (gradients.Length > 0)
        {
            var operands = Array.ConvertAll(gradients, gradient => new UpdateOperands(gradient, gradient));
            gradients[0].Backend.Update(rule, operands);
        }
    }

    private readonly struct ClampRule(float most) : IUpdateRule
    {
        public static int States => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TV Step<TV>(TV p, TV g, ref TV a, ref TV b)
            where TV : unmanaged, ISimd<TV> => TV.Min(TV.Max(p, TV.Create(-most)), TV.Create(most));
    }
}
