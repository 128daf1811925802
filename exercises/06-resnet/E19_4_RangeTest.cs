namespace Exercises.Stage06;

/// <summary>Exercise 19.4. The learning-rate range test: which rates to try, and what their losses say.</summary>
/// <remarks>
/// One step of training is taken at each rate, from tiny to huge, and its loss written down (lesson 19, "The range test").
/// LearningRateRangeTest of the library is what you write here: do without it.
/// </remarks>
public static class E19_4_RangeTest
{
    /// <summary>The rates to try: the first is lowest, the last is highest, and each is the one before times the same factor.</summary>
    /// <param name="lowest">The first rate, above 0.</param>
    /// <param name="highest">The last rate.</param>
    /// <param name="steps">How many there are, 2 or more.</param>
    public static double[] Rates(double lowest, double highest, int steps)
    {
        throw new NotImplementedException("Exercise 19.4: steps rates, from the lowest to the highest by one factor");
    }

    /// <summary>The losses as a moving average, a = beta a + (1 - beta) loss from a = 0, divided by 1 - beta^k after k losses.</summary>
    /// <param name="losses">The loss of each step.</param>
    /// <param name="beta">How much of the average stays, 0 or more and below 1.</param>
    /// <returns>As many numbers as there are losses.</returns>
    public static double[] Smoothed(double[] losses, double beta)
    {
        throw new NotImplementedException("Exercise 19.4: the moving average of each step, with its start put right");
    }

    /// <summary>The rate at which the smoothed loss falls fastest on the way to its lowest point.</summary>
    /// <remarks>
    /// How fast it falls at place k is smoothed[k - 1] - smoothed[k + 1]. Look at the places between the first and the lowest
    /// one, both left out: behind the lowest the losses jump about. The first of several equals counts.
    /// </remarks>
    /// <param name="rates">The rates that were tried.</param>
    /// <param name="smoothed">The smoothed loss at each of them.</param>
    /// <returns>The rate; null where it falls at none of those places.</returns>
    public static double? Suggestion(double[] rates, double[] smoothed)
    {
        throw new NotImplementedException("Exercise 19.4: the place of the steepest fall before the lowest point");
    }
}
