using MiniTensor.Nn;

namespace MiniTensor.Models;

/// <summary>
/// A residual network for small pictures: a convolution, then stages of blocks; each stage but the first begins by halving
/// the picture and has more channels. The mean over all places goes into one linear layer.
/// </summary>
/// <remarks>
/// Paper: He, Zhang, Ren and Sun 2015, "Deep residual learning for image recognition". The weights start as the authors'
/// do (He et al. 2015, "Delving deep into rectifiers"). Names in the state dictionary are torchvision's.
/// </remarks>
/// <example><code>
/// var model = ResNet.Cifar(20, new Rng(0));      // 0.27 million parameters
/// var scores = model.Call(pictures);             // (N, 3, 32, 32) to (N, 10)
/// </code></example>
public sealed class ResNet : Layer
{
    private readonly Conv2d _stem;
    private readonly BatchNormRelu2d _norm;
    private readonly Sequential[] _stages;

    /// <param name="widths">Channels of each stage.</param>
    /// <param name="blocks">Blocks in each stage, of two convolutions each.</param>
    /// <param name="project">Where the size changes, the shortcut is a 1x1 convolution (option B); else every second pixel,
    /// with channels of zeros (option A).</param>
    /// <param name="rng">Draws the weights.</param>
    /// <param name="channels">Channels of a picture.</param>
    /// <param name="classes">How many scores a picture gets.</param>
    /// <param name="residual">False leaves the shortcuts out: the plain network that the paper compares with.</param>
    public ResNet(
        int[] widths, int blocks, bool project, Rng rng, int channels = 3, int classes = 10, bool residual = true)
    {
        _stem = Child("conv1", HeConvolution.Of(channels, widths[0], 3, 1, rng));
        _norm = Child("bn1", new BatchNormRelu2d(widths[0]));
        _stages = new Sequential[widths.Length];
        for (var stage = 0; stage < widths.Length; stage++)
        {
            var body = new Layer[blocks];
            for (var block = 0; block < blocks; block++)
            {
                var inputs = widths[block == 0 ? Math.Max(0, stage - 1) : stage];
                var stride = stage > 0 && block == 0 ? 2 : 1;
                body[block] = residual
                    ? new ResidualBlock(inputs, widths[stage], stride, project, rng)
                    : new PlainBlock(inputs, widths[stage], stride, rng);
            }

            _stages[stage] = Child($"layer{stage + 1}", new Sequential(body));
        }

        Head = Child("fc", new Linear(widths[^1], classes, rng));
    }

    /// <summary>The linear layer from the features to the scores.</summary>
    public Linear Head { get; private set; }

    /// <summary>
    /// The paper's networks for CIFAR-10: three stages of 16, 32 and 64 channels, with shortcuts that have no parameters.
    /// </summary>
    /// <param name="depth">6n + 2 layers: 20, 32, 44, 56, 110.</param>
    /// <param name="rng">Draws the weights.</param>
    /// <param name="channels">Channels of a picture.</param>
    /// <param name="classes">How many scores a picture gets.</param>
    /// <param name="residual">False leaves the shortcuts out.</param>
    public static ResNet Cifar(int depth, Rng rng, int channels = 3, int classes = 10, bool residual = true)
    {
        if (depth < 8 || depth % 6 != 2)
        {
            throw new ArgumentOutOfRangeException(nameof(depth), depth, "needs 6n + 2 layers: 20, 32, 44, 56 or 110, say");
        }

        return new ResNet([16, 32, 64], (depth - 2) / 6, project: false, rng, channels, classes, residual);
    }

    /// <summary>ResNet-18 with a beginning for small pictures: four stages of two blocks, 64 to 512 channels, 1x1 projections.</summary>
    /// <param name="rng">Draws the weights.</param>
    /// <param name="channels">Channels of a picture.</param>
    /// <param name="classes">How many scores a picture gets.</param>
    public static ResNet ResNet18(Rng rng, int channels = 3, int classes = 10) =>
        new([64, 128, 256, 512], 2, project: true, rng, channels, classes);

    /// <summary>What the network sees in a picture, before the last layer.</summary>
    /// <param name="x">(N, channels, H, W).</param>
    /// <returns>(N, the last stage's width).</returns>
    public Tensor Features(Tensor x)
    {
        var y = _norm.Call(_stem.Call(x));
        foreach (var stage in _stages)
        {
            y = stage.Call(y);
        }

        return y.Mean([2, 3]);
    }

    /// <summary>Gives the network a new last layer, for other classes; everything else stays as it was trained.</summary>
    /// <param name="classes">How many scores a picture gets from now on.</param>
    /// <param name="rng">Draws the new layer's weights.</param>
    /// <returns>The new layer.</returns>
    public Linear ReplaceHead(int classes, Rng rng) =>
        Head = ReplaceChild("fc", new Linear(Head.Weight.Shape[1], classes, rng));

    protected override Tensor Forward(Tensor x) => Head.Call(Features(x));
}
