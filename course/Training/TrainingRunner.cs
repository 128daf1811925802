using System.Globalization;
using CourseKit.Course.Content;
using CourseKit.Course.Training.Reports;
using CourseKit.Course.Views;
using MiniTensor.IO;
using MiniTensor.Nn;
using MiniTensor.Training;
using MiniTensor.Training.TensorBoard;

namespace CourseKit.Course.Training;

/// <summary>One run of <c>course train</c>: from the recipe to the files that are left at the end.</summary>
internal sealed class TrainingRunner(CourseContext context, Recipe recipe, RecipeOptions options, RunFolder folder, CommandLine command)
{
    /// <summary>Go on from the last checkpoint.</summary>
    public bool Resume { get; init; }

    /// <summary>Begin anew where a run lies.</summary>
    public bool Restart { get; init; }

    /// <summary>Steps between checkpoints; null writes one with each report.</summary>
    public long? CheckpointEvery { get; init; }

    /// <summary>Refuses to begin where a run lies, and to go on where none does.</summary>
    public void CheckFolder()
    {
        if (!Resume && !Restart && (folder.IsUnfinished || folder.IsFinished))
        {
            throw new CourseException(folder.IsFinished
                ? $"{folder.Path} holds a run that is complete. Train anew and lose it: --restart. Or keep both: --out with another folder."
                : $"{folder.Path} holds a run that did not end. Go on with it: --resume. Or begin anew and lose it: --restart. "
                    + "Or keep both: --out with another folder.");
        }

        if (Resume && !folder.HasCheckpoints)
        {
            throw new CourseException($"{folder.Path} has no checkpoint to go on from; leave --resume out to begin.");
        }
    }

    public int Run(CancellationToken cancel)
    {
        CheckFolder();
        using var setup = recipe.Build(options);
        if (options.FreezeFilters)
        {
            FreezeFilters(setup.Model);
        }

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
            ShowCommand("Begin anew with a lower rate:", command.With("--rate", Lower(options.Rate)).With("--restart"));
            return ExitCodes.Failed;
        }
        catch (TrainingException e)
        {
            throw new CourseException(e.Message + (Resume ? " To begin anew here and lose the earlier run, say --restart instead of --resume." : ""))
            {
                ExitCode = e.InnerException is SafetensorsException { IsDamaged: true } ? ExitCodes.Failed : ExitCodes.Usage,
            };
        }
    }

    private void FreezeFilters(Module model)
    {
        var filters = model.Parameters().Where(parameter => parameter.Rank == 4).ToList();
        if (filters.Count == 0)
        {
            throw new CourseException($"{recipe.Name} has no filters that --freeze-filters could freeze: it has no convolution.");
        }

        filters.ForEach(filter => filter.RequiresGrad = false);
    }

    private TrainerOptions Options(TrainingSetup setup, TensorBoardLog log) => new()
    {
        Epochs = options.Epochs,
        Steps = options.Steps,
        Validation = setup.Validation,
        ValidationName = setup.ValidationName,
        Forward = setup.Forward,
        Loss = setup.Loss.Of,
        State = setup.State,
        Metrics = setup.Metrics,
        Schedule = setup.Schedule,
        Ema = setup.Ema,
        ReportEvery = setup.ReportEvery,
        CheckpointFolder = folder.Checkpoints,
        CheckpointEvery = CheckpointEvery,
        Resume = Resume,
        Settings = new Dictionary<string, string>(options.FreezeFilters ? [new("filters", "frozen")] : [])
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
            ShowCommand($"Stopped after step {result.Steps}; a checkpoint is kept. Go on with:", command.With("--resume"));
            return ExitCodes.Interrupted;
        }

        var (scores, report) = Keep(setup, result);
        if (report is not null)
        {
            AnswersView.Show(terminal, report.Answers, report.Pictures.ClassNames);
            AnswersView.ShowMistakes(terminal, report);
        }

        terminal.Line();
        foreach (var (name, value) in scores.Shown)
        {
            var what = name.EndsWith("_loss", StringComparison.Ordinal) ? $" ({setup.Loss.Name})" : "";
            terminal.Line(FormattableString.Invariant($"  {name.Replace('_', ' ')} [bold]{value:F4}[/]{what}"));
        }

        terminal.Line(FormattableString.Invariant($"  {Words.Count(result.Steps, "step")} in {result.Seconds:F1} s"));
        if (scores.Averaged is { } averaged)
        {
            terminal.Line(FormattableString.Invariant($"  with the test pictures measured over {averaged.Views.Name}: {averaged.Seconds:F1} s"));
        }

        terminal.Line("  Run record, history, weights and TensorBoard's files:");
        ShowPath(folder.Path);
        if (report is not null)
        {
            terminal.Line("  The curves, every class and the worst mistakes, to open in a browser:");
            ShowPath(folder.Report);
        }

        return ExitCodes.Ok;
    }

    /// <summary>Measures the trained model, and keeps the very weights that were measured: averaged ones, where the recipe averages.</summary>
    private (FinalScores Scores, RunReport? Report) Keep(TrainingSetup setup, TrainingResult result)
    {
        using var average = setup.Ema?.Swap();
        var scores = FinalScores.Of(setup, recipe.Views, result.Seconds);
        SavedModel.Save(folder.Model, recipe, options, setup.Model, setup.Images?.Format);
        RunReport? report = null;
        if (scores.Answers is { } answers && setup.Images is { } images)
        {
            report = new(
                $"{recipe.Name} on {options.Data}",
                command.ToString(),
                setup.Model.Parameters().Sum(parameter => (long)parameter.Count),
                setup.Loss.Name,
                result,
                answers,
                scores.Averaged,
                images.Data.Test);
            folder.Keep(report);
        }

        // The record comes last: a run that has one is complete.
        folder.Keep(result, $"{recipe.Name}-{options.Data}", command.ToString(), options.Seed, scores.Numbers);
        return (scores, report);
    }

    /// <summary>A path on a line of its own: one that can be clicked, or one that no edge breaks.</summary>
    private void ShowPath(string path)
    {
        if (context.Terminal.IsRich)
        {
            context.Terminal.Line($"  {context.Terminal.Link(path, path)}");
        }
        else
        {
            context.Terminal.Verbatim($"  {path}");
        }
    }

    /// <summary>A command on a line of its own, which no window's edge breaks, so that it can be copied.</summary>
    private void ShowCommand(string what, CommandLine line)
    {
        context.Terminal.Paragraph(what);
        context.Terminal.Verbatim($"    {line}");
    }

    /// <summary>A third of the rate, with two digits.</summary>
    private static string Lower(double rate) =>
        StateText.Of(double.Parse((rate / 3).ToString("G2", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>Keeps the history as a table, whole after each report.</summary>
    private sealed class HistoryFile(string path) : ICallback
    {
        public void Reported(TrainingRun run) => run.History.WriteCsv(path);
    }
}
