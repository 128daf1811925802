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
            Assert.True(exercise.Points >= 2, $"{exercise.Id} is worth {exercise.Points} points; 2 is the least.");
            var folder = Path.Combine(workspace.Mutants, exercise.Stage, exercise.Id);
            var mutants = Directory.EnumerateFiles(folder, "*.cs").Select(Path.GetFileNameWithoutExtension);
            Assert.Equal(exercise.Mistakes.Keys.Order(StringComparer.Ordinal), mutants.Order(StringComparer.Ordinal));
            Assert.True(exercise.Mistakes.Count >= 3, $"{exercise.Id} has only {exercise.Mistakes.Count} mistakes.");
        }
    }

    [Theory]
    [InlineData("01-scalar", new[] { "01", "02", "03", "04" }, "M01")]
    [InlineData("02-tensors", new[] { "05", "06", "07", "08" }, "M02")]
    public void A_stage_has_its_exercises_and_its_milestone(string folder, string[] lessons, string milestone)
    {
        var stage = Catalog.Load(Workspace.Find()).Exercises.Where(exercise => exercise.Stage == folder).ToList();
        Assert.Equal(lessons, stage.Where(exercise => !exercise.IsMilestone).Select(exercise => exercise.LessonId).Distinct());
        Assert.True(stage.Count(exercise => !exercise.IsMilestone) >= 12);
        Assert.Equal(milestone, Assert.Single(stage, exercise => exercise.IsMilestone).Id);
    }
}
