using System.CommandLine;
using CourseKit.Course.Content;
using CourseKit.Course.Training;
using CourseKit.Course.Views;
using MiniTensor;
using MiniTensor.Data;

namespace CourseKit.Course.Commands;

/// <summary><c>course predict</c>: asks a trained model what is on pictures.</summary>
internal static class PredictCommand
{
    private const int Shown = 5;
    private const int BarWidth = 30;

    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "A model's name, for its latest run; or a run's folder; or its model.safetensors." };
        var pictures = new Argument<string[]>("picture")
        {
            Description = "PNG files of any size; the middle square is looked at.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new CourseCommand(
            "predict", "Ask a trained model what is on a picture.",
            "course predict resnet20 cat.png", "course predict mlp seven.png three.png") { run, pictures };
        command.Run((context, parse) => Run(context, parse.GetRequiredValue(run), parse.GetRequiredValue(pictures)));
        return command;
    }

    internal static int Run(CourseContext context, string run, IReadOnlyList<string> files)
    {
        var terminal = context.Terminal;
        var model = SavedModel.Load(new RunShelf(context.Workspace).Find(run));
        var format = model.Format;
        terminal.Line();
        terminal.Line($"  [bold]{model.Recipe.Name}[/], trained on {model.Data}");
        terminal.Paragraph($"It knows {string.Join(", ", format.ClassNames)}, and takes everything for one of them.", style: "grey");
        var code = ExitCodes.Ok;
        foreach (var file in files)
        {
            terminal.Line();
            try
            {
                Show(terminal, model, file, Read(file));
            }
            catch (CourseException e)
            {
                terminal.Paragraph(e.Message, style: "red");
                code = Math.Max(code, e.ExitCode);
            }
        }

        return code;
    }

    private static Picture Read(string file)
    {
        try
        {
            return Png.Load(file);
        }
        catch (DataFileException e)
        {
            throw new CourseException(e.Message) { ExitCode = ExitCodes.Failed };
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CourseException($"There is no file {file}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CourseException($"{file} cannot be read: {e.Message}") { ExitCode = ExitCodes.Failed };
        }
    }

    private static void Show(Terminal terminal, SavedModel model, string file, Picture picture)
    {
        using var scope = new TensorScope();
        using var mode = GradMode.NoGrad();
        var probabilities = model.Network.Call(model.Format.See(picture)).Softmax(1).ToArray();
        var side = Math.Min(picture.Width, picture.Height);
        var cut = picture.Width == picture.Height ? "" : $", the middle {side} x {side} of it";
        terminal.Line($"  {Terminal.Escape(file)}   [grey]{picture.Width} x {picture.Height}{cut}[/]");
        var nameWidth = model.Format.ClassNames.Max(name => name.Length);
        foreach (var (label, probability) in probabilities.Index().OrderByDescending(pair => pair.Item).Take(Shown))
        {
            var name = Terminal.Escape(model.Format.ClassNames[label].PadRight(nameWidth));
            terminal.Line($"    {name}{Words.Percent(probability).PadLeft(8)}  {terminal.Bar((int)Math.Round(1000 * probability), 1000, BarWidth)}");
        }
    }
}
