using MiniTensor;
using MiniTensor.Nn;
using MiniTensor.Optim;

namespace CourseKit.Course.Training.Recipes;

/// <summary>A linear classifier: one matrix from pixels to classes, the first thing to try on pictures.</summary>
/// <remarks>Its weights start at 0, so every class has probability 1/10 at first and the first loss is ln 10 = 2.3026.</remarks>
internal static class LinearRecipe
{
    public static Recipe Recipe { get; } = ImageRecipe.Of(
        "linear",
        "softmax regression, pixels to classes",
        [
            new("mnist", 10, null, 128, 0.05, "7.3% test error", "2 s"),
            new("fashion-mnist", 10, null, 128, 0.05, "15.7% test error", "3 s"),
            new("fashion-mnist-part", 20, null, 128, 0.02, "16.0% test error", "3 s"),
            new("digits", 50, null, 32, 0.05, "8.3% test error", "1 s"),
            new("cifar10", 10, null, 128, 0.01, "60.0% test error", "4 s"),
        ],
        (format, rng) => new Sequential(new Flatten(), Zero(new Linear(format.Pixels, format.Classes, rng))),
        run =>
        {
            var optimizer = new Sgd(run.Model.Parameters(), run.Options.Rate, momentum: 0.9);
            return run.With(optimizer, new Cosine(optimizer, run.Steps)) with
            {
                Pictures = () => Templates(run.Model.Parameters().First().Detach(), run.Format),
            };
        });

    private static Linear Zero(Linear linear)
    {
        using var mode = GradMode.NoGrad();
        foreach (var parameter in linear.Parameters())
        {
            parameter.Fill(0);
        }

        return linear;
    }

    /// <summary>The weights of each class as a picture: bright where ink speaks for the class.</summary>
    private static IEnumerable<(string Name, Tensor Picture)> Templates(Tensor weights, PictureFormat format)
    {
        var largest = Math.Max(weights.Abs().Max().Item(), 1e-12f);
        return format.ClassNames.Select((name, label) => (name, (weights[label] / (2 * largest) + 0.5).Reshape(format.Shape)));
    }
}
