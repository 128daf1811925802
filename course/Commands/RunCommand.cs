using System.CommandLine;
using CourseKit.Course.LessonPipeline.Running;
using CourseKit.Course.LessonPipeline.Source;
using CourseKit.Course.Views;

namespace CourseKit.Course.Commands;

/// <summary><c>course run NN</c>: a lesson's cells, run one after the other in the terminal.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var lesson = new Argument<string>("NN") { Description = "The lesson's number." };
        var quiet = new Option<bool>("--quiet") { Description = "Only say whether every cell ran." };
        var command = new CourseCommand("run", "Run the cells of a lesson.", "course run 02") { lesson, quiet };
        command.Run((context, parse, cancel) => RunAsync(context, parse.GetValue(lesson) ?? "", parse.GetValue(quiet), cancel));
        return command;
    }

    private static async Task<int> RunAsync(CourseContext context, string id, bool quiet, CancellationToken cancel)
    {
        var lesson = LessonShelf.Open(context.Workspace, id);
        var asks = !quiet && context.Terminal.IsScreen && !Console.IsInputRedirected;
        var view = new LessonView(quiet ? Terminal.Plain(TextWriter.Null) : context.Terminal, asks);
        view.Title(lesson);
        var run = await new LessonRunner(lesson) { Entering = view.Enter, Watcher = view.Show }.RunAsync(cancel);
        context.Terminal.Line();
        context.Terminal.Line($"Lesson {lesson.Front.Id}: {run.Cells.Count} cells ran in {run.Cells.Sum(cell => cell.Elapsed.TotalSeconds):F1} s.");
        return ExitCodes.Ok;
    }
}
