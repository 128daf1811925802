namespace MiniTensor.Nn;

/// <summary>Filters for a first convolution that whiten: results that do not go together, all of about the same size.</summary>
/// <remarks>
/// The pixels of a small patch are nearly the same, so that they say little beside their mean. The eigenvectors e_i of
/// their covariance E[p pᵀ] are directions in which patches vary independently, and the eigenvalues l_i how much. The
/// filters are e_i / sqrt(l_i + eps) and their negatives, since an activation like ReLU or GELU passes only one side.
/// Source: Page 2019, "How to train your ResNet 8"; Jordan 2024.
/// </remarks>
public static class Whitening
{
    /// <summary>The filters for pictures like these.</summary>
    /// <param name="images">(N, C, H, W), normalised as the network will see them.</param>
    /// <param name="kernel">The height and width of a filter.</param>
    /// <param name="eps">Keeps directions in which nothing varies from being blown up.</param>
    /// <returns>(2 C kernel kernel, C, kernel, kernel): those of the smallest eigenvalue first, then all negatives.</returns>
    public static Tensor Filters(Tensor images, int kernel, double eps = 5e-4)
    {
        ShapeException.Require(
            images.Rank == 4 && images.Shape[2] >= kernel && images.Shape[3] >= kernel && kernel > 0 && images.Count > 0,
            "Whitening",
            $"needs images (N, C, H, W) of at least {kernel} x {kernel}; got {images.Shape}");
        var channels = images.Shape[1];
        var (values, vectors) = SymmetricEigen.Of(Covariance(images, kernel));
        var size = values.Length;
        var filters = new float[2 * size * size];
        for (var i = 0; i < size; i++)
        {
            var scale = 1 / Math.Sqrt(Math.Max(values[i], 0) + eps);
            for (var j = 0; j < size; j++)
            {
                var value = (float)(vectors[j, i] * scale);
                (filters[i * size + j], filters[(size + i) * size + j]) = (value, -value);
            }
        }

        return Tensor.Of(filters, [2 * size, channels, kernel, kernel]);
    }

    /// <summary>E[p pᵀ] over all patches p of all images, (C kernel kernel) squared.</summary>
    private static double[,] Covariance(Tensor images, int kernel)
    {
        using var mode = GradMode.NoGrad();
        using var scope = new TensorScope();
        var (h, w) = (images.Shape[2] - kernel + 1, images.Shape[3] - kernel + 1);
        var size = images.Shape[1] * kernel * kernel;

        // Column j: the pixels that stand at place j of their patch. Each is a view of the images until the product reads it.
        var columns = new List<Tensor>();
        for (var c = 0; c < images.Shape[1]; c++)
        {
            for (var place = 0; place < kernel * kernel; place++)
            {
                var (row, column) = Math.DivRem(place, kernel);
                columns.Add(images.Slice(1, c, c + 1).Slice(2, row, row + h).Slice(3, column, column + w).Reshape([-1]));
            }
        }

        var patches = Functional.Stack([.. columns], 0);
        var products = (patches.MatMul(patches.T) / patches.Shape[1]).ToArray();
        var covariance = new double[size, size];
        for (var i = 0; i < products.Length; i++)
        {
            covariance[i / size, i % size] = products[i];
        }

        return covariance;
    }
}
