using MiniTensor.Training;

namespace MiniTensor.Optim;

/// <summary>What a range test found.</summary>
/// <param name="Rates">The rates that were tried, each larger than the one before by the same factor.</param>
/// <param name="Losses">The loss at each of them.</param>
/// <param name="Smoothed">The losses as a moving average.</param>
/// <param name="Suggestion">The rate at which the smoothed loss fell fastest; null where it never fell.</param>
public sealed record LearningRateRange(
    IReadOnlyList<double> Rates, IReadOnlyList<double> Losses, IReadOnlyList<double> Smoothed, double? Suggestion);

/// <summary>
/// Finds a learning rate in a short trial run: the rate grows from tiny to huge, and the loss tells where it helps and
/// where it harms.
/// </summary>
/// <remarks>
/// Smith 2017, "Cyclical learning rates for training neural networks". Afterwards everything is as it was before the
/// test.
/// </remarks>
public static class LearningRateRangeTest
{
    private const double Smoothing = 0.9;
    private const double Flat = 1e-6; // of the first loss: a smaller fall is rounding
    private const double Diverged = 4; // times the best smoothed loss

    /// <summary>Runs the test.</summary>
    /// <param name="optimizer">Its rates are set; groups keep their ratios to one another.</param>
    /// <param name="trainStep">One whole step of training, the optimizer's included, on a batch of its own; returns the
    /// loss.</param>
    /// <param name="state">What goes back to its old state besides the optimizer: the model, and generators and loaders
    /// that the step draws from.</param>
    /// <param name="lowest">The first rate.</param>
    /// <param name="highest">The last rate; a loss that is four times the best, or no number, ends the test
    /// before.</param>
    /// <param name="steps">How many rates are tried at most.</param>
    public static LearningRateRange Run(
        Optimizer optimizer,
        Func<double> trainStep,
        IEnumerable<IStateful> state,
        double lowest = 1e-6,
        double highest = 10,
        int steps = 100)
    {
        Option.Require(lowest > 0, lowest, "a number above 0");
        Option.Require(highest > lowest, highest, "a number above the lowest");
        Option.Require(steps >= 3, steps, "three or more");
        var snapshot = new StateSnapshot([.. state, optimizer]);
        try
        {
            return Measure(optimizer, trainStep, lowest, Math.Pow(highest / lowest, 1.0 / (steps - 1)), steps);
        }
        finally
        {
            snapshot.Restore();
            optimizer.ZeroGrad();
        }
    }

    private static LearningRateRange Measure(
        Optimizer optimizer,
        Func<double> trainStep,
        double lowest,
        double factor,
        int steps)
    {
        var (rates, losses, smoothed) = (new List<double>(), new List<double>(), new List<double>());
        var first = optimizer.LearningRate;
        var shares = optimizer.Groups.Select(group => first > 0 ? group.LearningRate / first : 1).ToList();
        var (average, best) = (0.0, double.PositiveInfinity);
        for (var step = 0; step < steps; step++)
        {
            var rate = lowest * Math.Pow(factor, step);
            for (var i = 0; i < shares.Count; i++)
            {
                optimizer.Groups[i].LearningRate = rate * shares[i];
            }

            var loss = trainStep();
            average = Smoothing * average + (1 - Smoothing) * loss;
            var unbiased = average / (1 - Math.Pow(Smoothing, step + 1));
            if (!double.IsFinite(loss) || unbiased > Diverged * best)
            {
                break;
            }

            best = Math.Min(best, unbiased);
            rates.Add(rate);
            losses.Add(loss);
            smoothed.Add(unbiased);
        }

        return new LearningRateRange(rates, losses, smoothed, Suggest(rates, smoothed));
    }

    /// <summary>
    /// Rates grow by a constant factor, so the slope over their logarithm is the difference of neighbours.
    /// Behind the lowest loss it jumps about: a fall from one of those peaks is no progress.
    /// </summary>
    private static double? Suggest(List<double> rates, List<double> smoothed)
    {
        var (steepest, suggestion) = (smoothed.Count > 0 ? -Flat * Math.Abs(smoothed[0]) : 0, (double?)null);
        for (var i = 1; i < smoothed.IndexOf(smoothed.DefaultIfEmpty().Min()); i++)
        {
            var slope = smoothed[i + 1] - smoothed[i - 1];
            (steepest, suggestion) = slope < steepest ? (slope, rates[i]) : (steepest, suggestion);
        }

        return suggestion;
    }
}
