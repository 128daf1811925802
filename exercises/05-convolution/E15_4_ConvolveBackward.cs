using MiniTensor;

namespace Exercises.Stage05;

/// <summary>Exercise 15.4. The way back through a convolution.</summary>
/// <remarks>
/// Forward, for each picture: y = W X + b with the filters as rows, W (O, C K K), and the windows as columns, X (C K
/// K, L). So back, as for every product (lesson 08): dW = dy XT summed over the pictures, dX = WT dy, db = the sum of
/// dy over pictures and places. dX has a gradient for each number of each window, and a pixel stood in several
/// windows: Fold (col2im) takes every number back to its pixel and adds (lesson 15, "The way back").
/// Functional.Unfold(x, kernel, stride, padding) gives X for all pictures, (N, C K K, L). Functional.Fold and
/// Backward are what you write here.
/// </remarks>
public static class E15_4_ConvolveBackward
{
    /// <summary>Takes columns back to the pictures they came from, and adds where windows overlapped.</summary>
    /// <param name="columns">(N, C K K, L): row (c * K + r) * K + s of column l belongs to the pixel under (r, s) of
    /// window l, in channel c.</param>
    /// <param name="shape">The pictures' shape, (N, C, H, W).</param>
    /// <param name="kernel">Height and width of the window, K.</param>
    /// <param name="stride">How far it moved.</param>
    /// <param name="padding">Zeros on each side: what belongs to them is left out.</param>
    /// <returns>Shape (N, C, H, W).</returns>
    public static Tensor Fold(Tensor columns, Shape shape, int kernel, int stride, int padding)
    {
        var (planes, height, width) = (shape[0] * shape[1], shape[2], shape[3]);
        var (outHeight, outWidth) = ((height + 2 * padding - kernel) / stride + 1, (width + 2 * padding - kernel) / stride + 1);
        throw new NotImplementedException("Exercise 15.4: add every number to its pixel");
    }

    /// <summary>The gradients of pictures, filters and biases.</summary>
    /// <param name="dy">The gradient of the maps, (N, O, OH, OW).</param>
    /// <param name="x">The pictures, (N, C, H, W).</param>
    /// <param name="weight">The filters, (O, C, K, K).</param>
    /// <param name="stride">How far the window moved.</param>
    /// <param name="padding">Zeros on each side.</param>
    /// <returns>dx (N, C, H, W), dweight (O, C, K, K), dbias (O).</returns>
    public static (Tensor Dx, Tensor Dweight, Tensor Dbias) Of(Tensor dy, Tensor x, Tensor weight, int stride, int padding)
    {
        var (outputs, kernel) = (weight.Shape[0], weight.Shape[2]);
        throw new NotImplementedException("Exercise 15.4: back through the product, and back through the columns");
    }
}
