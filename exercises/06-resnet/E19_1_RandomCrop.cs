using MiniTensor;

namespace Exercises.Stage06;

/// <summary>Exercise 19.1. Pictures moved a little, and half of them mirrored, by chance.</summary>
/// <remarks>
/// For each picture by itself: put a border of `padding` zeros around it, cut a piece of the old size out of that, each of the
/// (2 padding + 1) x (2 padding + 1) places equally likely, and in one case of two turn left into right.
/// (Lesson 19, "Flip and crop".) All channels of a picture move together. rng.Next(n) gives a whole number from 0 to n - 1.
/// x.ToArray() is a copy of the numbers of x: that of picture i, channel k, row r, column s at ((i * c + k) * h + r) * w + s.
/// Tensor.Of(numbers, shape) makes a tensor of them again. x itself is not changed.
/// </remarks>
public static class E19_1_RandomCrop
{
    /// <summary>The changed pictures.</summary>
    /// <param name="x">(n, c, h, w).</param>
    /// <param name="padding">How many zeros are added on each side.</param>
    /// <param name="rng">Decides.</param>
    /// <returns>The shape of x.</returns>
    public static Tensor Of(Tensor x, int padding, Rng rng)
    {
        var (n, c, h, w) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3]);
        var from = x.ToArray();
        throw new NotImplementedException("Exercise 19.1: for each picture a place and a coin, then each pixel from where it was");
    }
}
