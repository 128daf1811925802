using System.CommandLine;
using System.Diagnostics;
using CourseKit.Course.Content;
using CourseKit.Course.Data;
using CourseKit.Course.Training;
using CourseKit.Course.Training.Reports;
using CourseKit.Course.Views;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Training;

namespace CourseKit.Course.Commands;

/// <summary><c>course evaluate</c>: measures a model that was trained before on test pictures.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "A model's name, for its latest run; or a run's folder; or its model.safetensors." };
        var data = new Option<string>("--data") { Description = "The data set to measure on (default: the one it learnt from)." };
        var average = new Option<bool>("--average")
        {
            Description = "Average the answers over several views of each picture: those of the model's run, or six, mirrored and moved by a pixel.",
        };
        var layers = new Option<bool>("--layers")
        {
            Description = "Then ask of each layer: how far did its weights move in training, and what is right without them?",
        };
        var command = new CourseCommand(
            "evaluate", "Measure a trained model on test pictures.",
            "course evaluate mlp", "course evaluate resnet20 --average", "course evaluate cnn --layers",
            "course evaluate mine/model.safetensors --data fashion-mnist")
        {
            run, data, average, layers,
        };
        command.Run((context, parse, cancel) => RunAsync(
            context, parse.GetRequiredValue(run), parse.GetValue(data), parse.GetValue(average), parse.GetValue(layers), cancel));
        return command;
    }

    internal static async Task<int> RunAsync(
        CourseContext context, string run, string? data, bool average, bool layers, CancellationToken cancel)
    {
        var file = new RunShelf(context.Workspace).Find(run, data);
        var model = SavedModel.Load(file);
        var (name, store) = (data ?? model.Data, DataCommand.StoreOf(context));
        await TrainCommand.FetchAsync(context, store, name, DataSources.Of, cancel);
        var views = average ? model.Recipe.Views ?? PictureViews.Six : null;
        using var loader = Measure(context.Terminal, model, name, file, views);
        if (layers)
        {
            await TrainCommand.FetchAsync(context, store, model.Data, DataSources.Of, cancel); // what it learnt from decides how it began
            MeasureLayers(context.Terminal, model, loader, file, views, cancel);
        }

        return ExitCodes.Ok;
    }

    /// <returns>The pictures, to be measured on once more.</returns>
    private static DataLoader Measure(Terminal terminal, SavedModel model, string data, string file, PictureViews? views)
    {
        var pictures = model.Recipe.Fit(ImageData.Load(data), new Rng(model.Seed)).Test;
        if (pictures.InputShape != model.Format.Shape)
        {
            throw new CourseException($"{file} is for pictures {model.Format.Shape}, and those of {data} are {pictures.InputShape}. Choose other --data.");
        }

        if (!pictures.ClassNames.SequenceEqual(model.Format.ClassNames))
        {
            throw new CourseException(
                $"{file} tells {string.Join(", ", model.Format.ClassNames)} apart, and {data} has {string.Join(", ", pictures.ClassNames)}. Choose other --data.");
        }

        terminal.Line();
        terminal.Line($"  [bold]{model.Recipe.Name}[/], trained on {model.Data}");
        terminal.Line($"  on the test pictures of {data}{(views is null ? "" : $", averaged over {views.Name}")}");
        terminal.Line($"  [grey]{Terminal.Escape(file)}[/]");
        var answers = new Answers(model.Format.Classes);
        var loader = ImageData.ForTest(pictures, model.Format);
        Evaluation.Run(model.Network, loader, [answers], views?.Forward);
        AnswersView.Show(terminal, answers, model.Format.ClassNames);
        return loader;
    }

    private static void MeasureLayers(
        Terminal terminal, SavedModel model, DataLoader loader, string file, PictureViews? views, CancellationToken cancel)
    {
        var (clock, folder) = (Stopwatch.StartNew(), new RunFolder(Path.GetDirectoryName(file) ?? ""));
        using var start = model.Start();
        var width = model.Network.NamedParameters().Max(parameter => parameter.Name.Length);
        terminal.Line();
        terminal.Paragraph(
            "Each layer's weights: how far they moved in training, in lengths of what they were at its start, and what is right while they are 0.");
        terminal.Line($"  [grey]{"",-4}{"".PadRight(width)}{"moved",9}{"without",9}[/]");
        List<LayerScore> scores = [];
        foreach (var score in LayerScore.Of(model.Network, start.Model, loader, views?.Forward))
        {
            cancel.ThrowIfCancellationRequested();
            scores.Add(score);
            terminal.Line(FormattableString.Invariant(
                $"    {Terminal.Escape(score.Name.PadRight(width))}{score.Moved,9:F2}{Words.Percent(score.Without),9}"));
        }

        TrainingRecord.Of(
            $"{model.Recipe.Name}-{model.Data}-layers",
            new CommandLine(["course", "evaluate", folder.Path, "--layers"]).ToString(),
            (long)model.Seed,
            clock.Elapsed.TotalSeconds,
            LayerScore.Numbers(scores)).Save(folder.Layers);
        terminal.Line();
        terminal.Line("  Kept in:");
        terminal.Verbatim($"  {folder.Layers}");
    }
}
