using Xunit;

namespace CourseKit.Grading;

/// <summary>The tests of one exercise.</summary>
/// <param name="exercise">The exercise's id, for example "02.3".</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GradedTestsAttribute(string exercise) : Attribute
{
    public string Exercise { get; } = exercise;
}

/// <summary>A test of the learner's answer. Tests run in the order they are written: the order of the lesson.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GradedAttribute : FactAttribute;
