using MiniTensor;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;

namespace CourseKit.Course.Training.Recipes;

/// <summary>One hidden layer of 400 neurons between pixels and classes.</summary>
internal static class MlpRecipe
{
    private const int Hidden = 400;

    public static Recipe Recipe { get; } = new(
        "mlp",
        "pixels, 400 hidden neurons, classes",
        [
            new("mnist", 20, null, 128, 0.1, "1.52% test error", "22 s"),
            new("fashion-mnist", 20, null, 128, 0.1, "10.4% test error", "15 s"),
            new("fashion-mnist-part", 20, null, 128, 0.1, "13.4% test error", "5 s"),
            new("digits", 50, null, 32, 0.05, "6.9% test error", "2 s"),
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
            new Linear(data.Pixels, Hidden, weights),
            new Relu(),
            new Linear(Hidden, data.Classes, weights));
        var optimizer = new Sgd(model.Parameters(), options.Rate, momentum: 0.9, weightDecay: 1e-4);
        var test = data.ForTest();
        return new TrainingSetup
        {
            Model = model,
            Optimizer = optimizer,
            Schedule = new Cosine(optimizer, options.TotalSteps(train.BatchCount)),
            Train = train,
            Validation = test,
            Scored = [("test", test)],
            Metrics = [new Accuracy()],
        };
    }
}
