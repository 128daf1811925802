using System.CommandLine;
using CourseKit.Course.Authoring;

namespace CourseKit.Course.Commands;

/// <summary><c>course author kernels [--check]</c>: writes the generated kernels of minitensor, or checks that they are in step.</summary>
internal static class AuthorKernelsCommand
{
    public static Command Create()
    {
        var check = new Option<bool>("--check") { Description = "Write nothing; name the files that are out of step and exit with 1." };
        var command = new CourseCommand(
            "kernels",
            "Write the kernels of minitensor that are generated: the files *.g.cs.",
            "course author kernels",
            "course author kernels --check") { check };
        command.Run((context, parse) => Run(context, parse.GetValue(check)));
        return command;
    }

    private static int Run(CourseContext context, bool check)
    {
        var stale = 0;
        foreach (var file in GeneratedKernels.All)
        {
            var path = Path.Combine(context.Workspace.Root, file.Path);
            var text = file.Text();
            if (File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == text)
            {
                continue;
            }

            stale++;
            if (!check)
            {
                File.WriteAllText(path, text);
            }

            context.Terminal.Verbatim(check ? $"{file.Path} is not what `course author kernels` writes." : $"{file.Path} written.");
        }

        context.Terminal.Verbatim($"kernels {GeneratedKernels.All.Count - (check ? stale : 0)}/{GeneratedKernels.All.Count} in step");
        return check && stale > 0 ? ExitCodes.Failed : ExitCodes.Ok;
    }
}
