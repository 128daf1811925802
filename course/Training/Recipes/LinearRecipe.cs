using MiniTensor;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;

namespace CourseKit.Course.Training.Recipes;

/// <summary>A linear classifier: one matrix from pixels to classes, the first thing to try on pictures.</summary>
/// <remarks>Its weights start at 0, so every class has probability 1/10 at first and the first loss is ln 10 = 2.3026.</remarks>
internal static class LinearRecipe
{
    public static Recipe Recipe { get; } = new(
        "linear",
        "softmax regression, pixels to classes",
        [
            new("mnist", 10, null, 128, 0.05, "7.3% test error", "2 s"),
            new("fashion-mnist", 10, null, 128, 0.05, "15.7% test error", "3 s"),
            new("fashion-mnist-part", 20, null, 128, 0.02, "16.0% test error", "3 s"),
            new("digits", 50, null, 32, 0.05, "8.3% test error", "1 s"),
        ],
        Build);

    private static TrainingSetup Build(RecipeOptions options)
    {
        var rng = new Rng(options.Seed);
        var data = ImageData.Load(options.Data);
        var train = data.Shuffled(options.Batch, rng.Split());
        var linear = new Linear(data.Pixels, data.Classes, rng.Split());
        using (GradMode.NoGrad())
        {
            foreach (var parameter in linear.Parameters())
            {
                parameter.Fill(0);
            }
        }

        var model = new Sequential(new Flatten(), linear);
        var optimizer = new Sgd(model.Parameters(), options.Rate, momentum: 0.9);
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
            Pictures = () => Templates(linear.Weight.Detach(), data),
        };
    }

    /// <summary>The weights of each class as a picture: bright where ink speaks for the class.</summary>
    private static IEnumerable<(string Name, Tensor Picture)> Templates(Tensor weights, ImageData data)
    {
        var largest = Math.Max(weights.Abs().Max().Item(), 1e-12f);
        return data.Train.ClassNames.Select((name, label) => (name, (weights[label] / (2 * largest) + 0.5).Reshape(data.Train.InputShape)));
    }
}
