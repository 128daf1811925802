using Xunit.Abstractions;
using Xunit.Sdk;

namespace CourseKit.Grading.Testing;

/// <summary>Makes a <see cref="GradedTestCase"/> of every [Graded] method; xunit finds this class by its name.</summary>
/// <param name="diagnosticMessageSink">Where xunit wants to hear of oddities.</param>
internal sealed class GradedDiscoverer(IMessageSink diagnosticMessageSink) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
    [
        new GradedTestCase(
            diagnosticMessageSink,
            discoveryOptions.MethodDisplayOrDefault(),
            discoveryOptions.MethodDisplayOptionsOrDefault(),
            testMethod),
    ];
}
