using MiniTensor;
using MiniTensor.Models;
using MiniTensor.Optim;
using MiniTensor.Training;

namespace CourseKit.Course.Training.Recipes;

/// <summary>LeNet with ReLU, max pooling and BatchNorm, trained by AdamW in one cycle of the learning rate.</summary>
internal static class LeNetRecipe
{
    public static Recipe Recipe { get; } = new(
        "lenet",
        "two convolutions with pooling, three linear layers, BatchNorm",
        [
            new("mnist", 5, null, 128, 0.01, "?", "?"),
            new("fashion-mnist", 5, null, 128, 0.01, "?", "?"),
            new("fashion-mnist-part", 10, null, 64, 0.01, "?", "?"),
        ],
        Build);

    private static TrainingSetup Build(RecipeOptions options)
    {
        var rng = new Rng(options.Seed);
        var data = ImageData.Load(options.Data);
        var train = data.Shuffled(options.Batch, rng.Split());
        var model = new LeNet(rng.Split(), data.Classes);
        var optimizer = new AdamW(model.Parameters(), options.Rate, weightDecay: 0.01);
        var test = data.ForTest();
        return new TrainingSetup
        {
            Model = model,
            Optimizer = optimizer,
            Schedule = new OneCycle(optimizer, options.TotalSteps(train.BatchCount), rise: 0.25),
            Train = train,
            Validation = test,
            Scored = [("test", test)],
            Metrics = [new Accuracy()],
        };
    }
}
