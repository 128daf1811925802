using MiniTensor;

namespace Exercises.Stage03;

/// <summary>Exercise 09.2. Cross-entropy, with label smoothing.</summary>
/// <remarks>
/// Without smoothing the loss of an example is -log p of its target (lesson 09, "How wrong is it").
/// With smoothing s the target is no longer all of the truth: each of the C classes gets s / C of it, the target's own included,
/// and the target gets 1 - s on top. The loss of an example is -(sum over the classes of truth * log p), and the loss of a batch the mean.
/// z.LogSoftmax(1) gives log p. Functional.CrossEntropy is what you write here: do without it.
/// </remarks>
public static class E09_2_CrossEntropy
{
    /// <summary>The mean cross-entropy of a batch.</summary>
    /// <param name="z">The scores, (n, classes).</param>
    /// <param name="targets">The right class of each row, (n).</param>
    /// <param name="smoothing">How much of the truth is spread over all classes, 0 to 1.</param>
    public static double Of(Tensor z, int[] targets, double smoothing)
    {
        var (n, classes) = (z.Shape[0], z.Shape[1]);
        var logs = z.LogSoftmax(1).ToArray(); // row after row: log p of row i and class c is logs[i * classes + c]
        throw new NotImplementedException("Exercise 09.2: the mean over the rows of -(sum of truth times log p)");
    }
}
