using Xunit;
using Xunit.Sdk;

namespace CourseKit.Grading;

/// <summary>The tests of one exercise.</summary>
/// <param name="exercise">The exercise's id, for example "02.3".</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GradedTestsAttribute(string exercise) : Attribute
{
    public string Exercise { get; } = exercise;
}

/// <summary>A test of the learner's answer. Tests run in the order they are written: the order of the lesson.</summary>
/// <remarks>
/// An answer that overflows the stack or does not end cannot be caught by the test it happens in. The process it runs in
/// is stopped, and the learner reads which limit was hit; a test that knows why adds its own words here.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("CourseKit.Grading.Testing.GradedDiscoverer", "CourseKit.Grading")]
public sealed class GradedAttribute : FactAttribute
{
    /// <summary>Said when the answer overflows the stack in this test: "Walk the graph with a stack of your own."</summary>
    public string? WhenStackOverflows { get; set; }

    /// <summary>Said when the answer does not come to an end in this test.</summary>
    public string? WhenTimeRunsOut { get; set; }
}
