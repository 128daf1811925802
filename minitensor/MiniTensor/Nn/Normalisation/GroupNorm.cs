namespace MiniTensor.Nn;

/// <summary>Brings each group of channels of each image to mean 0 and variance 1, then scales and shifts each channel by what is learnt.</summary>
/// <remarks>Paper: Wu and He, Group normalization, 2018.</remarks>
public sealed class GroupNorm : Layer
{
    private readonly int _groups;
    private readonly double _eps;

    /// <param name="groups">How many groups the channels fall into.</param>
    /// <param name="channels">Channels of the images.</param>
    /// <param name="eps">Added to the variance.</param>
    public GroupNorm(int groups, int channels, double eps = 1e-5)
    {
        ShapeException.Require(
            groups >= 1 && channels % groups == 0, "GroupNorm",
            $"needs a number of groups that divides the {channels} channels; got {groups}");
        (_groups, _eps) = (groups, eps);
        Weight = Parameter("weight", Tensor.Ones([channels]));
        Bias = Parameter("bias", Tensor.Zeros([channels]));
    }

    /// <summary>The scale of each channel, shape (C); ones at first.</summary>
    public Tensor Weight { get; }

    /// <summary>The shift of each channel, shape (C); zeros at first.</summary>
    public Tensor Bias { get; }

    protected override Tensor Forward(Tensor x) => Functional.GroupNorm(x, _groups, Weight, Bias, _eps);
}
