using System.Globalization;
using CourseKit.Course.Content;
using CourseKit.Course.Views;
using MiniTensor.Training;
using MiniTensor.Training.TensorBoard;

namespace CourseKit.Course.Training;

/// <summary>One run of <c>course train</c>: from the recipe to the files that are left at the end.</summary>
internal sealed class TrainingRunner(CourseContext context, Recipe recipe, RecipeOptions options, RunFolder folder, string command)
{
    /// <summary>Go on from the last checkpoint.</summary>
    public bool Resume { get; init; }

    /// <summary>Begin anew where an unfinished run lies.</summary>
    public bool Restart { get; init; }

    /// <summary>Steps between checkpoints; null writes one with each report.</summary>
    public long? CheckpointEvery { get; init; }

    public int Run(CancellationToken cancel)
    {
        if (folder.IsUnfinished && !Resume && !Restart)
        {
            throw new CourseException(
                $"{folder.Path} holds a run that did not end. Go on with it: --resume. Or begin anew and lose it: --restart. Or keep both: --out with another folder.");
        }

        using var setup = recipe.Build(options);
        folder.Prepare();
        if (!Resume)
        {
            folder.Clear();
        }

        using var log = new TensorBoardLog(folder.TensorBoard, pictures: setup.Pictures);
        try
        {
            var trainer = new Trainer(setup.Model, setup.Optimizer, setup.Train, Options(setup, log));
            return Finish(setup, trainer.Run(cancel));
        }
        catch (TrainingException e) when (e.Step is not null)
        {
            context.Terminal.EndStatus();
            context.Terminal.Paragraph(e.Message, style: "red");
            return ExitCodes.Failed;
        }
        catch (TrainingException e)
        {
            throw new CourseException(e.Message);
        }
    }

    private TrainerOptions Options(TrainingSetup setup, TensorBoardLog log) => new()
    {
        Epochs = options.Epochs,
        Steps = options.Steps,
        Validation = setup.Validation,
        ValidationName = setup.ValidationName,
        Forward = setup.Forward,
        Loss = setup.Loss,
        State = setup.State,
        Metrics = setup.Metrics,
        Schedule = setup.Schedule,
        Ema = setup.Ema,
        ReportEvery = setup.ReportEvery,
        CheckpointFolder = folder.Checkpoints,
        CheckpointEvery = CheckpointEvery,
        Resume = Resume,
        Settings = new Dictionary<string, string>
        {
            ["model"] = recipe.Name,
            ["data"] = options.Data,
            ["batch"] = StateText.Of(options.Batch),
            ["rate"] = StateText.Of(options.Rate),
            ["seed"] = options.Seed.ToString(CultureInfo.InvariantCulture),
        },
        Callbacks = [new TrainView(context.Terminal, recipe, options), log, new HistoryFile(folder.History)],
    };

    private int Finish(TrainingSetup setup, TrainingResult result)
    {
        var terminal = context.Terminal;
        terminal.EndStatus();
        if (result.Reason == StopReason.Interrupted)
        {
            terminal.Line();
            terminal.Paragraph($"Stopped after step {result.Steps}; a checkpoint is kept. Go on with: {command} --resume");
            return ExitCodes.Interrupted;
        }

        var extra = Keep(setup, result);
        terminal.Line();
        foreach (var (name, value) in extra)
        {
            terminal.Line(FormattableString.Invariant($"  {name.Replace('_', ' ')} [bold]{value:F4}[/]"));
        }

        terminal.Line(FormattableString.Invariant($"  {result.Steps} steps in {result.Seconds:F1} s; run record, history, weights and TensorBoard's files:"));
        terminal.Line($"  {terminal.Link(folder.Path, folder.Path)}");
        return ExitCodes.Ok;
    }

    /// <summary>Measures the trained model, and keeps the very weights that were measured: averaged ones, where the recipe averages.</summary>
    private List<(string Name, double Value)> Keep(TrainingSetup setup, TrainingResult result)
    {
        using (setup.Ema?.Swap())
        {
            var scores = Scores(setup);
            folder.Keep(setup.Model, result, $"{recipe.Name}-{options.Data}", command, options.Seed, context.Workspace.Root, scores);
            return scores;
        }
    }

    /// <summary>How good the trained model is on the data that count.</summary>
    private static List<(string Name, double Value)> Scores(TrainingSetup setup)
    {
        List<(string, double)> scores = [];
        foreach (var (name, data) in setup.Scored)
        {
            var accuracy = setup.Metrics.OfType<Accuracy>().FirstOrDefault();
            accuracy?.Reset();
            scores.Add(($"{name}_loss", Evaluation.Run(setup.Model, data, accuracy is null ? [] : [accuracy])));
            if (accuracy is not null)
            {
                scores.Add(($"{name}_error", 1 - accuracy.Value));
                if (setup.Averaged is { } averaged)
                {
                    accuracy.Reset();
                    Evaluation.Run(setup.Model, data, [accuracy], averaged);
                    scores.Add(($"{name}_error_averaged", 1 - accuracy.Value));
                }
            }
        }

        return scores;
    }

    /// <summary>Keeps the history as a table, whole after each report.</summary>
    private sealed class HistoryFile(string path) : ICallback
    {
        public void Reported(TrainingRun run) => run.History.WriteCsv(path);
    }
}
