using MiniTensor.Data;
using MiniTensor.Models;
using MiniTensor.Optim;

namespace CourseKit.Course.Training.Recipes;

/// <summary>The first convolutional network for colour pictures: three stages and a linear layer, one cycle of the rate, pictures mirrored and moved.</summary>
internal static class CnnRecipe
{
    public static Recipe Recipe { get; } = ImageRecipe.Of(
        "cnn",
        "three times convolution, BatchNorm and pooling, then a linear layer",
        [
            new("cifar10", 10, null, 128, 0.1, "17.3% test error", "2 min"),
            new("fashion-mnist-part", 5, null, 64, 0.05, "11.0% test error", "14 s"),
        ],
        (format, rng) => new SmallCnn(rng, format.Classes, format.Channels),
        run =>
        {
            var optimizer = new Sgd(run.Model.Parameters(), run.Options.Rate, momentum: 0.9, nesterov: true, weightDecay: 5e-4);
            return run.With(optimizer, new OneCycle(optimizer, run.Steps));
        },
        shape: [3, 32, 32],
        augmentation: _ => [new RandomFlip(), new RandomCrop(2)]);
}
