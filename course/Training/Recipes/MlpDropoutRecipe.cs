using MiniTensor;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;

namespace CourseKit.Course.Training.Recipes;

/// <summary>Two hidden layers of 800 neurons, kept from learning by heart: dropout (Srivastava and others 2014) and an average of the weights.</summary>
internal static class MlpDropoutRecipe
{
    private const int Hidden = 800;

    public static Recipe Recipe { get; } = new(
        "mlp-dropout",
        "pixels, 800 and 800 hidden neurons with dropout, classes",
        [
            new("mnist", 20, null, 128, 0.001, "1.3% test error", "5 min"),
            new("digits", 50, null, 32, 0.001, "4.2% test error", "13 s"),
        ],
        Build);

    private static TrainingSetup Build(RecipeOptions options)
    {
        var rng = new Rng(options.Seed);
        var data = ImageData.Load(options.Data);
        var train = data.Shuffled(options.Batch, rng.Split());
        var weights = rng.Split();
        var model = new Sequential(
            new Flatten(),
            new Dropout(0.2, rng),
            new Linear(data.Pixels, Hidden, weights),
            new Relu(),
            new Dropout(0.5, rng),
            new Linear(Hidden, Hidden, weights),
            new Relu(),
            new Dropout(0.5, rng),
            new Linear(Hidden, data.Classes, weights));
        var optimizer = new AdamW(model.Parameters(), options.Rate, weightDecay: 0.01);
        var steps = options.TotalSteps(train.BatchCount);
        var test = data.ForTest();
        return new TrainingSetup
        {
            Model = model,
            Optimizer = optimizer,
            Schedule = new Cosine(optimizer, steps),
            Ema = new Ema(model.Parameters(), Math.Min(0.999, 1 - 10 / (steps + 10.0))), // looks back over a tenth of the run at most
            Train = train,
            Validation = test,
            Scored = [("test", test)],
            Metrics = [new Accuracy()],
        };
    }
}
