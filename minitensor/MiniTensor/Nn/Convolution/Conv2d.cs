namespace MiniTensor.Nn;

/// <summary>A convolution of images (N, C, H, W); see <see cref="Functional.Conv2d"/>.</summary>
public sealed class Conv2d : Layer
{
    private readonly Pair _stride;
    private readonly Pair _padding;
    private readonly Pair _dilation;
    private readonly int _groups;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the result.</param>
    /// <param name="kernel">The kernel's size.</param>
    /// <param name="rng">Draws weight and bias evenly up to 1 / sqrt(fan-in), as PyTorch does.</param>
    /// <param name="stride">How far the kernel moves from one output pixel to the next: 1 where nothing is said.</param>
    /// <param name="padding">Zeros on each side of the image.</param>
    /// <param name="dilation">How far apart the pixels are that a kernel looks at: 1 where nothing is said.</param>
    /// <param name="groups">Outputs of one group see only the channels of that group.</param>
    /// <param name="bias">Whether there is a bias.</param>
    public Conv2d(
        int inputs, int outputs, Pair kernel, Rng rng, Pair? stride = null, Pair? padding = null, Pair? dilation = null, int groups = 1, bool bias = true)
    {
        (_stride, _padding, _dilation, _groups) = (stride ?? 1, padding ?? 0, dilation ?? 1, groups);
        Groups.Check("Conv2d", inputs, outputs, groups);
        Weight = Parameter("weight", Init.Default(rng, [outputs, inputs / groups, kernel.H, kernel.W]));
        Bias = bias ? Parameter("bias", Init.DefaultBias(rng, outputs, Weight.Shape)) : null;
    }

    /// <summary>Shape (outputs, inputs / groups, R, S).</summary>
    public Tensor Weight { get; }

    /// <summary>Shape (outputs).</summary>
    public Tensor? Bias { get; }

    protected override Tensor Forward(Tensor x) => Functional.Conv2d(x, Weight, Bias, _stride, _padding, _dilation, _groups);
}
