using MiniTensor;

namespace Exercises.Stage06;

/// <summary>Exercise 20.1. Filters that whiten, from the patches of pictures.</summary>
/// <remarks>
/// A patch is a square of k x k pixels with all channels, written as one row of numbers: p[(c * k + row) * k + column].
/// Every place where the square fits gives a patch. The covariance is the mean of p pT over all patches: entry (i, j) is
/// the mean of p[i] * p[j]. No mean is taken off: the pictures are normalised already.
/// An eigenvector e of eigenvalue l becomes the filter e / sqrt(l + epsilon)
/// (lesson 20, "Whitening: the first layer is computed").
/// </remarks>
public static class E20_1_Whitening
{
    /// <summary>How the pixels of a patch go together.</summary>
    /// <param name="pictures">(N, C, H, W).</param>
    /// <param name="k">The side of a patch.</param>
    /// <returns>A square table of C * k * k rows.</returns>
    public static double[,] Covariance(Tensor pictures, int k)
    {
        var (n, channels, height, width) = (pictures.Shape[0], pictures.Shape[1], pictures.Shape[2], pictures.Shape[3]);
        var x = pictures.ToArray(); // pixel (i, c, row, column) is x[((i * channels + c) * height + row) * width + column]
        var size = channels * k * k;
        throw new NotImplementedException("Exercise 20.1: the mean of p[i] * p[j] over every patch of every picture");
    }

    /// <summary>The filters of the layer: each direction in a size that makes its results alike, then all of them turned round.</summary>
    /// <param name="values">The eigenvalues, as many as a patch has numbers.</param>
    /// <param name="vectors">The eigenvectors: vectors[j, i] is number j of vector i.</param>
    /// <param name="channels">C.</param>
    /// <param name="k">The side of a patch.</param>
    /// <param name="epsilon">Keeps a direction in which hardly anything varies from being blown up.</param>
    /// <returns>(2 * C * k * k, C, k, k): filter i belongs to vector i, and filter C * k * k + i is its negative.</returns>
    public static Tensor Filters(double[] values, double[,] vectors, int channels, int k, double epsilon)
    {
        var size = values.Length;
        var filters = new float[2 * size * size]; // number j of filter i is filters[i * size + j]
        throw new NotImplementedException("Exercise 20.1: each eigenvector by the root of its eigenvalue, and its negative");
        return Tensor.Of(filters, [2 * size, channels, k, k]);
    }
}
