namespace MiniTensor.Nn;

/// <summary>A convolution of rows (N, C, L); see <see cref="Functional.Conv1d"/>.</summary>
public sealed class Conv1d : Layer
{
    private readonly int _stride;
    private readonly int _padding;
    private readonly int _dilation;
    private readonly int _groups;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the result.</param>
    /// <param name="kernel">The kernel's length.</param>
    /// <param name="rng">Draws weight and bias evenly up to 1 / sqrt(fan-in), as PyTorch does.</param>
    /// <param name="stride">How far the kernel moves from one output number to the next.</param>
    /// <param name="padding">Zeros at each end of the row.</param>
    /// <param name="dilation">How far apart the numbers are that a kernel looks at.</param>
    /// <param name="groups">Outputs of one group see only the channels of that group.</param>
    /// <param name="bias">Whether there is a bias.</param>
    public Conv1d(int inputs, int outputs, int kernel, Rng rng, int stride = 1, int padding = 0, int dilation = 1, int groups = 1, bool bias = true)
    {
        (_stride, _padding, _dilation, _groups) = (stride, padding, dilation, groups);
        Groups.Check("Conv1d", inputs, outputs, groups);
        Weight = Parameter("weight", Init.Default(rng, [outputs, inputs / groups, kernel]));
        Bias = bias ? Parameter("bias", Init.DefaultBias(rng, outputs, Weight.Shape)) : null;
    }

    /// <summary>Shape (outputs, inputs / groups, S).</summary>
    public Tensor Weight { get; }

    /// <summary>Shape (outputs).</summary>
    public Tensor? Bias { get; }

    protected override Tensor Forward(Tensor x) => Functional.Conv1d(x, Weight, Bias, _stride, _padding, _dilation, _groups);
}
