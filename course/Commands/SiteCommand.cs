using System.CommandLine;
using System.Diagnostics;
using CourseKit.Course.LessonPipeline.Pictures;
using CourseKit.Course.LessonPipeline.Site;
using CourseKit.Course.LessonPipeline.Source;

namespace CourseKit.Course.Commands;

/// <summary><c>course site</c>: the lessons as pages to read in a browser.</summary>
internal static class SiteCommand
{
    public static Command Create()
    {
        var open = new Option<bool>("--open") { Description = "Open the first page in the browser." };
        var command = new CourseCommand("site", "Build the lessons as pages in site/.", "course site --open") { open };
        command.Run((context, parse) => Run(context, parse.GetValue(open)));
        return command;
    }

    private static int Run(CourseContext context, bool open)
    {
        var packages = WebPackages.TryInstall(context.Workspace);
        if (packages is null)
        {
            context.Terminal.Warn("Node was not found, so the pages load plotly.js, KaTeX and Mermaid from the network.");
        }

        var builder = new SiteBuilder(context.Workspace, context.Catalog, packages, Path.Combine(context.Workspace.Root, "site"));
        var lessons = LessonShelf.Select(context.Workspace, null);
        var first = builder.Build(lessons);
        builder.Warnings.ForEach(context.Terminal.Warn);
        context.Terminal.Verbatim($"{lessons.Count} lessons are in {context.Workspace.Display(first)}.");
        if (open)
        {
            Process.Start(new ProcessStartInfo(first) { UseShellExecute = true })?.Dispose();
        }

        return ExitCodes.Ok;
    }
}
