namespace MiniTensor.Nn;

/// <summary>The adjoint of a convolution, which makes images larger; see <see cref="Functional.ConvTranspose2d"/>.</summary>
public sealed class ConvTranspose2d : Layer
{
    private readonly Pair _stride;
    private readonly Pair _padding;
    private readonly Pair _outputPadding;
    private readonly Pair _dilation;
    private readonly int _groups;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the result.</param>
    /// <param name="kernel">The kernel's size.</param>
    /// <param name="rng">Draws weight and bias evenly up to 1 / sqrt(outputs / groups * R * S), as PyTorch does.</param>
    /// <param name="stride">How far apart neighbouring input pixels add to the result: 1 where nothing is said.</param>
    /// <param name="padding">Taken off each side of the result.</param>
    /// <param name="outputPadding">Added to the result's lower and right side: less than the stride.</param>
    /// <param name="dilation">How far apart the pixels are that a kernel adds to: 1 where nothing is said.</param>
    /// <param name="groups">Inputs of one group add only to outputs of that group.</param>
    /// <param name="bias">Whether there is a bias.</param>
    public ConvTranspose2d(
        int inputs, int outputs, Pair kernel, Rng rng, Pair? stride = null, Pair? padding = null, Pair? outputPadding = null, Pair? dilation = null,
        int groups = 1, bool bias = true)
    {
        (_stride, _padding, _outputPadding, _dilation, _groups) = (stride ?? 1, padding ?? 0, outputPadding ?? 0, dilation ?? 1, groups);
        Groups.Check("ConvTranspose2d", inputs, outputs, groups);
        Weight = Parameter("weight", Init.Default(rng, [inputs, outputs / groups, kernel.H, kernel.W]));
        Bias = bias ? Parameter("bias", Init.DefaultBias(rng, outputs, Weight.Shape)) : null;
    }

    /// <summary>Shape (inputs, outputs / groups, R, S).</summary>
    public Tensor Weight { get; }

    /// <summary>Shape (outputs).</summary>
    public Tensor? Bias { get; }

    protected override Tensor Forward(Tensor x) =>
        Functional.ConvTranspose2d(x, Weight, Bias, _stride, _padding, _outputPadding, _groups, _dilation);
}
