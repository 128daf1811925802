using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Models;
using MiniTensor.Optim;
using MiniTensor.Training;

namespace CourseKit.Course.Training.Recipes;

/// <summary>David Page's recipe of 2018: large batches, a straight rise and fall of the rate, pictures shifted, mirrored and with a hole.</summary>
internal static class ResNet9Recipe
{
    public static Recipe Recipe { get; } = new(
        "resnet9",
        "wide residual network of 9 layers, for few epochs",
        [new("cifar10", 24, null, 512, 0.4, "94% accuracy as published, after 24 epochs", "hours")],
        Build);

    private static TrainingSetup Build(RecipeOptions options)
    {
        var rng = new Rng(options.Seed);
        var data = ImageData.Load(options.Data, 32);
        var train = data.Shuffled(options.Batch, rng.Split(), new RandomCrop(4, Padding.Reflect), new RandomFlip(), new Cutout(8));
        var model = new ResNet9(rng.Split(), data.Channels, data.Classes);
        var optimizer = new Sgd(model.Parameters(), options.Rate, momentum: 0.9, nesterov: true, weightDecay: 5e-4);
        var test = data.ForTest();
        return new TrainingSetup
        {
            Model = model,
            Optimizer = optimizer,
            Schedule = new Triangular(optimizer, options.TotalSteps(train.BatchCount), peak: 5.0 / 24, start: 0, end: 0),
            Train = train,
            Validation = test,
            Scored = [("test", test)],
            Averaged = (net, batch) => TestTimeAveraging.Mirror((ResNet9)net, batch.Inputs),
            Metrics = [new Accuracy()],
        };
    }
}
