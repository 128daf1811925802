using MiniTensor;

namespace Exercises.Stage06;

/// <summary>Exercise 18.2. A shortcut without parameters, for a branch that changes the shape.</summary>
/// <remarks>
/// Where the branch moves by stride pixels and has more channels than x, take the pixels of rows and columns 0, stride, 2 stride, ...
/// and put channels of zeros around those of x: half of the new ones, rounded down, in front, the others behind
/// (lesson 18, "When the shapes do not fit", option A).
/// Gradients have to find their way back through it, so make it of operations on tensors: x.Slice(axis, start, end, step) takes
/// each step-th row, x.Pad([(before, after), ...]) puts zeros around the last axes, one pair for each of them.
/// </remarks>
public static class E18_2_PaddedShortcut
{
    /// <summary>x in the shape of the branch.</summary>
    /// <param name="x">(n, c, h, w).</param>
    /// <param name="channels">The channels of the branch, c or more.</param>
    /// <param name="stride">By how many pixels it moves, 1 or more.</param>
    /// <returns>Shape (n, channels, (h + stride - 1) / stride, (w + stride - 1) / stride).</returns>
    public static Tensor Of(Tensor x, int channels, int stride)
    {
        throw new NotImplementedException("Exercise 18.2: each stride-th pixel, and zeros for the channels that x does not have");
    }
}
