namespace Exercises.Stage01;

/// <summary>Exercise 01.3. Say how far two slopes are apart, compared with their own size.</summary>
/// <remarks>
/// A difference of 0.01 is nothing beside a slope of 1,000 and everything beside a slope of 0.01. So we divide it by
/// the larger of the two sizes, where the size of a number is its distance from 0, written |a|:
/// error = |analytic - numeric| / max(|analytic|, |numeric|)          (lesson 01, "Checking a gradient").
/// Two slopes that are both 0 agree: their error is 0.
/// </remarks>
public static class E01_3_GradientCheck
{
    /// <param name="analytic">The slope that a formula gave.</param>
    /// <param name="numeric">The slope that was measured.</param>
    /// <returns>0 when the two are equal, 2 when they are opposite, never below 0.</returns>
    public static double RelativeError(double analytic, double numeric)
    {
        throw new NotImplementedException("Exercise 01.3: divide the slopes' difference by the larger of their sizes");
    }
}
