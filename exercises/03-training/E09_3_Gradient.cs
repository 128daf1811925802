using MiniTensor;

namespace Exercises.Stage03;

/// <summary>Exercise 09.3. The gradient of the mean cross-entropy in the scores.</summary>
/// <remarks>
/// Without smoothing: (p - y) / n (lesson 09, "Backward by hand"). p has the probabilities, y the truth, both of shape
/// (n, classes): in each row of y a 1 at the target and 0 elsewhere.
/// With smoothing, y is the truth of exercise 09.2. Derive the slope once more for it, from -(sum over the classes of
/// y * log p): of y you need only that each row adds up to 1.
/// z.Softmax(1) gives p. Do not call Backward or Functional.CrossEntropy: they are what you rebuild here.
/// </remarks>
public static class E09_3_Gradient
{
    /// <summary>The slope of the batch's loss in each score.</summary>
    /// <param name="z">The scores, (n, classes).</param>
    /// <param name="targets">The right class of each row, (n).</param>
    /// <param name="smoothing">How much of the truth is spread over all classes, 0 to 1.</param>
    /// <returns>The gradient, (n, classes).</returns>
    public static Tensor Of(Tensor z, int[] targets, double smoothing)
    {
        var (n, classes) = (z.Shape[0], z.Shape[1]);
        var gradient = z.Softmax(1).ToArray(); // p of row i and class c is gradient[i * classes + c]
        throw new NotImplementedException("Exercise 09.3: probability minus truth, each row with its share of the mean");
    }
}
