using System.Collections.Concurrent;
using System.Globalization;
using CourseKit.Grading.Isolation;
using Xunit.Abstractions;

namespace CourseKit.Grading.Testing;

/// <summary>The one run of a graded class under <c>dotnet test</c>, which all of its tests report from.</summary>
internal static class GradedClassRun
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<SandboxReport>>> s_runs = new(StringComparer.Ordinal);

    public static Task<SandboxReport> OfAsync(ITypeInfo graded) =>
        s_runs.GetOrAdd(graded.Name, _ => new Lazy<Task<SandboxReport>>(() => RunAsync(graded))).Value;

    private static async Task<SandboxReport> RunAsync(ITypeInfo graded)
    {
        var exercise = graded.GetCustomAttributes(typeof(GradedTestsAttribute).AssemblyQualifiedName).FirstOrDefault()
            ?? throw new InvalidOperationException(
                $"{graded.Name} has [Graded] tests but no [GradedTests(\"...\")] that names their exercise.");
        var path = Path.GetFullPath(graded.Assembly.AssemblyPath);
        var limits = new SandboxLimits();
        if (Seconds(path, graded.Name.Split('.')[^1]) is { } seconds)
        {
            limits = limits with { Time = TimeSpan.FromSeconds(seconds) };
        }

        using var sandbox = Sandbox.Start(limits, Draw.Seed);
        var job = new Job { AssemblyPath = path, Exercise = exercise.GetConstructorArguments().OfType<string>().First() };
        return await sandbox.RunAsync(job, live: null, CancellationToken.None);
    }

    /// <summary>The time that the exercise's description asks for: E02_3_Order.yaml for E02_3_OrderTests.</summary>
    private static int? Seconds(string assembly, string testClass)
    {
        var root = Path.GetDirectoryName(assembly);
        while (root is not null && !Directory.Exists(Path.Combine(root, "exercises")))
        {
            root = Path.GetDirectoryName(root);
        }

        var yaml = root is null ? null : Directory
            .EnumerateDirectories(Path.Combine(root, "exercises"))
            .Select(stage => Path.Combine(stage, testClass.Replace("Tests", "", StringComparison.Ordinal) + ".yaml"))
            .FirstOrDefault(File.Exists);
        const string Key = "seconds:";
        var line = yaml is null ? null : File.ReadLines(yaml).FirstOrDefault(l => l.StartsWith(Key, StringComparison.Ordinal));
        const NumberStyles WholeNumber = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
        return int.TryParse(line?[Key.Length..], WholeNumber, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : null;
    }
}
