using CourseKit.Course.Content;
using Xunit;

namespace CourseKit.Tests.Course;

public sealed class CatalogTests
{
    [Fact]
    public void Every_exercise_has_at_least_three_mistakes_and_a_mutant_for_each()
    {
        var workspace = Workspace.Find();
        foreach (var exercise in Catalog.Load(workspace).Exercises)
        {
            var folder = Path.Combine(workspace.Mutants, exercise.Stage, exercise.Id);
            var mutants = Directory.EnumerateFiles(folder, "*.cs").Select(Path.GetFileNameWithoutExtension);
            Assert.Equal(exercise.Mistakes.Keys.Order(StringComparer.Ordinal), mutants.Order(StringComparer.Ordinal));
            Assert.True(exercise.Mistakes.Count >= 3, $"{exercise.Id} has only {exercise.Mistakes.Count} mistakes.");
        }
    }
}
