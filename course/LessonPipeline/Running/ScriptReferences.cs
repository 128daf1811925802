using System.Reflection;
using Microsoft.CodeAnalysis;

namespace CourseKit.Course.LessonPipeline.Running;

/// <summary>The assemblies a cell may use: .NET itself, micrograd, minitensor and the lesson kit.</summary>
internal static class ScriptReferences
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_framework = new(() =>
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location) ?? "", "System*.dll")
            .Where(IsManaged)
            .Select(file => MetadataReference.CreateFromFile(file)),
    ]);

    public static IReadOnlyList<MetadataReference> Framework => s_framework.Value;

    /// <summary>The very assemblies that this program has loaded, so that a cell's Lesson is our Lesson.</summary>
    public static IReadOnlyList<Assembly> Kit { get; } =
        [typeof(Micrograd.Value).Assembly, typeof(MiniTensor.Rng).Assembly, typeof(Lesson).Assembly];

    // On Windows some of the folder's System.*.dll are native.
    private static bool IsManaged(string file) => !Path.GetFileName(file).Contains(".Native", StringComparison.Ordinal);
}
