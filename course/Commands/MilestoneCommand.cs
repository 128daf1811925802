using System.CommandLine;
using System.Security.Cryptography;
using CourseKit.Course.Checking;
using CourseKit.Course.Content;
using CourseKit.Course.Learner;
using CourseKit.Course.Views;

namespace CourseKit.Course.Commands;

/// <summary><c>course milestone</c>: runs and grades the program that a stage ends in.</summary>
internal static class MilestoneCommand
{
    public static Command Create()
    {
        var stage = new Argument<string>("stage") { Description = "The stage, for example 01." };
        var mine = new Option<bool>("--mine") { Description = "Take all parts from your own files, whether they pass or not." };
        var reference = new Option<bool>("--reference")
        {
            Description = "Take everything from the solutions: what the program does when it is finished.",
        };
        var seed = new Option<int?>("--seed") { Description = "Draw the same random cases as an earlier run, which printed this number." };
        var command = new CourseCommand(
            "milestone",
            "Run a stage's milestone on your own parts where they pass, on ours where they do not yet, and grade it.",
            "course milestone 01",
            "course milestone 01 --reference")
        {
            stage, mine, reference, seed,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(mine) && result.GetValue(reference))
            {
                result.AddError("--mine and --reference exclude each other.");
            }
        });
        command.Run((context, parse, cancel) => RunAsync(
            context,
            Milestone(context, parse.GetRequiredValue(stage)),
            parse.GetValue(mine) ? PartsChoice.Mine : parse.GetValue(reference) ? PartsChoice.Reference : PartsChoice.Passing,
            parse.GetValue(seed) ?? RandomNumberGenerator.GetInt32(1_000_000),
            cancel));
        return command;
    }

    internal static async Task<int> RunAsync(
        CourseContext context, Exercise milestone, PartsChoice choice, int seed, CancellationToken cancel)
    {
        var files = new ExerciseFiles(context.Workspace);
        var answers = AnswerFolder.Of(context.Workspace);
        var solution = files.Read(files.Solution(milestone));
        var program = choice == PartsChoice.Reference ? solution : files.Read(files.Answer(milestone));
        if (!MilestoneParts.IsBegun(program, solution))
        {
            context.Terminal.Paragraph(
                $"{program.Path} is not started. It says what to do; `course milestone {NumberOf(milestone)} --reference` "
                + "shows what the finished program does.");
            return ExitCodes.NotStarted;
        }

        var checker = new Checker(context.Workspace);
        var options = new RunOptions { StopAtFirstFailure = true, Limits = AnswerRunner.LimitsOf(milestone), Seed = seed };
        var parts = await checker.PartsAsync(milestone, program, answers, choice, options, cancel);
        ShowParts(context.Terminal, parts, part => MilestoneParts.IsBegun(part.File, files.Read(files.Solution(part.Exercise))));

        var helpers = choice == PartsChoice.Reference ? [] : answers.Helpers(milestone);
        IReadOnlyList<SourceFile> all = [program, .. helpers, .. parts.Select(part => part.File)];
        var mine = parts.Where(part => part.IsMine).Select(part => part.Exercise);
        var patient = options with { Limits = AnswerRunner.LimitsOf(milestone.ProgramSeconds) };
        var run = await AnswerRunner.RunProgramAsync(milestone, all, mine, patient, text => Print(context.Terminal, text), cancel);
        var stopped = run.Report?.FirstFailure?.Message ?? run.Report?.Fault;
        if (stopped is not null)
        {
            context.Terminal.Line();
            context.Terminal.Paragraph(stopped);
        }

        var result = await checker.CheckAsync(milestone, all, options, cancel);
        var progress = choice == PartsChoice.Reference ? context.Progress.Load() : context.Record(result);
        context.Terminal.Line();
        new CheckView(context).Show(result, progress);
        return result.Verdict == Verdict.Passed && stopped is null ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static Exercise Milestone(CourseContext context, string stage)
    {
        var milestones = context.Catalog.Exercises.Where(exercise => exercise.IsMilestone).ToList();
        return milestones.Find(milestone => milestone.Stage == stage
                || NumberOf(milestone) == stage.PadLeft(2, '0')
                || string.Equals(milestone.Id, Catalog.InFull(stage), StringComparison.OrdinalIgnoreCase))
            ?? throw new CourseException(
                $"Stage {stage} has no milestone. Milestones: {string.Join(", ", milestones.Select(milestone => milestone.Stage))}.");
    }

    /// <summary>The number of the milestone's stage: 01 of 01-scalar.</summary>
    private static string NumberOf(Exercise milestone) => milestone.Stage.Split('-')[0];

    private static void ShowParts(Terminal terminal, IReadOnlyList<Part> parts, Func<Part, bool> isBegun)
    {
        terminal.Line();
        var notStarted = parts.Where(part => part.IsMine && !isBegun(part)).ToList();
        Row("mine", parts.Where(part => part.IsMine).Except(notStarted));
        if (notStarted.Count > 0)
        {
            Row("not started", notStarted);
        }

        Row("reference", parts.Where(part => !part.IsMine));
        terminal.Line();

        void Row(string words, IEnumerable<Part> row)
        {
            var ids = string.Join(", ", row.Select(part => part.Exercise.Id));
            terminal.Line($"  {words,-11} {(ids.Length == 0 ? "none" : ids)}");
        }
    }

    private static void Print(Terminal terminal, string text) => terminal.Console.Profile.Out.Writer.Write(text);
}
