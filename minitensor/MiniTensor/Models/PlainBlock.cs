using MiniTensor.Nn;

namespace MiniTensor.Models;

/// <summary>A <see cref="ResidualBlock"/> without its shortcut: what deep networks were made of before.</summary>
public sealed class PlainBlock : Layer
{
    private readonly Sequential _layers;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the result.</param>
    /// <param name="stride">2 halves the picture.</param>
    /// <param name="rng">Draws the weights.</param>
    public PlainBlock(int inputs, int outputs, int stride, Rng rng) => _layers = Child("layers", new Sequential(
        HeConvolution.Of(inputs, outputs, 3, stride, rng),
        new BatchNormRelu2d(outputs),
        HeConvolution.Of(outputs, outputs, 3, 1, rng),
        new BatchNormRelu2d(outputs)));

    /// <param name="x">(N, inputs, H, W).</param>
    protected override Tensor Forward(Tensor x) => _layers.Call(x);
}
