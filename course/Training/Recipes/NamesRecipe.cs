using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;

namespace CourseKit.Course.Training.Recipes;

/// <summary>The next letter of a name from the three before it: a table of letters, 200 hidden neurons, 27 scores. Without and with BatchNorm.</summary>
/// <remarks>The model of Bengio and others, "A neural probabilistic language model", 2003, in the sizes of Karpathy's makemore, parts 2 and 3.</remarks>
internal static class NamesRecipe
{
    private const int Width = 10;
    private const int Hidden = 200;

    public static Recipe Plain { get; } = new(
        "names-mlp", "three letters, 200 hidden neurons, the next letter",
        Cases("loss 2.122 on validation names", "loss 2.084 on validation names", "20 s"),
        options => Build(options, false));

    public static Recipe Normalised { get; } = new(
        "names-mlp-bn", "the same with BatchNorm",
        Cases("loss 2.130 on validation names", "loss 2.098 on validation names", "40 s"),
        options => Build(options, true));

    private static RecipeCase[] Cases(string expected, string classic, string time) =>
    [
        new(NameData.Distinct, null, 200_000, 32, 0.1, expected, time),
        new(NameData.Classic, null, 200_000, 32, 0.1, classic, time),
    ];

    private static TrainingSetup Build(RecipeOptions options, bool normalised)
    {
        var rng = new Rng(options.Seed);
        var data = NameData.Load(options.Data, rng.Split());
        var train = new DataLoader(data.Train, options.Batch, rng.Split(), workers: 0);
        var model = Model(rng.Split(), normalised);
        var optimizer = new Sgd(model.Parameters(), options.Rate);
        var half = Math.Max(options.TotalSteps(train.BatchCount) / 2, 1);
        var validation = new DataLoader(data.Validation, 4096, workers: 0);
        return new TrainingSetup
        {
            Model = model,
            Optimizer = optimizer,
            Schedule = new StepDecay(optimizer, half, 0.1),
            Train = train,
            Validation = validation,
            ReportEvery = 10_000,
            Scored = [("train", new DataLoader(data.Train, 4096, workers: 0)), ("validation", validation), ("test", new DataLoader(data.Test, 4096, workers: 0))],
        };
    }

    // Hidden sums of deviation 1 for tanh, and scores near 0, so that the first loss is ln 27 = 3.2958 and not 27.
    private static Sequential Model(Rng rng, bool normalised)
    {
        var hidden = new Linear(NameData.Context * Width, Hidden, rng, bias: !normalised);
        var output = new Linear(Hidden, Names.TokenCount, rng);
        Init.Set(hidden.Weight, Init.KaimingNormal(rng, hidden.Weight.Shape, Gain.Tanh));
        Init.Set(output.Weight, Tensor.Normal(rng, output.Weight.Shape, 0, 0.01));
        using (GradMode.NoGrad())
        {
            hidden.Bias?.Fill(0);
            output.Bias?.Fill(0);
        }

        var letters = new Embedding(Names.TokenCount, Width, rng);
        return normalised
            ? new Sequential(letters, new Flatten(), hidden, new BatchNorm1d(Hidden, momentum: 0.001), new Tanh(), output)
            : new Sequential(letters, new Flatten(), hidden, new Tanh(), output);
    }
}
