using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Models;
using MiniTensor.Optim;

namespace CourseKit.Course.Training.Recipes;

/// <summary>
/// LeCun's network of 1989, trained as then: a step for each picture, always in the same order, towards 1 for the
/// class and -1 for the others.
/// </summary>
/// <remarks>
/// The post office's digits are not public. In their place, as in Karpathy's reproduction of 2022, stand 7,291
/// pictures drawn from those that MNIST has to learn from and 2,007 of those to test with, 16 x 16. The rate is the
/// reproduction's too.
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
            new("mnist", 23, null, 1, 0.03, "3.74% test error", "20 s"),
            new("fashion-mnist-part", 23, null, 1, 0.03, "16.6% test error", "20 s"),
            new("digits", 23, null, 1, 0.03, "6.4% test error", "6 s"),
        ],
        Build)
    {
        Network = (_, rng) => new LeCun1989(rng),
        Fit = Draw,
    };

    private static TrainingSetup Build(RecipeOptions options)
    {
        var rng = new Rng(options.Seed);
        var data = Draw(ImageData.Load(options), rng);
        var format = new PictureFormat(data.Train.InputShape, data.Train.ClassNames, Mean: [0.5], Deviation: [0.5]); // paper is -1 and ink 1
        var train = new DataLoader(data.Train, options.Batch, transforms: [format.Normalise], workers: 0);
        var model = new LeCun1989(rng.Split());
        return new ImageRun<LeCun1989>(options, data, format, model, train).With(new Sgd(model.Parameters(), options.Rate)) with
        {
            Loss = new("mean squared error", (scores, batch) => Functional.MseLoss(scores, Functional.OneHot(batch.Targets, format.Classes) * 2 - 1)),
        };
    }

    private static ImageData Draw(ImageData data, Rng rng) =>
        new(Draw(data.Train, TrainCount, rng.Split()), Draw(data.Test, TestCount, rng.Split()));

    /// <summary>So many of the pictures, drawn, in 16 x 16.</summary>
    private static ImageDataset Draw(ImageDataset pictures, int count, Rng rng)
    {
        var order = Enumerable.Range(0, pictures.Count).ToArray();
        rng.Shuffle<int>(order);
        return pictures.Take(order.AsSpan(0, Math.Min(count, order.Length))).Resized(Size, Size);
    }
}
