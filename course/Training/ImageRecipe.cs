using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;

namespace CourseKit.Course.Training;

/// <summary>Makes recipes of models that say what is on a picture: the network, and how it is trained. What is alike for all of them is here.</summary>
/// <remarks>
/// They learn from all training pictures, as their papers do, so each report measures on the test pictures and calls the numbers so. A run chooses
/// nothing by them: its length and its rates are fixed before, and the last weights count.
/// </remarks>
internal static class ImageRecipe
{
    /// <param name="name">What it is asked for by.</param>
    /// <param name="what">The model in a few words.</param>
    /// <param name="cases">The data sets it can learn, the usual one first.</param>
    /// <param name="network">Makes the network, for pictures of a format; also without the data, to use weights that were kept.</param>
    /// <param name="train">Chooses the optimizer, and what else there is: <c>run.With(optimizer, schedule) with { Ema = ... }</c>.</param>
    /// <param name="shape">(C, H, W) that the network is made for:
    /// smaller pictures get a black edge, grey ones three channels; null takes pictures as they are.</param>
    /// <param name="augmentation">What is done to pictures that are learnt from, before they are normalised.</param>
    /// <param name="views">The views of a test picture that answers are averaged over, for a second score; null has none.</param>
    /// <param name="dropLast">Leave out the last batch of an epoch where it would be smaller than the others.</param>
    public static Recipe Of<TModel>(
        string name,
        string what,
        IReadOnlyList<RecipeCase> cases,
        Func<PictureFormat, Rng, TModel> network,
        Func<ImageRun<TModel>, TrainingSetup> train,
        Shape? shape = null,
        Func<RecipeOptions, IEnumerable<ITransform>>? augmentation = null,
        PictureViews? views = null,
        bool dropLast = false)
        where TModel : Layer
    {
        return new Recipe(name, what, cases, Build) { Network = network, Fit = Fit, Views = views };

        ImageData Fit(ImageData data, Rng rng) =>
            shape is { } wanted ? new(PaddedPictures.Make(data.Train, wanted), PaddedPictures.Make(data.Test, wanted)) : data;

        TrainingSetup Build(RecipeOptions options)
        {
            var rng = new Rng(options.Seed);
            var data = Fit(ImageData.Load(options), rng);
            var format = PictureFormat.Of(data.Train);
            var loader = new DataLoader(data.Train, options.Batch, rng.Split(), [.. augmentation?.Invoke(options) ?? [], format.Normalise], dropLast);
            return train(new ImageRun<TModel>(options, data, format, network(format, rng), loader));
        }
    }
}

/// <summary>What a recipe for pictures has to choose an optimizer for.</summary>
/// <param name="Options">What the command line asks for.</param>
/// <param name="Data">The pictures.</param>
/// <param name="Format">How the network sees them.</param>
/// <param name="Model">The network.</param>
/// <param name="Train">The pictures to learn from, in a new order each epoch.</param>
internal sealed record ImageRun<TModel>(RecipeOptions Options, ImageData Data, PictureFormat Format, TModel Model, DataLoader Train)
    where TModel : Layer
{
    /// <summary>How many steps the run has.</summary>
    public int Steps => Options.TotalSteps(Train.BatchCount);

    /// <summary>The setup with this optimizer, and what is alike for all models of pictures.</summary>
    public TrainingSetup With(Optimizer optimizer, Schedule? schedule = null)
    {
        var test = ImageData.ForTest(Data.Test, Format);
        return new TrainingSetup
        {
            Model = Model,
            Optimizer = optimizer,
            Schedule = schedule,
            Train = Train,
            Validation = test,
            ValidationName = "test",
            Scored = [("test", test)],
            Metrics = [new Accuracy()],
            Images = (Data, Format),
        };
    }
}
