using MiniTensor;

namespace Exercises.Stage05;

/// <summary>Exercise 15.2. A convolution with seven loops.</summary>
/// <remarks>
/// y[n, o, i, j] = bias[o] + the sum over c, r, s of weight[o, c, r, s] x[n, c, h, w]
/// with h = i * stride + r - padding and w = j * stride + s - padding; outside of the picture x is 0.
/// Row i runs from 0 to (H + 2 padding - R) / stride, columns alike (lesson 15, "Channels in, channels out").
/// x.ToArray() has the numbers in reading order: that of (n, c, h, w) stands at ((n * C + c) * H + h) * W + w.
/// Tensor.Of(numbers, shape) makes a tensor of them. The library's Conv2d and Unfold are what you write here: do
/// without them.
/// </remarks>
public static class E15_2_Convolve
{
    /// <param name="x">The pictures, (N, C, H, W).</param>
    /// <param name="weight">The filters, (O, C, R, S).</param>
    /// <param name="bias">A number for each filter, (O).</param>
    /// <param name="stride">How far the window moves from one result to the next, in both directions.</param>
    /// <param name="padding">Zeros on each of the four sides.</param>
    /// <returns>The maps, (N, O, OH, OW).</returns>
    public static Tensor Of(Tensor x, Tensor weight, Tensor bias, int stride, int padding)
    {
        var (count, channels, height, width) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3]);
        var (outputs, rows, columns) = (weight.Shape[0], weight.Shape[2], weight.Shape[3]);
        #region Exercise 15.2: slide every filter over every picture
        var (outHeight, outWidth) = ((height + 2 * padding - rows) / stride + 1, (width + 2 * padding - columns) / stride + 1);
        var (pictures, filters, biases) = (x.ToArray(), weight.ToArray(), bias.ToArray());
        var maps = new float[count * outputs * outHeight * outWidth];
        var at = 0;
        for (var n = 0; n < count; n++)
        {
            for (var o = 0; o < outputs; o++)
            {
                for (var i = 0; i < outHeight; i++)
                {
                    for (var j = 0; j < outWidth; j++)
                    {
                        var sum = (double)biases[o];
                        for (var c = 0; c < channels; c++)
                        {
                            for (var r = 0; r < rows; r++)
                            {
                                for (var s = 0; s < columns; s++)
                                {
                                    var (h, w) = (i * stride + r - padding, j * stride + s - padding);
                                    if (h >= 0 && h < height && w >= 0 && w < width)
                                    {
                                        sum += filters[((o * channels + c) * rows + r) * columns + s]
                                            * pictures[((n * channels + c) * height + h) * width + w];
                                    }
                                }
                            }
                        }

                        maps[at++] = (float)sum; // the loops run in reading order
                    }
                }
            }
        }

        return Tensor.Of(maps, [count, outputs, outHeight, outWidth]);
        #endregion
    }
}
