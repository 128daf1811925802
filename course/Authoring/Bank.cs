using System.Text;
using CourseKit.Course.Checking;
using CourseKit.Course.Content;

namespace CourseKit.Course.Authoring;

/// <summary>The files of the exercises, as their author sees them: solution, stub, mutants.</summary>
internal sealed class Bank(Workspace workspace)
{
    public string SolutionFile(Exercise exercise) =>
        Path.Combine(workspace.Solutions, exercise.Stage, exercise.Name + ".cs");

    public string StubFile(Exercise exercise) =>
        Path.Combine(workspace.Exercises, exercise.Stage, exercise.Name + ".cs");

    public string MutantFile(Exercise exercise, string mistake) =>
        Path.Combine(workspace.Mutants, exercise.Stage, exercise.Id, mistake + ".cs");

    public SourceFile Solution(Exercise exercise) => Read(SolutionFile(exercise));

    /// <summary>The stub, made from the solution.</summary>
    public SourceFile Stub(Exercise exercise)
    {
        var solution = Solution(exercise);
        return Naming(solution.Path, () => new SourceFile(workspace.Display(StubFile(exercise)), StubWriter.Stub(solution.Text)));
    }

    /// <summary>The file that stands where the stub belongs, with LF line ends; null when there is none.</summary>
    public SourceFile? CurrentStub(Exercise exercise) => File.Exists(StubFile(exercise))
        ? new SourceFile(workspace.Display(StubFile(exercise)), File.ReadAllText(StubFile(exercise)).ReplaceLineEndings("\n"))
        : null;

    /// <summary>The solution with one of the exercise's mistakes in it.</summary>
    public SourceFile Mutated(Exercise exercise, string mistake)
    {
        var mutant = Read(MutantFile(exercise, mistake));
        return Naming(mutant.Path, () => mutant with { Text = Mutant.Apply(Solution(exercise).Text, mutant.Text) });
    }

    private SourceFile Read(string file) => File.Exists(file)
        ? new SourceFile(workspace.Display(file), File.ReadAllText(file, Encoding.UTF8))
        : throw new CourseException($"{workspace.Display(file)} is missing.");

    private static SourceFile Naming(string file, Func<SourceFile> make)
    {
        try
        {
            return make();
        }
        catch (CourseException e)
        {
            throw new CourseException($"{file}: {e.Message}");
        }
    }
}
