using System.CommandLine;
using CourseKit.Course.Content;
using CourseKit.Course.LessonPipeline.Running;
using CourseKit.Course.LessonPipeline.Source;

namespace CourseKit.Course.Commands;

/// <summary>`course run NN`: a lesson's cells, run one after the other in the terminal.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var lesson = new Argument<string>("NN") { Description = "The lesson's number." };
        var quiet = new Option<bool>("--quiet") { Description = "Only say whether every cell ran." };
        var command = new Command("run", "Run the cells of a lesson. Example: course run 02") { lesson, quiet };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(lesson) ?? "", parsed.GetValue(quiet), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string id, bool quiet, CancellationToken cancel)
    {
        var lesson = LessonShelf.Open(Workspace.Find(), id);
        var screen = new LessonScreen(quiet ? TextWriter.Null : Console.Out);
        screen.Title(lesson);
        try
        {
            var run = await new LessonRunner(lesson) { Entering = screen.Enter, Watcher = screen.Show }.RunAsync(cancel);
            Console.WriteLine($"Lesson {lesson.Front.Id}: {run.Cells.Count} cells ran in {run.Elapsed.TotalSeconds:F1} s.");
            return 0;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Console.Error.WriteLine("Stopped.");
            return 130;
        }
    }
}
