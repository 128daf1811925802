using System.Diagnostics;
using System.Runtime.Loader;
using System.Text;
using CourseKit.Grading.Isolation;

namespace CourseKit.Grading.Child;

/// <summary>The process that a learner's code runs in. Its parent, <see cref="Isolation.Sandbox"/>, holds the limits.</summary>
internal static class ChildProgram
{
    /// <summary>The stack that answers get: the same on every system, so that a deep recursion overflows on all of them.</summary>
    private const int StackBytes = 1 << 20;

    public static int Run()
    {
        if (!Console.IsInputRedirected)
        {
            Console.Error.WriteLine("This program runs answers for `course check` and `dotnet test`; they start it themselves.");
            return 2;
        }

        var input = Console.OpenStandardInput();
        Console.SetIn(TextReader.Null); // an answer that reads a line gets none, and cannot read the parent's words
        Console.SetOut(new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true });
        Console.SetError(Console.Out);
        var parent = Console.Out; // whatever the answer does to Console.Out later
        var done = false;

        parent.WriteLine(new Message(MessageKind.Ready).ToLine());
        var job = Job.Read(input);
        EndWithParent(input);

        AssemblyLoadContext.Default.Resolving += static (context, name) =>
        {
            var file = Path.Combine(AppContext.BaseDirectory, name.Name + ".dll");
            return File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        };
        AppDomain.CurrentDomain.UnhandledException += (_, e) =>
        {
            parent.WriteLine(new Message(MessageKind.Crashed) { Text = Explain.Crash(e.ExceptionObject) }.ToLine());
            EndNow(); // the runtime's own way ends in a core dump
        };
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            if (!Volatile.Read(ref done))
            {
                parent.WriteLine(new Message(MessageKind.Left).ToLine());
            }
        };

        var worker = new Thread(() => RunJob(job, parent), StackBytes);
        worker.Start();
        worker.Join();

        Volatile.Write(ref done, true);
        parent.WriteLine(new Message(MessageKind.Done).ToLine());
        Environment.Exit(0); // threads of the answer's own may still be running
        return 0;
    }

    private static void RunJob(Job job, TextWriter parent)
    {
        try
        {
            new JobRunner(job, parent).Run();
        }
        catch (Exception e)
        {
            // Not the answer's fault: what the answer throws is caught where its test runs.
            var text = $"The tests could not be run. {e.GetType().Name}: {e.Message}";
            parent.WriteLine(new Message(MessageKind.Crashed) { Text = text }.ToLine());
        }
    }

    /// <summary>Ends this process when its parent has ended: then the other end of the input is closed.</summary>
    private static void EndWithParent(Stream input)
    {
        var watch = new Thread(() =>
        {
            while (input.ReadByte() >= 0)
            {
                // The parent says nothing after the job.
            }

            EndNow();
        });
        watch.IsBackground = true;
        watch.Start();
    }

    private static void EndNow()
    {
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
