using MiniTensor.Data;
using MiniTensor.Models;
using MiniTensor.Optim;

namespace CourseKit.Course.Training.Recipes;

/// <summary>David Page's recipe of 2018: large batches, a straight rise and fall of the rate, pictures shifted, mirrored and with a hole.</summary>
internal static class ResNet9Recipe
{
    public static Recipe Recipe { get; } = ImageRecipe.Of(
        "resnet9",
        "wide residual network of 9 layers, for few epochs",
        [
            new("cifar10", 24, null, 512, 0.4, "not run", "hours"),
            new("fashion-mnist-part", 3, null, 128, 0.1, "13.9% test error", "3 min"),
        ],
        (format, rng) => new ResNet9(rng.Split(), format.Channels, format.Classes),
        run =>
        {
            var optimizer = new Sgd(run.Model.Parameters(), run.Options.Rate, momentum: 0.9, nesterov: true, weightDecay: 5e-4);
            return run.With(optimizer, new Triangular(optimizer, run.Steps, peak: 5.0 / 24, start: 0, end: 0));
        },
        shape: [3, 32, 32],
        augmentation: _ => [new RandomCrop(4, Padding.Reflect), new RandomFlip(), new Cutout(8)],
        views: PictureViews.Two);
}
