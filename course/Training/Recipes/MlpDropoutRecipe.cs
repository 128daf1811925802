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
            new("mnist", 30, null, 128, 0.001, "?", "?"),
            new("fashion-mnist", 30, null, 128, 0.001, "?", "?"),
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
        var test = data.ForTest();
        return new TrainingSetup
        {
            Model = model,
            Optimizer = optimizer,
            Schedule = new Cosine(optimizer, options.TotalSteps(train.BatchCount)),
            Ema = new Ema(model.Parameters(), 0.999),
            Train = train,
            Validation = test,
            Scored = [("test", test)],
            Metrics = [new Accuracy()],
        };
    }
}
