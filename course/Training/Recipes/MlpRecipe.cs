using MiniTensor;
using MiniTensor.Nn;
using MiniTensor.Optim;

namespace CourseKit.Course.Training.Recipes;

/// <summary>One hidden layer of 400 neurons between pixels and classes.</summary>
internal static class MlpRecipe
{
    private const int Hidden = 400;

    public static Recipe Recipe { get; } = ImageRecipe.Of(
        "mlp",
        "pixels, 400 hidden neurons, classes",
        [
            new("mnist", 20, null, 128, 0.1, "1.39% test error", "15 s"),
            new("fashion-mnist", 20, null, 128, 0.1, "10.4% test error", "15 s"),
            new("fashion-mnist-part", 20, null, 128, 0.1, "13.4% test error", "5 s"),
            new("digits", 50, null, 32, 0.05, "6.9% test error", "2 s"),
            new("cifar10", 20, null, 128, 0.02, "44.6% test error", "47 s"),
        ],
        Network,
        run =>
        {
            var optimizer = new Sgd(run.Model.Parameters(), run.Options.Rate, momentum: 0.9, weightDecay: 1e-4);
            return run.With(optimizer, new Cosine(optimizer, run.Steps));
        });

    private static Sequential Network(PictureFormat format, Rng rng)
    {
        var weights = rng.Split();
        return new(new Flatten(), new Linear(format.Pixels, Hidden, weights), new Relu(), new Linear(Hidden, format.Classes, weights));
    }
}
