using System.Diagnostics;
using CourseKit.Course.Content;
using Xunit;

namespace CourseKit.Tests.Course;

/// <summary>Rules of the house that no analyzer knows.</summary>
public sealed class HouseTests
{
    [CloneFact]
    public void A_file_can_be_read_in_one_sitting()
    {
        var lengths = Tracked("*.cs")
            .Where(file => !file.EndsWith("lesson.cs", StringComparison.Ordinal) && !file.EndsWith(".g.cs", StringComparison.Ordinal)) // generated
            .Select(file => (File: file, Lines: File.ReadLines(Path.Combine(Workspace.Find().Root, file)).Count()))
            .OrderBy(entry => entry.Lines)
            .ToList();
        Assert.True(lengths[^1].Lines <= 400, $"{lengths[^1].File} has {lengths[^1].Lines} lines; the limit is 400.");
        var ninetieth = lengths[lengths.Count * 9 / 10];
        Assert.True(ninetieth.Lines <= 300, $"One file in ten has {ninetieth.Lines} lines or more; the limit is 300.");
    }

    [CloneFact]
    public void A_clone_stays_small()
    {
        var root = Workspace.Find().Root;
        var sizes = Tracked("*").Select(file => new FileInfo(Path.Combine(root, file))).Where(file => file.Exists).ToList();
        Assert.InRange(sizes.Sum(file => file.Length), 1, 60_000_000);
        Assert.All(
            sizes.Where(file => file.Extension == ".ipynb"),
            file => Assert.True(file.Length <= 500_000, $"{file.Name} has {file.Length} bytes; the limit is 500,000."));
    }

    [CloneFact]
    public void Every_project_is_in_the_solution()
    {
        var root = Workspace.Find().Root;
        var solution = File.ReadAllText(Path.Combine(root, "CourseKit.sln")).Replace('\\', '/');
        Assert.All(Tracked("*.csproj"), project => Assert.Contains(project, solution, StringComparison.Ordinal));
    }

    [CloneFact]
    public void Every_file_has_a_name_that_Windows_can_write() =>
        Assert.All(Tracked("*"), file => Assert.True(file.IndexOfAny(['|', '"', '<', '>', ':', '*', '?', '\\']) < 0, $"{file} cannot be checked out on Windows."));

    private static List<string> Tracked(string pattern)
    {
        using var git = Process.Start(new ProcessStartInfo("git")
        {
            ArgumentList = { "ls-files", "--", pattern },
            WorkingDirectory = Workspace.Find().Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        var files = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        git.WaitForExit();
        Assert.NotEmpty(files);
        return files;
    }
}

/// <summary>A test that asks git which files belong to the kit; a downloaded archive has no git folder.</summary>
internal sealed class CloneFactAttribute : FactAttribute
{
    public CloneFactAttribute()
    {
        if (!Path.Exists(Path.Combine(Workspace.Find().Root, ".git")))
        {
            Skip = "this copy of the kit is not a git clone";
        }
    }
}
