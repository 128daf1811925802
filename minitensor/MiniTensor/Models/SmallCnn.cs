using MiniTensor.Nn;

namespace MiniTensor.Models;

/// <summary>A first network for colour pictures: three times convolution, BatchNorm, ReLU and max pooling, then one linear layer.</summary>
/// <remarks>
/// Each stage halves height and width and doubles the channels: (N, 3, 32, 32), (N, 32, 16, 16), (N, 64, 8, 8), (N, 128, 4, 4), (N, classes).
/// The first filters are 5 x 5, large enough to be looked at; the others 3 x 3.
/// </remarks>
public sealed class SmallCnn : Layer
{
    private readonly int _channels;
    private readonly Layer[] _stages;
    private readonly Linear _output;

    /// <param name="rng">Draws the weights.</param>
    /// <param name="classes">How many scores there are.</param>
    /// <param name="channels">Channels of a picture: 3 in colour, 1 in grey.</param>
    public SmallCnn(Rng rng, int classes = 10, int channels = 3)
    {
        _channels = channels;
        _stages =
        [
            Child("stage1", Stage(channels, 32, 5, rng)),
            Child("stage2", Stage(32, 64, 3, rng)),
            Child("stage3", Stage(64, 128, 3, rng)),
        ];
        _output = Child("output", new Linear(128 * 4 * 4, classes, rng));
    }

    /// <param name="x">Pictures, (N, channels, 32, 32).</param>
    /// <returns>Scores, (N, classes).</returns>
    protected override Tensor Forward(Tensor x)
    {
        PictureSize.Require(x, nameof(SmallCnn), _channels, side: 32);
        foreach (var stage in _stages)
        {
            x = stage.Call(x);
        }

        return _output.Call(x.Reshape([x.Shape[0], -1])); // (N, 128, 4, 4) -> (N, 2048) -> (N, classes)
    }

    // BatchNorm subtracts each channel's mean, and with it any bias that the convolution could add.
    private static Sequential Stage(int inputs, int outputs, int kernel, Rng rng) => new(
        new Conv2d(inputs, outputs, kernel, rng, padding: kernel / 2, bias: false),
        new BatchNormRelu2d(outputs),
        new MaxPool2d(2));
}
