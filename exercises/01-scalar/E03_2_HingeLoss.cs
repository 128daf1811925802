using Micrograd;

namespace Exercises.Stage01;

/// <summary>Exercise 03.2. Say in one number how wrong the scores are.</summary>
/// <remarks>
/// A score above 0 votes for the class +1, a score below 0 for the class -1. So label * score is above 0 when the
/// vote is right, and the larger the surer. The hinge loss asks for at least 1, the margin, and charges what is
/// missing to it:
/// loss of one point = relu(1 - label * score)          (lesson 03, "How wrong is it").
/// </remarks>
public static class E03_2_HingeLoss
{
    /// <param name="scores">One score for each point.</param>
    /// <param name="labels">The right classes, each -1 or +1, in the same order.</param>
    /// <returns>The mean of the points' losses, one Value that Backward can start from.</returns>
    public static Value Mean(IReadOnlyList<Value> scores, IReadOnlyList<int> labels)
    {
        throw new NotImplementedException("Exercise 03.2: the mean over all points of relu(1 - label * score)");
    }

    /// <param name="scores">One score for each point.</param>
    /// <param name="labels">The right classes, each -1 or +1, in the same order.</param>
    /// <returns>
    /// The share of points, from 0 to 1, whose score is on their label's side of 0.
    /// A score of exactly 0 is on neither side, so it is not right.
    /// </returns>
    public static double Accuracy(IReadOnlyList<Value> scores, IReadOnlyList<int> labels)
    {
        throw new NotImplementedException("Exercise 03.2: the share of points whose score is on the label's side of 0");
    }
}
