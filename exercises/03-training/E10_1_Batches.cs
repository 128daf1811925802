using MiniTensor;

namespace Exercises.Stage03;

/// <summary>Exercise 10.1. The batches of one epoch, in an order by chance.</summary>
/// <remarks>
/// A deck of cards is shuffled fairly like this: from the last place down to the second, exchange what lies there with what lies at a
/// place chosen by chance among those from the first up to this very one (Fisher and Yates). Then cut the deck into batches
/// (lesson 10, "Every item once, in a new order"). rng.Next(n) gives a whole number from 0 to n - 1.
/// rng.Shuffle is what you write here: do without it.
/// </remarks>
public static class E10_1_Batches
{
    /// <summary>Which items go into which batch.</summary>
    /// <param name="count">How many items there are: 0 to count - 1.</param>
    /// <param name="batchSize">How many items to a batch; the last one has what is left.</param>
    /// <param name="rng">Where the order comes from; the next epoch is drawn from the same one, and differs.</param>
    /// <returns>The items of each batch.</returns>
    public static int[][] Of(int count, int batchSize, Rng rng)
    {
        throw new NotImplementedException("Exercise 10.1: shuffle the items, and cut them into batches");
    }
}
