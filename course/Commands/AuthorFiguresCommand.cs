using System.CommandLine;
using CourseKit.Course.LessonPipeline.Pictures;
using CourseKit.Course.LessonPipeline.Source;

namespace CourseKit.Course.Commands;

/// <summary><c>course author figures [NN] [--check]</c>: draws the figures that changed, or checks that none did.</summary>
internal static class AuthorFiguresCommand
{
    public static Command Create()
    {
        var lesson = new Argument<string?>("NN")
        {
            Description = "The lesson's number; all lessons without it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var check = new Option<bool>("--check") { Description = "Draw nothing; fail where a picture does not show its JSON." };
        var all = new Option<bool>("--all") { Description = "Draw every figure, as after a change of the theme." };
        var command = new CourseCommand(
            "figures",
            "Draw the lessons' figures as pictures. Needs Node and Chromium.",
            "course author figures",
            "course author figures --check") { lesson, check, all };
        command.Run((context, parse, cancel) =>
            RunAsync(context, parse.GetValue(lesson), parse.GetValue(check), parse.GetValue(all), cancel));
        return command;
    }

    private static async Task<int> RunAsync(CourseContext context, string? id, bool check, bool all, CancellationToken cancel)
    {
        var folders = LessonShelf.Select(context.Workspace, id).Select(lesson => lesson.Folder).ToList();
        var figures = all ? [.. FigurePictures.All(folders)] : FigurePictures.Stale(folders);
        if (check)
        {
            foreach (var figure in figures)
            {
                Console.WriteLine($"{context.Workspace.Display(FigurePictures.PictureOf(figure))} does not show its JSON. Run `course author figures`.");
            }

            return figures.Count == 0 ? ExitCodes.Ok : ExitCodes.Failed;
        }

        if (figures.Count > 0)
        {
            await new FigurePictures(context.Workspace).DrawAsync(figures, cancel);
        }

        foreach (var figure in figures)
        {
            Console.WriteLine($"drew {context.Workspace.Display(FigurePictures.PictureOf(figure))}");
        }

        Console.WriteLine(figures.Count == 0 ? "Every picture shows its figure." : $"{figures.Count} pictures drawn.");
        return ExitCodes.Ok;
    }
}
