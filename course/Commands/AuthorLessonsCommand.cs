using System.CommandLine;
using System.Text;
using CourseKit.Course.Content;
using CourseKit.Course.LessonPipeline.Building;
using CourseKit.Course.LessonPipeline.Pictures;
using CourseKit.Course.LessonPipeline.Running;
using CourseKit.Course.LessonPipeline.Source;

namespace CourseKit.Course.Commands;

/// <summary>`course author lessons [NN] [--check]`: makes everything that follows from lesson.md, or checks that it is in step.</summary>
internal static class AuthorLessonsCommand
{
    public static Command Create()
    {
        var lesson = new Argument<string?>("NN")
        {
            Description = "The lesson's number; all lessons without it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var check = new Option<bool>("--check") { Description = "Write nothing; fail where a file is not what a run gives now." };
        var command = new CourseCommand(
            "lessons",
            "Run the lessons and write their notebooks, programs, records and numbers.",
            "course author lessons 02",
            "course author lessons --check") { lesson, check };
        command.Run((context, parse, cancel) => RunAsync(context, parse.GetValue(lesson), parse.GetValue(check), cancel));
        return command;
    }

    private static async Task<int> RunAsync(CourseContext context, string? id, bool check, CancellationToken cancel)
    {
        var faults = 0;
        if (check && !NotebookFormat.IsAvailable)
        {
            Console.WriteLine("nbformat: not installed for python3, so the notebooks' format is not validated.");
        }

        foreach (var lesson in LessonShelf.Select(context.Workspace, id))
        {
            Console.WriteLine(lesson.Slug);
            try
            {
                var runner = new LessonRunner(lesson);
                var files = await new LessonBuilder(lesson).BuildAsync(runner, cancel);
                faults += check ? Check(context.Workspace, lesson, files) : Write(context.Workspace, files);
                faults += CheckSurroundings(lesson, context.Catalog, check);
            }
            catch (CourseException e)
            {
                Console.WriteLine(e.Message);
                faults++;
            }
        }

        return faults == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static int Write(Workspace workspace, IEnumerable<BuiltFile> files)
    {
        var changed = files.Where(file => file.Changed).ToList();
        foreach (var file in changed)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file.Path) ?? "");
            File.WriteAllText(file.Path, file.Text, new UTF8Encoding(false));
            Console.WriteLine($"  wrote {workspace.Display(file.Path)}");
        }

        if (changed.Count == 0)
        {
            Console.WriteLine("  nothing changed");
        }

        return 0;
    }

    private static int Check(Workspace workspace, LessonDocument lesson, IReadOnlyList<BuiltFile> files)
    {
        var faults = files.Where(file => file.Changed).Select(file => file.Before is null
                ? $"{workspace.Display(file.Path)} is missing. Run `course author lessons {lesson.Front.Id}`."
                : $"{workspace.Display(file.Path)} is not in step, {Alike.FirstDifference(file.Before, file.Text)}. Run `course author lessons {lesson.Front.Id}`.")
            .ToList();
        faults.AddRange(FigurePictures.Stale([lesson.Folder]).Select(figure =>
            $"{workspace.Display(FigurePictures.PictureOf(figure))} does not show its JSON. Run `course author figures {lesson.Front.Id}`."));
        faults.AddRange(NotebookFormat.Check(lesson.PathOf("lesson.ipynb")).Select(fault => $"lessons/{lesson.Slug}/lesson.ipynb is no nbformat 4.5: {fault}"));
        faults.ForEach(fault => Console.WriteLine("  " + fault));
        return faults.Count;
    }

    /// <summary>While a lesson is being written its exercises and neighbours may still be missing; the check wants them all.</summary>
    private static int CheckSurroundings(LessonDocument lesson, Catalog catalog, bool check)
    {
        var issues = LessonRules.CheckSurroundings(lesson, catalog);
        foreach (var issue in issues)
        {
            Console.WriteLine($"  {lesson.DisplayPath}:{issue.Line}: {issue.Message}");
        }

        return check ? issues.Count : 0;
    }
}
