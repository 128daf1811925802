namespace Exercises.Stage03;

/// <summary>Exercise 10.4. When to stop.</summary>
/// <remarks>
/// After each epoch the loss on the validation data is looked at (lesson 10, "When to stop"). It is an improvement when it is below the best
/// one so far by more than <c>minimumChange</c>; the first is one by itself. When <c>patience</c> epochs in a row brought no
/// improvement, training ends. A loss that is NaN is no improvement. What comes after the end is never seen: it may not count.
/// </remarks>
public static class E10_4_EarlyStopping
{
    /// <summary>Goes through the validation losses as training would.</summary>
    /// <param name="losses">The loss after each epoch, at least one; the first is a number.</param>
    /// <param name="patience">How many epochs in a row may pass without an improvement, at least 1.</param>
    /// <param name="minimumChange">How much an improvement must be more than, 0 or above.</param>
    /// <returns>The epoch after which training ends, and the epoch whose weights are kept. The first epoch is number 1.</returns>
    public static (int Last, int Best) Of(double[] losses, int patience, double minimumChange)
    {
        throw new NotImplementedException("Exercise 10.4: remember the best, count the epochs since, and end when there are too many");
    }
}
