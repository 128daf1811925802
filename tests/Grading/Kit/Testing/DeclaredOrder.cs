using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace CourseKit.Grading.Testing;

/// <summary>Reports tests in the order they are written, which is the order of the lesson.</summary>
public sealed class DeclaredOrder : ITestCaseOrderer
{
    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases)
        where TTestCase : ITestCase =>
        testCases.OrderBy(testCase => (testCase.TestMethod.Method as IReflectionMethodInfo)?.MethodInfo.MetadataToken ?? 0);
}
