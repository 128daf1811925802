using MiniTensor.Models;
using MiniTensor.Optim;

namespace CourseKit.Course.Training.Recipes;

/// <summary>LeNet with ReLU, max pooling and BatchNorm, trained by AdamW in one cycle of the learning rate.</summary>
internal static class LeNetRecipe
{
    public static Recipe Recipe { get; } = ImageRecipe.Of(
        "lenet",
        "two convolutions with pooling, three linear layers, BatchNorm",
        [
            new("mnist", 5, null, 128, 0.01, "0.65% test error", "35 s"),
            new("fashion-mnist", 5, null, 128, 0.01, "9.0% test error", "35 s"),
            new("fashion-mnist-part", 5, null, 64, 0.01, "10.7% test error", "3 s"),
        ],
        (format, rng) => new LeNet(rng.Split(), format.Classes),
        run =>
        {
            var optimizer = new AdamW(run.Model.Parameters(), run.Options.Rate, weightDecay: 0.01);
            return run.With(optimizer, new OneCycle(optimizer, run.Steps, rise: 0.25));
        },
        shape: [1, 28, 28]);
}
