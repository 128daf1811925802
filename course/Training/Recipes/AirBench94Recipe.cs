using MiniTensor.Data;
using MiniTensor.Models;
using MiniTensor.Optim;

namespace CourseKit.Course.Training.Recipes;

/// <summary>Keller Jordan's recipe with Muon: eight epochs of batches of 2,000, to 94% with test-time averaging.</summary>
/// <remarks>
/// The numbers are those of his airbench94_muon. He adds the losses of a batch up; here the loss is their mean, so the rates of
/// SGD are multiplied by the size of the batch, and its decays divided by it.
/// </remarks>
internal static class AirBench94Recipe
{
    private const double LabelSmoothing = 0.2;

    /// <summary>The whitening layer's bias is trained in the first three of eight epochs; from then on no gradient is needed that far down.</summary>
    private const double WhiteningShare = 3.0 / 8;

    /// <summary>The rate of Muon that the rates below belong to.</summary>
    private const double UsualRate = 0.24;

    /// <summary>For each picture of a batch.</summary>
    private const double BiasRate = 0.053;

    /// <inheritdoc cref="BiasRate"/>
    private const double HeadRate = 0.67;

    /// <summary>What share of a parameter each step takes away at the full rate, for each picture of a batch.</summary>
    private const double Decay = 2e-6;

    public static Recipe Recipe { get; } = ImageRecipe.Of(
        "airbench94",
        "Keller Jordan's fast trainer: whitening, Muon, eight epochs",
        [
            new("cifar10", 8, null, 2000, UsualRate, "6.2% test error, averaged", "10 min"),
            new("fashion-mnist-part", 4, null, 500, UsualRate, "7.6% test error, averaged", "2 min"),
        ],
        (format, rng) => new AirBench94(rng.Split(), format.Classes),
        Train,
        shape: [3, 32, 32],
        augmentation: options => [new AlternatingFlip(options.Seed), new RandomCrop(2, Padding.Reflect)],
        views: PictureViews.Six,
        dropLast: true);

    private static TrainingSetup Train(ImageRun<AirBench94> run)
    {
        var (model, options) = (run.Model, run.Options);
        model.Whiten(run.Data.Train, run.Format.Normalise);

        var scale = options.Batch * options.Rate / UsualRate;
        var (biasRate, headRate, decay) = (BiasRate * scale, HeadRate * scale, Decay * options.Batch);
        var whitening = Nesterov(new ParameterGroup([model.WhiteningBias], biasRate, decay / biasRate));
        var others = Nesterov(
            new ParameterGroup(model.Shifts, biasRate, decay / biasRate),
            new ParameterGroup([model.Head.Weight], headRate, decay / headRate));
        var filters = new Muon(model.Filters, options.Rate, momentum: 0.6, iterations: 3, normalizeWeights: true);
        var schedule = new JointSchedule(
            Fall(filters, run.Steps), Fall(others, run.Steps), Fall(whitening, Math.Max(1, (int)(WhiteningShare * run.Steps))));
        return run.With(new JointOptimizer(filters, others, whitening), schedule) with
        {
            Forward = (_, batch) =>
            {
                model.WhiteningBias.RequiresGrad = whitening.LearningRate > 0;
                return model.Call(batch.Inputs);
            },
            Loss = new(
                FormattableString.Invariant($"cross-entropy with labels smoothed by {LabelSmoothing}"),
                (scores, batch) => batch.CrossEntropy(scores, LabelSmoothing)),
        };
    }

    private static Sgd Nesterov(params IEnumerable<ParameterGroup> groups) => new(groups, BiasRate, momentum: 0.85, nesterov: true);

    /// <summary>A straight line from the base rate to zero.</summary>
    private static Triangular Fall(Optimizer optimizer, int steps) => new(optimizer, steps, peak: 0, start: 1, end: 0);
}
