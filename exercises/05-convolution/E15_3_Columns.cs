using MiniTensor;

namespace Exercises.Stage05;

/// <summary>Exercise 15.3. A convolution as one product of matrices.</summary>
/// <remarks>
/// Columns (im2col): every window of a picture becomes a column. Column l belongs to place l of the result, in
/// reading order; in it stand the window's numbers, channel after channel, row after row: row (c * K + r) * K + s has
/// x[n, c, i * stride + r - padding, j * stride + s - padding], or 0 outside of the picture (lesson 15, "A
/// convolution as one product").
/// Of: the filters as rows, (O, C K K), times the columns, (N, C K K, L), is (N, O, L): MatMul multiplies with each
/// picture of the batch in turn. Then each filter's bias, and the L places are rows and columns again.
/// The library's Conv2d and Unfold are what you write here: do without them.
/// </remarks>
public static class E15_3_Columns
{
    /// <summary>The windows of pictures, side by side.</summary>
    /// <param name="x">The pictures, (N, C, H, W).</param>
    /// <param name="kernel">Height and width of the window, K.</param>
    /// <param name="stride">How far it moves.</param>
    /// <param name="padding">Zeros on each side.</param>
    /// <returns>(N, C K K, L) with L = OH * OW places.</returns>
    public static Tensor Columns(Tensor x, int kernel, int stride, int padding)
    {
        var (count, channels, height, width) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3]);
        var (outHeight, outWidth) = ((height + 2 * padding - kernel) / stride + 1, (width + 2 * padding - kernel) / stride + 1);
        throw new NotImplementedException("Exercise 15.3: copy each number of each window to its place");
    }

    /// <summary>The convolution.</summary>
    /// <param name="x">The pictures, (N, C, H, W).</param>
    /// <param name="weight">The filters, (O, C, K, K).</param>
    /// <param name="bias">A number for each filter, (O).</param>
    /// <param name="stride">How far the window moves.</param>
    /// <param name="padding">Zeros on each side.</param>
    /// <returns>The maps, (N, O, OH, OW).</returns>
    public static Tensor Of(Tensor x, Tensor weight, Tensor bias, int stride, int padding)
    {
        var (outputs, kernel) = (weight.Shape[0], weight.Shape[2]);
        var outHeight = (x.Shape[2] + 2 * padding - kernel) / stride + 1;
        throw new NotImplementedException("Exercise 15.3: filters times columns, plus bias, as maps");
    }
}
