using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using CourseKit.Grading.Isolation;

namespace CourseKit.Grading.Child;

/// <summary>Runs a job in the child process: an exercise's tests, or a program.</summary>
internal sealed class JobRunner(Job job, TextWriter parent)
{
    public void Run()
    {
        var assembly = Load();
        if (job.Program.Length > 0)
        {
            RunProgram(assembly);
            return;
        }

        var tests = Tests(assembly).ToList();
        Send(new Message(MessageKind.Plan) { Tests = [.. tests.Select(test => test.Name)] });
        var (unfinished, begun) = (false, false);
        foreach (var test in tests)
        {
            var outcome = RunTest(test.Name, test.GetCustomAttribute<GradedAttribute>(), () => Invoke(test));
            unfinished |= outcome == Outcome.Unfinished;
            begun |= outcome != Outcome.Unfinished;

            // An answer is "not started" only when no test comes past a stub, so stubs alone are no reason to stop.
            if (job.StopAtFirstFailure && begun && (unfinished || outcome != Outcome.Passed))
            {
                break;
            }
        }
    }

    /// <summary>The tests of the exercise, in the order they are written: that is the order of their metadata.</summary>
    private IEnumerable<MethodInfo> Tests(Assembly assembly) =>
        assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<GradedTestsAttribute>()?.Exercise == job.Exercise)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance))
            .Where(method => method.IsDefined(typeof(GradedAttribute)))
            .OrderBy(method => method.DeclaringType?.MetadataToken)
            .ThenBy(method => method.MetadataToken);

    private Assembly Load() => job.Assembly.Length > 0
        ? AssemblyLoadContext.Default.LoadFromStream(
            new MemoryStream(job.Assembly),
            job.Symbols.Length > 0 ? new MemoryStream(job.Symbols) : null)
        : AssemblyLoadContext.Default.LoadFromAssemblyPath(job.AssemblyPath);

    private void RunProgram(Assembly assembly)
    {
        var run = assembly.GetType(job.Program)?.GetMethod("Run", BindingFlags.Public | BindingFlags.Static)
            ?? throw new InvalidOperationException($"{job.Program} has no public static method Run.");
        AppContext.SetData("CourseKit.Mine", job.Mine); // a milestone says with each figure whose part it measured
        RunTest("Run", graded: null, () => run.Invoke(
            null,
            BindingFlags.DoNotWrapExceptions | BindingFlags.OptionalParamBinding,
            binder: null,
            [.. run.GetParameters().Select(_ => Type.Missing)],
            culture: null));
    }

    private static void Invoke(MethodInfo test)
    {
        var type = test.DeclaringType ?? throw new InvalidOperationException($"{test.Name} is in no class.");
        var instance = Activator.CreateInstance(
            type,
            BindingFlags.DoNotWrapExceptions | BindingFlags.Public | BindingFlags.Instance,
            binder: null,
            args: null,
            culture: null);
        using (instance as IDisposable)
        {
            var result = test.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, parameters: null, culture: null);
            (result as Task)?.GetAwaiter().GetResult();
        }
    }

    private Outcome RunTest(string name, GradedAttribute? graded, Action body)
    {
        Send(new Message(MessageKind.Started)
        {
            Test = name,
            Milliseconds = Environment.CpuUsage.TotalTime.TotalMilliseconds,
            WhenStackOverflows = graded?.WhenStackOverflows,
            WhenTimeRunsOut = graded?.WhenTimeRunsOut,
        });
        var (outcome, text) = (Outcome.Passed, (string?)null);
        var clock = Stopwatch.StartNew();
        try
        {
            body();
        }
        catch (Exception e)
        {
            (outcome, text) = Explain.Failure(e);
        }

        Send(new Message(MessageKind.Ended)
        {
            Test = name,
            Outcome = outcome,
            Text = text,
            Milliseconds = clock.Elapsed.TotalMilliseconds,
        });
        return outcome;
    }

    private void Send(Message message) => parent.WriteLine(message.ToLine());
}
