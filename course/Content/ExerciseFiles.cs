namespace CourseKit.Course.Content;

/// <summary>Where the files of an exercise are.</summary>
internal sealed class ExerciseFiles(Workspace workspace)
{
    /// <summary>The learner's file.</summary>
    public string Answer(Exercise exercise) => In(workspace.Exercises, exercise, ".cs");

    public string Solution(Exercise exercise) => In(workspace.Solutions, exercise, ".cs");

    public string Tests(Exercise exercise) => In(workspace.GradingTests, exercise, "Tests.cs");

    /// <summary>The folder of an exercise's mutants.</summary>
    public string Mutants(Exercise exercise) => Path.Combine(workspace.Mutants, exercise.Stage, exercise.Id);

    public SourceFile Read(string path) => File.Exists(path)
        ? new SourceFile(workspace.Display(path), File.ReadAllText(path))
        : throw new CourseException($"{workspace.Display(path)} is missing. If it came with the kit, `git checkout -- {workspace.Display(path)}` brings it back.");

    private static string In(string folder, Exercise exercise, string ending) =>
        Path.Combine(folder, exercise.Stage, exercise.Name + ending);
}
