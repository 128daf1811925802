using CourseKit.Course.Content;

namespace CourseKit.Course.Checking;

/// <summary>The answers of one person: the learner's own clone, or a submission that a teacher was handed.</summary>
internal sealed class AnswerFolder
{
    // A clone holds files of the same names that are not its owner's answers.
    private static readonly string[] s_others = ["solutions", "tests", "lessons", "bin", "obj", ".git", ".course"];

    private readonly Workspace _workspace;
    private readonly string _root;
    private readonly Lazy<ILookup<string, string>> _found;

    private AnswerFolder(Workspace workspace, string root, Func<ILookup<string, string>> find) =>
        (_workspace, _root, _found) = (workspace, root, new Lazy<ILookup<string, string>>(find));

    /// <summary>The learner's answers, in exercises/ of their clone.</summary>
    public static AnswerFolder Of(Workspace workspace) => new(
        workspace,
        workspace.Root,
        () => Directory.EnumerateDirectories(workspace.Exercises)
            .SelectMany(stage => Directory.EnumerateFiles(stage, "*.cs"))
            .ToLookup(path => Path.GetFileNameWithoutExtension(path)));

    /// <summary>A submission: a clone, or any folder that has the exercises' files somewhere in it.</summary>
    public static AnswerFolder In(string folder, Workspace workspace) => new(
        workspace,
        folder,
        () => Directory.EnumerateFiles(folder, "*.cs", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Where(path => !Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).SkipLast(1).Any(s_others.Contains))
            .OrderBy(path => path.Length)
            .ThenBy(path => path, StringComparer.Ordinal)
            .ToLookup(path => Path.GetFileNameWithoutExtension(path)));

    /// <summary>The answer to an exercise; null when there is none.</summary>
    public SourceFile? Find(Exercise exercise) => PathOf(exercise) is { } path ? Read(path) : null;

    /// <summary>Files of the learner's own, that an answer may use: those beside it that are no exercise.</summary>
    public IEnumerable<SourceFile> Helpers(Exercise exercise)
    {
        var folder = Path.GetDirectoryName(PathOf(exercise));
        return folder is null || Path.GetFileName(folder) != exercise.Stage
            ? []
            : Directory.EnumerateFiles(folder, "*.cs").Where(path => !IsExercise(exercise.Stage, path)).Select(Read);
    }

    private string? PathOf(Exercise exercise)
    {
        var all = _found.Value[exercise.Name];
        return all.FirstOrDefault(path => Path.GetFileName(Path.GetDirectoryName(path)) == exercise.Stage) ?? all.FirstOrDefault();
    }

    private bool IsExercise(string stage, string path) =>
        File.Exists(Path.Combine(_workspace.Exercises, stage, Path.GetFileNameWithoutExtension(path) + ".yaml"));

    private SourceFile Read(string path) => new(Path.GetRelativePath(_root, path).Replace('\\', '/'), File.ReadAllText(path));
}
