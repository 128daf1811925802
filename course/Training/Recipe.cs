using CourseKit.Course.Content;
using MiniTensor;
using MiniTensor.Nn;

namespace CourseKit.Course.Training;

/// <summary>A model that <c>course train</c> trains by name.</summary>
/// <param name="Name">What it is asked for by.</param>
/// <param name="What">The model in a few words.</param>
/// <param name="Cases">The data sets it can learn, the usual one first, each with what to expect.</param>
/// <param name="Build">Makes the model, its data and its optimizer.</param>
internal sealed record Recipe(string Name, string What, IReadOnlyList<RecipeCase> Cases, Func<RecipeOptions, TrainingSetup> Build)
{
    /// <summary>For models of pictures: makes the network alone.</summary>
    public Func<PictureFormat, Rng, Layer>? Network { get; init; }

    /// <summary>
    /// For models of pictures: makes the pictures of a data set as the network needs them, and takes as many as it is trained and
    /// measured on. What is drawn comes from a run's first generator.
    /// </summary>
    public Func<ImageData, Rng, ImageData> Fit { get; init; } = (data, _) => data;

    /// <summary>For models of pictures: the views of a test picture that its answers are averaged over, for a second score; null has none.</summary>
    public PictureViews? Views { get; init; }

    /// <summary>The recipe on a data set; without a name, on its usual one.</summary>
    public RecipeCase On(string? data) => data is null
        ? Cases[0]
        : Cases.FirstOrDefault(known => string.Equals(known.Data, data, StringComparison.OrdinalIgnoreCase))
            ?? throw new CourseException($"{Name} is not trained on {data}. It can be trained on {string.Join(", ", Cases.Select(known => known.Data))}.");
}

/// <summary>A recipe on one data set: how it is trained unless the command line says otherwise, and what comes out.</summary>
/// <param name="Data">The data set.</param>
/// <param name="Epochs">How often the data are gone through; null where steps are counted.</param>
/// <param name="Steps">How many steps; null where epochs are counted.</param>
/// <param name="Batch">Examples to a step.</param>
/// <param name="Rate">The highest learning rate.</param>
/// <param name="Expected">The result that a run of seed 0 reached; where nobody has made one, it says so.</param>
/// <param name="Time">How long the usual run takes on two cores.</param>
internal sealed record RecipeCase(string Data, int? Epochs, long? Steps, int Batch, double Rate, string Expected, string Time);

/// <summary>How a recipe is to be trained this time.</summary>
internal sealed record RecipeOptions(string Data, int? Epochs, long? Steps, int Batch, double Rate, ulong Seed)
{
    /// <summary>Of pictures, use the first so many to learn from, and as many to measure on; null uses all.</summary>
    public int? MostPictures { get; init; }

    /// <summary>Filters of convolutions stay as they were drawn.</summary>
    public bool FreezeFilters { get; init; }

    /// <summary>How many steps the run has, by which schedules are laid out.</summary>
    public int TotalSteps(int batchesPerEpoch) =>
        (int)Math.Clamp(Math.Min(Steps ?? long.MaxValue, Epochs * (long)batchesPerEpoch ?? long.MaxValue), 1, int.MaxValue);
}
