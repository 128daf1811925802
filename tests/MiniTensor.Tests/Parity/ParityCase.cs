using MiniTensor.Tests.Oracle;

namespace MiniTensor.Tests.Parity;

/// <summary>The same computation twice: in minitensor, and in Python for PyTorch.</summary>
/// <param name="Name">The op and what is special about the case.</param>
/// <param name="Python">An expression of the inputs x[0], x[1], ...; torch and torch.nn.functional (as F) are there.</param>
/// <param name="Ours">The same.</param>
/// <param name="Inputs">Shapes, and where numbers are drawn from.</param>
public sealed record ParityCase(string Name, string Python, Func<Tensor[], Tensor> Ours, params Input[] Inputs)
{
    /// <summary>How far apart results may be, relative to the largest number (to each number, where the inputs are special values).</summary>
    public double Tolerance { get; init; } = 1e-5;

    /// <summary>The same for gradients.</summary>
    public double GradientTolerance { get; init; } = 5e-5;

    /// <summary>Inputs hold NaN and infinities, so that every number is compared by itself.</summary>
    public bool Special { get; init; }
}
