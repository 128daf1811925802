using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Models;
using MiniTensor.Optim;
using MiniTensor.Training;

namespace CourseKit.Course.Training.Recipes;

/// <summary>LeCun's network of 1989, trained as then: a step for each picture, always in the same order, towards 1 for the class and -1 for the others.</summary>
/// <remarks>
/// The post office's digits are not public. In their place, as in Karpathy's reproduction of 2022, stand 7,291 pictures drawn from those that MNIST has
/// to learn from and 2,007 of those to test with, 16 x 16. The rate is the reproduction's too.
/// </remarks>
internal static class LeCun1989Recipe
{
    private const int Size = 16;
    private const int TrainCount = 7291;
    private const int TestCount = 2007;

    public static Recipe Recipe { get; } = new(
        "lecun1989",
        "two convolutions of stride 2 with tanh, 9,760 parameters, on pictures of 16 x 16",
        [
            new("mnist", 23, null, 1, 0.03, "?", "?"),
            new("fashion-mnist-part", 10, null, 1, 0.03, "?", "?"),
            new("digits", 23, null, 1, 0.03, "?", "?"),
        ],
        Build);

    private static TrainingSetup Build(RecipeOptions options)
    {
        var rng = new Rng(options.Seed);
        var data = ImageData.Load(options.Data);
        var train = Loader(Cut(data.Train, TrainCount, rng.Split()), options.Batch);
        var test = Loader(Cut(data.Test, TestCount, rng.Split()), 1000);
        var model = new LeCun1989(rng.Split());
        return new TrainingSetup
        {
            Model = model,
            Optimizer = new Sgd(model.Parameters(), options.Rate),
            Loss = (scores, batch) => Functional.MseLoss(scores, Functional.OneHot(batch.Targets, data.Classes) * 2 - 1),
            Train = train,
            Validation = test,
            Scored = [("test", test)],
            Metrics = [new Accuracy()],
        };
    }

    // Paper is -1 and ink 1.
    private static DataLoader Loader(IDataset pictures, int batch) => new(pictures, batch, transforms: [new Normalise([0.5], [0.5])], workers: 0);

    /// <summary>So many of the pictures, drawn, in 16 x 16.</summary>
    private static Subset Cut(ImageDataset pictures, int count, Rng rng)
    {
        var order = Enumerable.Range(0, pictures.Count).ToArray();
        rng.Shuffle<int>(order);
        return new Subset(pictures.Resized(Size, Size), order.AsSpan(0, Math.Min(count, order.Length)));
    }
}
