using System.CommandLine;
using CourseKit.Course.Checking;
using CourseKit.Course.Content;
using CourseKit.Course.Learner;
using CourseKit.Course.Views;

namespace CourseKit.Course.Commands;

/// <summary><c>course check</c>: compiles and tests answers.</summary>
internal static class CheckCommand
{
    /// <summary>Checks one exercise; tests put their own in the checker's place.</summary>
    internal delegate Task<CheckResult> Check(Exercise exercise, int? seed, CancellationToken cancel);

    public static Command Create()
    {
        var what = new Argument<string?>("what")
        {
            Description = "An exercise (02.1), a stage (01) or all. Without it: the next exercise that has not passed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var seed = new Option<int?>("--seed")
        {
            Description = "Draw the same random cases as an earlier check, which printed this number.",
        };
        var command = new CourseCommand(
            "check", "Test your answer, and show the first test that fails.", "course check", "course check 01.1", "course check all")
        {
            what, seed,
        };
        command.Run((context, parse, cancel) =>
            RunAsync(context, new Checker(context.Workspace).CheckAsync, parse.GetValue(what), parse.GetValue(seed), cancel));
        return command;
    }

    internal static async Task<int> RunAsync(CourseContext context, Check check, string? what, int? seed, CancellationToken cancel)
    {
        var chosen = context.ChooseMany(what);
        var view = new CheckView(context);
        List<CheckResult> results = [];
        context.Terminal.Line();
        foreach (var exercise in chosen)
        {
            var result = await check(exercise, seed, cancel);
            results.Add(result);
            var progress = context.Record(result);
            if (chosen.Count == 1)
            {
                view.Show(result, progress);
            }
            else
            {
                view.ShowLine(result);
            }
        }

        if (chosen.Count > 1)
        {
            Summarise(context, view, results);
        }

        return results.Exists(IsWrong) ? ExitCodes.Failed
            : results.Exists(result => result.Verdict == Verdict.NotStarted) ? ExitCodes.NotStarted
            : ExitCodes.Ok;
    }

    private static bool IsWrong(CheckResult result) => result.Verdict is Verdict.Failed or Verdict.DoesNotCompile;

    private static void Summarise(CourseContext context, CheckView view, List<CheckResult> results)
    {
        var passed = results.Count(result => result.Verdict == Verdict.Passed);
        var wrong = results.Count(IsWrong);
        context.Terminal.Line();
        context.Terminal.Line($"  {passed} passed, {wrong} failed, {results.Count - passed - wrong} not started");
        if (results.Find(IsWrong) is { } first)
        {
            context.Terminal.Line();
            view.Show(first, context.Progress.Load());
        }
    }
}
