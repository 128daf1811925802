using MiniTensor;

namespace Exercises.Stage06;

/// <summary>Exercise 19.3. What is true of a mixed picture, and the loss against it.</summary>
/// <remarks>
/// mixup has made each picture of a share of itself and 1 - share of a partner. So its truth is mixed alike: share belongs to its own
/// class, 1 - share to its partner's; where both have the same class, that class gets both. Label smoothing s then leaves
/// 1 - s of this and spreads s evenly over all classes, those two included (lesson 19, "mixup, and softer targets").
/// The loss of a row is -(sum over the classes of truth * log p), that of a batch the mean over its rows. z.LogSoftmax(1) gives log p.
/// Functional.CrossEntropy is what you write here: do without it. The loss must let gradients through, so make it of tensors.
/// </remarks>
public static class E19_3_MixedTargets
{
    /// <summary>The truth about each row.</summary>
    /// <param name="own">The class of each picture, (n).</param>
    /// <param name="partner">The class of its partner, (n).</param>
    /// <param name="share">How much of each picture is its own, 0 to 1.</param>
    /// <param name="smoothing">How much of the truth is spread over all classes, 0 to 1.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <returns>(n, classes); each row adds up to 1.</returns>
    public static Tensor Truth(int[] own, int[] partner, double share, double smoothing, int classes)
    {
        #region Exercise 19.3: both classes by their share, made softer
        var truth = new float[own.Length * classes];
        Array.Fill(truth, (float)(smoothing / classes));
        for (var i = 0; i < own.Length; i++)
        {
            truth[i * classes + own[i]] += (float)((1 - smoothing) * share);
            truth[i * classes + partner[i]] += (float)((1 - smoothing) * (1 - share));
        }

        return Tensor.Of(truth, [own.Length, classes]);
        #endregion
    }

    /// <summary>The mean cross-entropy of a batch.</summary>
    /// <param name="z">The scores, (n, classes).</param>
    /// <param name="truth">The truth about each row, (n, classes).</param>
    /// <returns>A scalar, which knows its way back to <paramref name="z"/>.</returns>
    public static Tensor Loss(Tensor z, Tensor truth)
    {
        #region Exercise 19.3: the mean over the rows of -(sum of truth times log p)
        return -(truth * z.LogSoftmax(1)).Sum() / z.Shape[0];
        #endregion
    }
}
