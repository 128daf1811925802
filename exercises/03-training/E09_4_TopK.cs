using MiniTensor;

namespace Exercises.Stage03;

/// <summary>Exercise 09.4. How often the right class is among the first k.</summary>
/// <remarks>
/// A classifier puts its classes in order, the largest score first; of equal scores the class with the smaller number comes first.
/// The place of a class in that order is the number of classes before it: place 0 is the answer, and with k = 1 the result is the
/// accuracy (lesson 09, "Nothing yet, and already a loss"). You need no sorting. TopKAccuracy and Accuracy of the library are what you write here.
/// </remarks>
public static class E09_4_TopK
{
    /// <summary>The part of the rows whose target is at one of the places 0 to k - 1.</summary>
    /// <param name="z">The scores, (n, classes).</param>
    /// <param name="targets">The right class of each row, (n), at least one.</param>
    /// <param name="k">How many guesses count.</param>
    /// <returns>A number from 0 to 1.</returns>
    public static double Of(Tensor z, int[] targets, int k)
    {
        var (n, classes) = (z.Shape[0], z.Shape[1]);
        var scores = z.ToArray(); // the score of row i and class c is scores[i * classes + c]
        throw new NotImplementedException("Exercise 09.4: count the rows with fewer than k classes before the target");
    }
}
