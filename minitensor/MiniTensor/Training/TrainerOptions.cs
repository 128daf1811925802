using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;

namespace MiniTensor.Training;

/// <summary>What a <see cref="Trainer"/> does beside forward, backward and step. Epochs or steps must be given; all else has a default.</summary>
public sealed class TrainerOptions
{
    /// <summary>How often the data are gone through.</summary>
    public int? Epochs { get; init; }

    /// <summary>How many steps the optimizer takes, at most.</summary>
    public long? Steps { get; init; }

    /// <summary>How the model is called; null calls a <see cref="Layer"/> with the batch's inputs.</summary>
    public Func<Module, Batch, Tensor>? Forward { get; init; }

    /// <summary>The loss of a batch, of the model's output; null is the cross-entropy with the batch's targets.</summary>
    public Func<Tensor, Batch, Tensor>? Loss { get; init; }

    /// <summary>What is counted on training and validation data, beside the loss.</summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>The data that each report measures the model on, in evaluation mode.</summary>
    public DataLoader? Validation { get; init; }

    /// <summary>What the numbers of those data are called: validation_loss, say. Data that a final result is measured on are "test".</summary>
    public string ValidationName { get; init; } = "validation";

    /// <summary>A report after so many steps; null reports at the end of each epoch.</summary>
    public long? ReportEvery { get; init; }

    /// <summary>Ends the run when it gets no better.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Goes on a step with each step of the optimizer, and observes the validation loss (or else the loss) of each report.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>How many batches make one step: their gradients are averaged.</summary>
    public int Accumulation { get; init; } = 1;

    /// <summary>Gradients that are longer than this, all together, are made that long; null leaves them.</summary>
    public double? ClipNorm { get; init; }

    /// <summary>Each number of a gradient is brought into -this ... this; null leaves them.</summary>
    public double? ClipValue { get; init; }

    /// <summary>Follows the model after each step; validation measures it instead of the model.</summary>
    public Ema? Ema { get; init; }

    /// <summary>Where checkpoints go; null writes none. A folder that has some already is for <see cref="Resume"/> alone.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>A checkpoint after so many steps, beside the one at the end; null writes one with each report.</summary>
    public long? CheckpointEvery { get; init; }

    /// <summary>Goes on from the newest checkpoint of the folder, if there is one.</summary>
    /// <remarks>
    /// <see cref="Epochs"/> and <see cref="Steps"/> may then be others than before, and weights and reports are those of a run that was planned so
    /// from the start, unless the schedule was laid out for the length: that is an error.
    /// </remarks>
    public bool Resume { get; init; }

    /// <summary>What makes this run what it is, such as the model's name and the seed; a checkpoint of other settings is refused.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>What belongs into a checkpoint beside model, optimizer, loader and the options: a random number generator, say.</summary>
    public IReadOnlyDictionary<string, IStateful> State { get; init; } = new Dictionary<string, IStateful>();

    public IReadOnlyList<ICallback> Callbacks { get; init; } = [];

    /// <summary>Ctrl+C and SIGTERM end the run after the step at hand, with a checkpoint; a second Ctrl+C ends the process.</summary>
    public bool StopsOnSignals { get; init; } = true;

    /// <summary>A run whose smoothed loss is this many times the first one has diverged and ends with an error.</summary>
    public double DivergenceLimit { get; init; } = 20;

    /// <summary>Refuses what makes no sense.</summary>
    internal void Check(DataLoader loader)
    {
        var complaint =
            Epochs is null && Steps is null ? "Epochs or Steps must say how long the run is"
            : Epochs < 0 || Steps < 0 ? "Epochs and Steps must be 0 or more"
            : Accumulation < 1 ? $"Accumulation must be 1 or more; got {Accumulation}"
            : ReportEvery < 1 || CheckpointEvery < 1 ? "ReportEvery and CheckpointEvery must be 1 or more"
            : ClipNorm <= 0 || ClipValue <= 0 ? "ClipNorm and ClipValue must be above 0"
            : Metrics.DistinctBy(metric => metric.Name).Count() < Metrics.Count ? "two Metrics have the same name"
            : Resume && CheckpointFolder is null ? "Resume needs a CheckpointFolder"
            : !Resume && CheckpointFolder is { } folder && new CheckpointFolder(folder).IsUsed
                ? $"{folder} has the checkpoints of an earlier run, and this one would mix its own with them. Go on with that run by Resume, delete them, or choose another CheckpointFolder"
            : EarlyStopping is { } stopping && !Columns().Contains(stopping.Watch)
                ? $"EarlyStopping watches \"{stopping.Watch}\", which no report has; they have {string.Join(", ", Columns())}"
            : loader.BatchCount == 0 ? $"the loader has no batch: {loader.Dataset.Count} items in batches of {loader.BatchSize}"
            : null;
        if (complaint is not null)
        {
            throw new TrainingException($"Trainer: {complaint}.");
        }
    }

    /// <summary>The names of what a report has, in its order.</summary>
    private IEnumerable<string> Columns()
    {
        IEnumerable<string> measured = ["loss", .. Metrics.Select(metric => metric.Name)];
        return ["epoch", "step", "seconds", "learning_rate", .. measured, .. Validation is null ? [] : measured.Select(name => $"{ValidationName}_{name}")];
    }

    /// <summary>What must be the same when a run goes on, by name; its length, which comes first, need not.</summary>
    internal IEnumerable<(string Name, string Value)> Described(TrainingRun run)
    {
        (string, object?)[] own =
        [
            ("epochs", Epochs), ("steps", Steps), ("optimizer", run.Optimizer.GetType().Name), ("schedule", Schedule),
            ("accumulation", Accumulation), ("clip_norm", ClipNorm), ("clip_value", ClipValue), ("report_every", ReportEvery),
            ("metrics", string.Join(' ', Metrics.Select(metric => metric.Name))),
        ];
        return Settings.Select(setting => (setting.Key, setting.Value))
            .Concat(own.Select(setting => (setting.Item1, FormattableString.Invariant($"{setting.Item2 ?? "none"}"))))
            .DistinctBy(setting => setting.Item1);
    }
}
