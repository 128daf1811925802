using MiniTensor;

namespace Exercises.Stage03;

/// <summary>Exercise 13.1. Batch normalisation, in training and in use.</summary>
/// <remarks>
/// In training, for each column of x with its own mean mu and variance v, the mean of the squared differences (divided by n):
/// y = gamma (x - mu) / sqrt(v + eps) + beta                                   (lesson 13, "The idea in one picture")
/// and both running statistics move a little towards those of the batch, with the variance divided by n - 1 here:
/// running = (1 - momentum) running + momentum batch                          (lesson 13, "Training and use")
/// In use the running statistics stand in the place of mu and v, and nothing moves.
/// x.Mean([0]) has the mean of each column, x.Var([0], correction: 0) the variance divided by n, correction: 1 that divided by n - 1;
/// a.CopyFrom(b) overwrites a tensor. Functional.BatchNorm is what you write here: do without it.
/// </remarks>
public static class E13_1_BatchNorm
{
    /// <summary>The normalised batch. In training the running statistics are overwritten.</summary>
    /// <param name="x">The batch, (n, c).</param>
    /// <param name="gamma">The deviation that each column is given, (c).</param>
    /// <param name="beta">The mean that each column is given, (c).</param>
    /// <param name="runningMean">The running means, (c).</param>
    /// <param name="runningVar">The running variances, (c).</param>
    /// <param name="training">Whether the network is learning.</param>
    /// <param name="momentum">The share of this batch in the running statistics.</param>
    /// <param name="eps">Is added to the variance.</param>
    /// <returns>Shape (n, c).</returns>
    public static Tensor Of(
        Tensor x, Tensor gamma, Tensor beta, Tensor runningMean, Tensor runningVar, bool training, double momentum = 0.1, double eps = 1e-5)
    {
        #region Exercise 13.1: normalise by the batch and keep the diary, or normalise by the diary
        var (mean, variance) = (runningMean, runningVar);
        if (training)
        {
            (mean, variance) = (x.Mean([0]), x.Var([0], correction: 0));
            runningMean.CopyFrom(runningMean * (1 - momentum) + mean * momentum);

            // The running variance is a guess of the true one, so it is divided by n - 1.
            runningVar.CopyFrom(runningVar * (1 - momentum) + x.Var([0], correction: 1) * momentum);
        }

        return (x - mean) / (variance + eps).Sqrt() * gamma + beta;
        #endregion
    }
}
