using MiniTensor;

namespace Exercises.Stage05;

/// <summary>Exercise 17.4. What a classifier gets wrong: class by class, pair by pair, picture by picture.</summary>
/// <remarks>
/// A classifier's answer for a picture is the class of the highest score. The loss of a picture is -log p of its right
/// class, where p is the softmax of its scores (lesson 09; lesson 17, "Reading the confusion matrix").
/// </remarks>
public static class E17_4_Mistakes
{
    /// <summary>Of the pictures of each class, the part that is answered rightly.</summary>
    /// <param name="scores">(n, classes).</param>
    /// <param name="labels">The right class of each picture, (n).</param>
    /// <returns>A number from 0 to 1 for each class; NaN for a class without pictures, as nothing is known of it.</returns>
    public static double[] PerClass(Tensor scores, int[] labels)
    {
        var (answers, classes) = (scores.ArgMax(1), scores.Shape[1]);
        throw new NotImplementedException("Exercise 17.4: right ones of a class, divided by all of that class");
    }

    /// <summary>
    /// The two classes that are most often taken for one another, as a share of the pictures of both.
    /// </summary>
    /// <param name="confusion">Row: what it is; column: the answer; square.</param>
    /// <returns>
    /// The pair with the largest (a taken for b + b taken for a) / (pictures of a + pictures of b), the smaller number
    /// first; of equal ones the first.
    /// </returns>
    public static (int A, int B) MostConfused(int[,] confusion)
    {
        var classes = confusion.GetLength(0);
        throw new NotImplementedException("Exercise 17.4: both directions, as a share of the pictures of both classes");
    }

    /// <summary>The worst mistakes: wrongly answered pictures, the one with the highest loss first.</summary>
    /// <param name="scores">(n, classes).</param>
    /// <param name="labels">The right class of each picture, (n).</param>
    /// <param name="count">How many are asked for; there may be fewer mistakes than that.</param>
    /// <returns>Numbers of pictures.</returns>
    public static int[] Worst(Tensor scores, int[] labels, int count)
    {
        var (answers, classes) = (scores.ArgMax(1), scores.Shape[1]);
        throw new NotImplementedException("Exercise 17.4: among the wrong ones, from the highest loss down");
    }
}
