using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;

namespace CourseKit.Course.Training;

/// <summary>Everything that a run needs, made but not begun.</summary>
internal sealed record TrainingSetup : IDisposable
{
    public required Layer Model { get; init; }

    public required Optimizer Optimizer { get; init; }

    /// <summary>The data to learn from.</summary>
    public required DataLoader Train { get; init; }

    /// <summary>The data that each report measures the model on.</summary>
    public required DataLoader Validation { get; init; }

    /// <summary>What those data are: "test" where the run chooses nothing by them, and all others are learnt from.</summary>
    public string ValidationName { get; init; } = "validation";

    /// <summary>What the trained model is measured on at the end, by name.</summary>
    public required IReadOnlyList<(string Name, DataLoader Data)> Scored { get; init; }

    public Schedule? Schedule { get; init; }

    /// <summary>How the model is called in training and validation; null calls it with the batch's inputs.</summary>
    public Func<Module, Batch, Tensor>? Forward { get; init; }

    /// <summary>The loss that is trained with, and measured too, so that the curves can be compared.</summary>
    public TrainingLoss Loss { get; init; } = new("cross-entropy", (scores, batch) => batch.CrossEntropy(scores));

    public Ema? Ema { get; init; }

    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>What belongs into a checkpoint beside model, optimizer, schedule, average and the place in the data.</summary>
    public IReadOnlyDictionary<string, IStateful> State { get; init; } = new Dictionary<string, IStateful>();

    /// <summary>Pictures (C, H, W) of the model, by name, that TensorBoard shows with each report; null has none.</summary>
    public Func<IEnumerable<(string Name, Tensor Picture)>>? Pictures { get; init; }

    /// <summary>A report after so many steps; null reports at the end of each epoch.</summary>
    public long? ReportEvery { get; init; }

    /// <summary>Where the examples are pictures: these data, and how the model sees them.</summary>
    public (ImageData Data, PictureFormat Format)? Images { get; init; }

    public void Dispose()
    {
        Train.Dispose();
        Validation.Dispose();
        foreach (var (_, data) in Scored)
        {
            data.Dispose();
        }
    }
}

/// <summary>A loss by its name.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Of">Makes it of a batch's scores.</param>
internal sealed record TrainingLoss(string Name, Func<Tensor, Batch, Tensor> Of);
