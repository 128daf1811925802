using CourseKit.Grading.Isolation;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace CourseKit.Grading.Testing;

/// <summary>A graded test under <c>dotnet test</c>: it is not run here, but in the child process of its class.</summary>
internal sealed class GradedTestCase : XunitTestCase
{
    [Obsolete("Called by xunit when it reads a test case back.")]
    public GradedTestCase()
    {
    }

    public GradedTestCase(
        IMessageSink diagnosticMessageSink, TestMethodDisplay display, TestMethodDisplayOptions displayOptions, ITestMethod testMethod)
        : base(diagnosticMessageSink, display, displayOptions, testMethod)
    {
    }

    public override Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink,
        IMessageBus messageBus,
        object[] constructorArguments,
        ExceptionAggregator aggregator,
        CancellationTokenSource cancellationTokenSource) =>
        new Runner(this, messageBus, aggregator, cancellationTokenSource).RunAsync();

    /// <summary>Reports what the child process said about one test.</summary>
    private sealed class Runner(
        GradedTestCase testCase, IMessageBus bus, ExceptionAggregator aggregator, CancellationTokenSource cancel)
        : TestCaseRunner<GradedTestCase>(testCase, bus, aggregator, cancel)
    {
        protected override async Task<RunSummary> RunTestAsync()
        {
            var test = new XunitTest(TestCase, TestCase.DisplayName);
            MessageBus.QueueMessage(new TestStarting(test));
            var message = await ResultAsync(test);
            MessageBus.QueueMessage(message);
            MessageBus.QueueMessage(new TestFinished(test, message.ExecutionTime, message.Output));
            return new RunSummary
            {
                Total = 1,
                Failed = message is TestFailed ? 1 : 0,
                Skipped = message is TestSkipped ? 1 : 0,
                Time = message.ExecutionTime,
            };
        }

        private async Task<TestResultMessage> ResultAsync(XunitTest test)
        {
            try
            {
                var report = await GradedClassRun.OfAsync(TestCase.TestMethod.TestClass.Class);
                return Result(test, report, report.Tests.FirstOrDefault(t => t.Name == TestCase.TestMethod.Method.Name));
            }
            catch (Exception e)
            {
                return new TestFailed(test, 0, "", e);
            }
        }

        private static TestResultMessage Result(XunitTest test, SandboxReport report, TestReport? result)
        {
            var seconds = (decimal)(result?.Time.TotalSeconds ?? 0);
            return result switch
            {
                { Outcome: Outcome.Passed } => new TestPassed(test, seconds, result.Output),
                { Outcome: Outcome.Unfinished } when report.NotStarted => new TestSkipped(test, "not started: " + result.Message),
                { Outcome: Outcome.Unfinished } => new TestFailed(test, seconds, result.Output, new GradeException(result.Message)),
                not null => new TestFailed(test, seconds, result.Output, new GradeException(
                    $"{result.Message} (seed {report.Seed}; {Draw.Variable}={report.Seed} gives the same cases again)")),
                null when report.FirstFailure is { } failure => new TestSkipped(test, $"not run: {failure.Name} ended the run"),
                null => new TestFailed(test, 0, report.Output, new GradeException(
                    report.Fault ?? "The test was not found in its assembly.")),
            };
        }
    }
}
