using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using CourseKit.Course.Checking;
using CourseKit.Course.Content;
using CourseKit.Course.Grading;
using CourseKit.Course.Views;

namespace CourseKit.Course.Commands;

/// <summary><c>course grade</c>: points for teachers and for files, from all tests.</summary>
internal static class GradeCommand
{
    public static Command Create()
    {
        var what = new Argument<string>("what")
        {
            Description = "An exercise (02.1), a stage (01) or all.",
            DefaultValueFactory = _ => "all",
        };
        var json = new Option<FileInfo?>("--json") { Description = "Also write a file in the form of Exercism's results.json, version 3." };
        var batch = new Option<DirectoryInfo?>("--batch")
        {
            Description = "Grade every folder in this one as a submission, against this kit's tests.",
        };
        var csv = new Option<FileInfo?>("--csv")
        {
            Description = "Where --batch writes its table; grades.csv in that folder when not given.",
        };
        var seed = new Option<int?>("--seed") { Description = "The seed of the random cases; a fresh one when not given." };
        var command = new CourseCommand(
            "grade",
            "Run all tests and give points. Exit code 0: full points; 1: something failed; 3: nothing failed, but not all is started.",
            "course grade --json results.json",
            "course grade 01 --batch submissions --csv grades.csv")
        {
            what, json, batch, csv, seed,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(csv) is not null && result.GetValue(batch) is null)
            {
                result.AddError("--csv belongs to --batch; a single grade is written with --json.");
            }

            if (result.GetValue(json) is not null && result.GetValue(batch) is not null)
            {
                result.AddError("--batch writes a table (--csv), not --json.");
            }
        });
        command.Run((context, parse, cancel) =>
        {
            var exercises = context.ChooseMany(parse.GetValue(what));
            var usedSeed = parse.GetValue(seed) ?? RandomNumberGenerator.GetInt32(1_000_000);
            return parse.GetValue(batch) is { } folder
                ? BatchAsync(context, exercises, folder, parse.GetValue(csv)?.FullName, usedSeed, cancel)
                : GradeAsync(context, exercises, parse.GetValue(json)?.FullName, usedSeed, cancel);
        });
        return command;
    }

    internal static async Task<int> GradeAsync(
        CourseContext context, IReadOnlyList<Exercise> exercises, string? json, int seed, CancellationToken cancel)
    {
        var grade = await new Grader(context.Workspace).GradeAsync(exercises, AnswerFolder.Of(context.Workspace), seed, cancel);
        foreach (var exercise in grade.Exercises)
        {
            context.Terminal.Verbatim(
                $"{exercise.Exercise.Id,-5} {exercise.Points,3}/{exercise.Exercise.Points,-3} {exercise.Words,-16} {exercise.Exercise.Title}");
        }

        context.Terminal.Verbatim($"total {grade.Points,3}/{grade.MaxPoints} (seed {seed})");
        WarnOfEditedTests(context);
        if (json is not null)
        {
            Write(json, new ResultsJson(context.Workspace, grade).Write());
            context.Terminal.Verbatim($"written: {json}");
        }

        return grade.Exercises.All(e => e.Result?.Verdict == Verdict.Passed) ? ExitCodes.Ok
            : grade.Exercises.All(e => e.Result?.Verdict is Verdict.Passed or Verdict.NotStarted) ? ExitCodes.NotStarted
            : ExitCodes.Failed;
    }

    internal static async Task<int> BatchAsync(
        CourseContext context, IReadOnlyList<Exercise> exercises, DirectoryInfo folder, string? csv, int seed, CancellationToken cancel)
    {
        if (!folder.Exists)
        {
            throw new CourseException($"{folder.FullName} does not exist. --batch names the folder that holds one folder for each submission.");
        }

        WarnOfEditedTests(context);
        var file = csv ?? Path.Combine(folder.FullName, "grades.csv");
        var table = Csv.Line(["submission", .. exercises.Select(exercise => exercise.Id), "total", "max", "note"]);
        var submissions = folder.GetDirectories().OrderBy(submission => submission.Name, StringComparer.Ordinal).ToList();
        foreach (var submission in submissions)
        {
            var (points, note) = await SubmissionAsync(context.Workspace, exercises, submission, seed, cancel);
            var total = points.Sum();
            table += Csv.Line(
            [
                submission.Name,
                .. points.Select(Text),
                Text(total),
                Text(exercises.Sum(exercise => exercise.Points)),
                note,
            ]);
            Write(file, table); // after each, so that nothing is lost when the run is broken off
            context.Terminal.Verbatim($"{submission.Name}: {total} points{(note.Length > 0 ? $" ({note})" : "")}");
        }

        Write(file, table);
        context.Terminal.Verbatim($"{submissions.Count} submissions graded (seed {seed}). Written: {file}");
        return ExitCodes.Ok;
    }

    /// <summary>A submission's points, and what there is to say about it. Whatever is wrong with it, there is a row.</summary>
    private static async Task<(IReadOnlyList<int> Points, string Note)> SubmissionAsync(
        Workspace workspace, IReadOnlyList<Exercise> exercises, DirectoryInfo submission, int seed, CancellationToken cancel)
    {
        try
        {
            var answers = AnswerFolder.In(submission.FullName, workspace);
            var grade = await new Grader(workspace).GradeAsync(exercises, answers, seed, cancel);
            var notes = grade.Exercises.Where(e => e.Result?.Verdict is null or Verdict.DoesNotCompile)
                .GroupBy(e => e.Words, e => e.Exercise.Id)
                .Select(group => $"{group.Key}: {string.Join(' ', group)}");
            return ([.. grade.Exercises.Select(e => e.Points)], string.Join("; ", notes));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return ([.. exercises.Select(_ => 0)], $"could not be graded: {e.Message}");
        }
    }

    private static void WarnOfEditedTests(CourseContext context)
    {
        var edited = new TestHashes(context.Workspace).Compare().Where(file => file.IsModified).Select(file => file.Path).ToList();
        if (edited.Count > 0)
        {
            context.Terminal.Verbatim($"Note: the tests are not the kit's own: {string.Join(", ", edited)}");
        }
    }

    private static void Write(string file, string text)
    {
        try
        {
            File.WriteAllText(file, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CourseException($"{file} cannot be written: {e.Message}");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
