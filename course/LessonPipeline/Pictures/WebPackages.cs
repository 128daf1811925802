using System.Diagnostics;
using CourseKit.Course.Content;
using CourseKit.Display;

namespace CourseKit.Course.LessonPipeline.Pictures;

/// <summary>The npm packages of lessons/kit/web, where Node is there to fetch them.</summary>
internal sealed class WebPackages
{
    private readonly string _modules;

    private WebPackages(string modules) => _modules = modules;

    /// <summary>Installs what package-lock.json names, unless it is there already; null without Node.</summary>
    public static WebPackages? TryInstall(Workspace workspace)
    {
        var web = Path.Combine(workspace.Lessons, "kit", "web");
        var packages = new WebPackages(Path.Combine(web, "node_modules"));
        return packages.IsComplete || (Npm(web) && packages.IsComplete) ? packages : null;
    }

    /// <summary>The installed file of a library.</summary>
    public string FileOf(WebLibrary library) => InPackage(library.Package, library.File);

    /// <summary>A file or folder of a package, by its path with forward slashes.</summary>
    public string InPackage(string package, string path) => Path.Combine([_modules, .. package.Split('/'), .. path.Split('/')]);

    // npm keeps a copy of the lock file beside what it installed.
    private bool IsComplete
    {
        get
        {
            var installed = Path.Combine(_modules, ".package-lock.json");
            return File.Exists(installed)
                && File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(Path.Combine(_modules, "..", "package.json"))
                && WebLibrary.All.All(library => File.Exists(FileOf(library)));
        }
    }

    private static bool Npm(string folder)
    {
        if (Programs.Find("npm") is not { } npm)
        {
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(npm, ["ci", "--silent"]) { WorkingDirectory = folder, UseShellExecute = false });
        process?.WaitForExit();
        return process?.ExitCode == 0;
    }
}

/// <summary>Finds programs as a shell would.</summary>
internal static class Programs
{
    private static readonly string[] s_endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];

    public static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => s_endings.Select(ending => Path.Combine(folder, name + ending)))
        .FirstOrDefault(File.Exists);
}
