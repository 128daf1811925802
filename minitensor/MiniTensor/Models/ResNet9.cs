using MiniTensor.Nn;

namespace MiniTensor.Models;

/// <summary>David Page's small residual network, which led the DAWNBench contest for the fastest training on CIFAR-10 in 2018.</summary>
/// <remarks>
/// Wide and shallow: eight convolutions of up to 512 channels, two residual additions, and the scores times 1/8, so that the
/// loss does not saturate. Source: Page 2018, "How to train your ResNet".
/// </remarks>
public sealed class ResNet9 : Layer
{
    private const double ScoreScale = 0.125;

    private readonly int _channels;
    private readonly Sequential _layers;

    /// <param name="rng">Draws the weights.</param>
    /// <param name="channels">Channels of a picture.</param>
    /// <param name="classes">How many scores a picture gets.</param>
    public ResNet9(Rng rng, int channels = 3, int classes = 10)
    {
        _channels = channels;
        _layers = Child("layers", new Sequential(
            NormRelu(rng, channels, 64),
            NormRelu(rng, 64, 128),
            new MaxPool2d(2),                                          // (N, 128, 16, 16)
            new Plus(NormRelu(rng, 128, 128), NormRelu(rng, 128, 128)),
            NormRelu(rng, 128, 256),
            new MaxPool2d(2),                                          // (N, 256, 8, 8)
            NormRelu(rng, 256, 512),
            new MaxPool2d(2),                                          // (N, 512, 4, 4)
            new Plus(NormRelu(rng, 512, 512), NormRelu(rng, 512, 512)),
            new MaxPool2d(4),
            new Flatten(),
            new Linear(512, classes, rng, bias: false)));
    }

    /// <param name="x">(N, channels, 32, 32).</param>
    protected override Tensor Forward(Tensor x)
    {
        PictureSize.Require(x, nameof(ResNet9), _channels, side: 32);
        return _layers.Call(x) * ScoreScale;
    }

    private static Sequential NormRelu(Rng rng, int inputs, int outputs) =>
        new(HeConvolution.Of(inputs, outputs, 3, 1, rng), new BatchNormRelu2d(outputs));

    /// <summary>x + f(x).</summary>
    private sealed class Plus : Layer
    {
        private readonly Sequential _inner;

        public Plus(params ReadOnlySpan<Layer> layers) => _inner = Child("inner", new Sequential(layers));

        protected override Tensor Forward(Tensor x) => x + _inner.Call(x);
    }
}
