using MiniTensor;

namespace Exercises.Stage06;

/// <summary>Exercise 20.5. Mirror images in turn, in place of mirror images by chance.</summary>
/// <remarks>
/// In epoch 0 a coin decides for each picture whether it is mirrored. After that nothing is left to chance: each picture is
/// mirrored in every other epoch (lesson 20, "The alternating flip").
/// x[i] is picture i, x[i].Flip([2]) its mirror image; Functional.Stack(pictures, 0) puts pictures together.
/// </remarks>
public static class E20_5_AlternatingFlip
{
    /// <summary>A fair coin for each picture.</summary>
    /// <param name="count">How many pictures there are.</param>
    /// <param name="rng">Where chance comes from: each picture takes one rng.Next(2), and 1 is heads.</param>
    /// <returns>True for heads.</returns>
    public static bool[] Coins(int count, Rng rng)
    {
        throw new NotImplementedException("Exercise 20.5: a coin for each picture");
    }

    /// <summary>The pictures as they are shown in an epoch.</summary>
    /// <param name="x">(N, C, H, W).</param>
    /// <param name="coins">Of each picture: true is mirrored in epoch 0.</param>
    /// <param name="epoch">Which pass over the data, from 0.</param>
    /// <returns>(N, C, H, W).</returns>
    public static Tensor Shown(Tensor x, bool[] coins, int epoch)
    {
        throw new NotImplementedException("Exercise 20.5: mirrored where the coin and the epoch say so");
    }

    /// <summary>With a new coin in every epoch: which share of the pictures has been shown one way round only?</summary>
    /// <param name="epochs">How many epochs there were, 1 or more.</param>
    /// <returns>The expected share, from 0 to 1.</returns>
    public static double OneWayOnly(int epochs)
    {
        throw new NotImplementedException("Exercise 20.5: all coins alike");
    }
}
