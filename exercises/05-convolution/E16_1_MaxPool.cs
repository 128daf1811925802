using MiniTensor;

namespace Exercises.Stage05;

/// <summary>Exercise 16.1. The largest number of each window, and its way back.</summary>
/// <remarks>
/// Windows of size x size lie side by side; rows and columns that are left over at the lower and right edge belong to
/// none (lesson 16, "The largest of each window").
/// Forward keeps for each result where it came from: a place in x.ToArray(), of the first of them in reading order
/// where several are largest.
/// Backward: only that number moved the result, so it gets the whole gradient and all others get 0.
/// The library's MaxPool2d and Backward are what you write here: do without them.
/// </remarks>
public static class E16_1_MaxPool
{
    /// <param name="x">The maps, (N, C, H, W).</param>
    /// <param name="size">Height and width of a window.</param>
    /// <returns>The largest numbers, (N, C, H / size, W / size), and the place of each in x.ToArray(), in reading
    /// order.</returns>
    public static (Tensor Y, int[] Places) Forward(Tensor x, int size)
    {
        var (planes, height, width) = (x.Shape[0] * x.Shape[1], x.Shape[2], x.Shape[3]);
        var (outHeight, outWidth) = (height / size, width / size);
        throw new NotImplementedException("Exercise 16.1: the largest of each window, and where it stood");
    }

    /// <param name="dy">The gradient of the results, (N, C, H / size, W / size).</param>
    /// <param name="places">Where each result came from.</param>
    /// <param name="shape">The shape of x.</param>
    /// <returns>The gradient of x.</returns>
    public static Tensor Backward(Tensor dy, int[] places, Shape shape)
    {
        throw new NotImplementedException("Exercise 16.1: each gradient goes where the result came from");
    }
}
