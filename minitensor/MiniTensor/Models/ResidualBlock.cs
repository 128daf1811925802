using MiniTensor.Nn;

namespace MiniTensor.Models;

/// <summary>relu(f(x) + x), where f is two 3x3 convolutions, each with batch normalisation, the first with ReLU.</summary>
/// <remarks>
/// The slope of the sum is 1 on the way of x: however deep the network is, the gradient of a block's result also arrives
/// at its input as it is. Paper: He et al. 2015.
/// </remarks>
public sealed class ResidualBlock : Layer
{
    private readonly Conv2d _conv1;
    private readonly Conv2d _conv2;
    private readonly BatchNormRelu2d _norm1;
    private readonly BatchNormRelu2d _norm2;
    private readonly Sequential? _projection;
    private readonly int _stride;
    private readonly (int Before, int After) _zeros;

    /// <param name="inputs">Channels of the input.</param>
    /// <param name="outputs">Channels of the result, as many or more.</param>
    /// <param name="stride">2 halves the picture.</param>
    /// <param name="project">Where the shape changes, the shortcut is a 1x1 convolution (option B); else every second
    /// pixel, with channels of zeros on both sides (option A).</param>
    /// <param name="rng">Draws the weights.</param>
    public ResidualBlock(int inputs, int outputs, int stride, bool project, Rng rng)
    {
        ShapeException.Require(
            outputs >= inputs, nameof(ResidualBlock), $"needs as many channels out as in, or more; got {inputs} in, {outputs} out");
        _conv1 = Child("conv1", HeConvolution.Of(inputs, outputs, 3, stride, rng));
        _norm1 = Child("bn1", new BatchNormRelu2d(outputs));
        _conv2 = Child("conv2", HeConvolution.Of(outputs, outputs, 3, 1, rng));
        _norm2 = Child("bn2", new BatchNormRelu2d(outputs));
        if (project && (stride != 1 || inputs != outputs))
        {
            var convolution = HeConvolution.Of(inputs, outputs, 1, stride, rng);
            _projection = Child("downsample", new Sequential(convolution, new BatchNorm2d(outputs)));
        }

        var added = outputs - inputs;
        (_stride, _zeros) = (stride, (added / 2, added - added / 2));
    }

    /// <param name="x">(N, inputs, H, W).</param>
    protected override Tensor Forward(Tensor x) => _norm2.Call(_conv2.Call(_norm1.Call(_conv1.Call(x))), Shortcut(x));

    private Tensor Shortcut(Tensor x)
    {
        if (_projection is not null)
        {
            return _projection.Call(x);
        }

        var kept = _stride == 1 ? x : x.Slice(2, 0, x.Shape[2], _stride).Slice(3, 0, x.Shape[3], _stride);
        return _zeros == (0, 0) ? kept : kept.Pad([_zeros, (0, 0), (0, 0)]);
    }
}
