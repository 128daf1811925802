namespace Exercises.Stage03;

/// <summary>Exercise 11.3. The one-cycle schedule: up along half a cosine, then down along another.</summary>
/// <remarks>
/// Of the steps 0, 1, ..., steps - 1 the highest rate belongs to step top = rise * steps - 1, which may lie between two.
/// From step 0 to top the rate goes from highest / start up to highest; from top to the last step it goes from highest
/// down to highest / start / end. Beyond the last step it stays there (lesson 11, "Schedules").
/// Half a cosine from a to b, when the share s (0 to 1) of the way is done: b + (a - b) (1 + cos(pi s)) / 2.
/// Do not use the library's OneCycle or Cosine: they are what you rebuild here.
/// </remarks>
public static class E11_3_OneCycle
{
    /// <summary>The rate of a step.</summary>
    /// <param name="step">The step, from 0 on.</param>
    /// <param name="steps">How many there are, so many that top is above 0 and below the last step.</param>
    /// <param name="highest">The highest rate.</param>
    /// <param name="rise">The share of the steps that rises, for example 0.3.</param>
    /// <param name="start">What the highest rate is divided by at the beginning, for example 25.</param>
    /// <param name="end">What the first rate is divided by at the end, for example 10,000.</param>
    public static double Rate(int step, int steps, double highest, double rise, double start, double end)
    {
        throw new NotImplementedException("Exercise 11.3: which half of the way, which share of it, and the rate there");
    }
}
