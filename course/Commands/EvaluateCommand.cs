using System.CommandLine;
using CourseKit.Course.Content;
using CourseKit.Course.Data;
using CourseKit.Course.Training;
using CourseKit.Course.Training.Reports;
using CourseKit.Course.Views;
using MiniTensor;
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
        var command = new CourseCommand(
            "evaluate", "Measure a trained model on test pictures.",
            "course evaluate mlp", "course evaluate resnet20 --average", "course evaluate mine/model.safetensors --data fashion-mnist") { run, data, average };
        command.Run((context, parse, cancel) => RunAsync(context, parse.GetRequiredValue(run), parse.GetValue(data), parse.GetValue(average), cancel));
        return command;
    }

    internal static async Task<int> RunAsync(CourseContext context, string run, string? data, bool average, CancellationToken cancel)
    {
        var file = new RunShelf(context.Workspace).Find(run, data);
        var model = SavedModel.Load(file);
        var name = data ?? model.Data;
        await TrainCommand.FetchAsync(context, DataCommand.StoreOf(context), name, DataSources.Of, cancel);
        Measure(context.Terminal, model, name, file, average);
        return ExitCodes.Ok;
    }

    private static void Measure(Terminal terminal, SavedModel model, string data, string file, bool average)
    {
        var pictures = model.Recipe.Fit(ImageData.Load(data), new Rng(model.Seed)).Test;
        var views = average ? model.Recipe.Views ?? PictureViews.Six : null;
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
        using var loader = ImageData.ForTest(pictures, model.Format);
        Evaluation.Run(model.Network, loader, [answers], views?.Forward);
        AnswersView.Show(terminal, answers, model.Format.ClassNames);
    }
}
