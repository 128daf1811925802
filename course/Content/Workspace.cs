namespace CourseKit.Course.Content;

/// <summary>The learner's clone of the kit: where everything is.</summary>
internal sealed class Workspace
{
    private Workspace(string root) => Root = root;

    public string Root { get; }

    /// <summary>The learner's own state: progress, backups. Never committed.</summary>
    public string StateFolder => Path.Combine(Root, ".course");

    public string Exercises => Path.Combine(Root, "exercises");

    public string Solutions => Path.Combine(Root, "solutions");

    public string Lessons => Path.Combine(Root, "lessons");

    public string GradingTests => Path.Combine(Root, "tests", "Grading");

    public string Mutants => Path.Combine(Root, "tests", "mutants");

    /// <summary>Finds the kit from the current folder upward, else from where this program was built.</summary>
    public static Workspace Find() =>
        TryFind(Environment.CurrentDirectory) ?? TryFind(AppContext.BaseDirectory)
        ?? throw new CourseException(
            "This folder is not inside a clone of the kit (no CourseKit.sln here or above). Change to your clone.");

    /// <summary>The kit whose root is <paramref name="folder"/> or a folder above it.</summary>
    public static Workspace? TryFind(string folder)
    {
        var at = new DirectoryInfo(folder);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "CourseKit.sln")))
        {
            at = at.Parent;
        }

        return at is null ? null : new Workspace(at.FullName);
    }

    /// <summary>A path as the learner sees it: relative to the root, with forward slashes.</summary>
    public string Display(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');
}

/// <summary>A fault whose message is meant for the person at the keyboard: what is wrong, and the remedy.</summary>
internal sealed class CourseException(string message) : Exception(message)
{
    /// <summary>What the program tells a script.</summary>
    public int ExitCode { get; init; } = ExitCodes.Usage;
}
