using System.CommandLine;
using CourseKit.Course.Demo;
using CourseKit.Course.Views;

namespace CourseKit.Course.Commands;

/// <summary><c>course</c> alone: where the learner stands. The first run shows what the course is about.</summary>
internal static class DashboardCommand
{
    public static RootCommand Create()
    {
        var demo = new Option<bool>("--demo") { Description = "Show again what the first run showed: a small network learns two moons." };
        var root = new RootCommand("CourseKit: deep learning from scratch, in C#. Without a command: where you stand and what comes next.") { demo };
        root.SetAction((parse, cancel) => CourseCommand.InBackground(() => RunAsync(CourseContext.Open(), parse.GetValue(demo), cancel)));
        return root;
    }

    internal static async Task<int> RunAsync(CourseContext context, bool demo, CancellationToken cancel)
    {
        var progress = context.Progress.Load();
        if (demo || progress.DemoShownAt is null)
        {
            await new MoonsDemo(context.Terminal).RunAsync(cancel);
            progress = context.Progress.Update(p => p with { DemoShownAt = p.DemoShownAt ?? DateTimeOffset.Now });
        }

        if (!demo)
        {
            new DashboardView(context).Show(progress);
        }

        return ExitCodes.Ok;
    }
}
