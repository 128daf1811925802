using MiniTensor;
using MiniTensor.Nn;
using MiniTensor.Optim;

namespace CourseKit.Course.Training.Recipes;

/// <summary>Two hidden layers of 800 neurons, kept from learning by heart: dropout (Srivastava and others 2014) and an average of the weights.</summary>
internal static class MlpDropoutRecipe
{
    private const int Hidden = 800;

    public static Recipe Recipe { get; } = ImageRecipe.Of(
        "mlp-dropout",
        "pixels, 800 and 800 hidden neurons with dropout, classes",
        [
            new("mnist", 20, null, 128, 0.001, "1.3% test error", "2 min"),
            new("digits", 50, null, 32, 0.001, "4.2% test error", "13 s"),
        ],
        Network,
        run =>
        {
            var optimizer = new AdamW(run.Model.Parameters(), run.Options.Rate, weightDecay: 0.01);
            return run.With(optimizer, new Cosine(optimizer, run.Steps)) with
            {
                Ema = new Ema(run.Model.Parameters(), Math.Min(0.999, 1 - 10 / (run.Steps + 10.0))), // looks back over a tenth of the run at most
            };
        });

    private static Sequential Network(PictureFormat format, Rng rng)
    {
        var weights = rng.Split();
        return new(
            new Flatten(),
            new Dropout(0.2, rng),
            new Linear(format.Pixels, Hidden, weights),
            new Relu(),
            new Dropout(0.5, rng),
            new Linear(Hidden, Hidden, weights),
            new Relu(),
            new Dropout(0.5, rng),
            new Linear(Hidden, format.Classes, weights));
    }
}
