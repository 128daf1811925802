using CourseKit.Course.Content;

namespace CourseKit.Course.Authoring;

/// <summary>What is made from the solutions: stubs for learners, mutants for the graders.</summary>
internal sealed class Bank(Workspace workspace)
{
    private readonly ExerciseFiles _files = new(workspace);

    public SourceFile Solution(Exercise exercise) => _files.Read(_files.Solution(exercise));

    /// <summary>The stub, made from the solution.</summary>
    public SourceFile Stub(Exercise exercise)
    {
        var solution = Solution(exercise);
        return Naming(solution, () => new SourceFile(workspace.Display(_files.Answer(exercise)), StubWriter.Stub(solution.Text)));
    }

    /// <summary>The solution with one of the exercise's mistakes in it.</summary>
    public SourceFile Mutant(Exercise exercise, string mistake)
    {
        var mutant = _files.Read(Path.Combine(_files.Mutants(exercise), mistake + ".cs"));
        return Naming(mutant, () => mutant with { Text = Authoring.Mutant.Apply(Solution(exercise).Text, mutant.Text) });
    }

    private static SourceFile Naming(SourceFile source, Func<SourceFile> make)
    {
        try
        {
            return make();
        }
        catch (CourseException e)
        {
            throw new CourseException($"{source.Path}: {e.Message}");
        }
    }
}
