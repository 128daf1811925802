using MiniTensor;

namespace Exercises.Stage06;

/// <summary>Exercise 19.2. A square of each picture is made zero.</summary>
/// <remarks>
/// For each picture by itself: choose a pixel as the centre, each equally likely, and put zeros into the square of `size` x `size` around
/// it, in all channels. The square begins size / 2 (rounded down) above and left of the centre. Where it reaches beyond the picture,
/// only the part inside is made zero (lesson 19, "Cutout"). rng.Next(n) gives a whole number from 0 to n - 1.
/// x.ToArray() is a copy of the numbers of x: that of picture i, channel k, row r, column s at ((i * c + k) * h + r) * w + s.
/// Tensor.Of(numbers, shape) makes a tensor of them again. x itself is not changed.
/// </remarks>
public static class E19_2_Cutout
{
    /// <summary>The pictures with their holes.</summary>
    /// <param name="x">(n, c, h, w).</param>
    /// <param name="size">The side of the square.</param>
    /// <param name="rng">Decides.</param>
    /// <returns>The shape of x.</returns>
    public static Tensor Of(Tensor x, int size, Rng rng)
    {
        var (n, c, h, w) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3]);
        var numbers = x.ToArray();
        throw new NotImplementedException("Exercise 19.2: for each picture a centre, and zeros in the part of its square that is inside");
    }
}
