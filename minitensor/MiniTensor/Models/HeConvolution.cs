using MiniTensor.Nn;

namespace MiniTensor.Models;

/// <summary>The convolution of the residual networks: no bias, since a normalisation follows, and He's normal weights.</summary>
internal static class HeConvolution
{
    public static Conv2d Of(int inputs, int outputs, int kernel, int stride, Rng rng)
    {
        var convolution = new Conv2d(inputs, outputs, kernel, rng, stride, padding: kernel / 2, bias: false);
        Init.Set(convolution.Weight, Init.KaimingNormal(rng, convolution.Weight.Shape));
        return convolution;
    }
}
