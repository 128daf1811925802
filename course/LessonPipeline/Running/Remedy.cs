using Microsoft.CodeAnalysis;

namespace CourseKit.Course.LessonPipeline.Running;

/// <summary>What to do about the compiler errors that the rules for cells bring about.</summary>
internal static class Remedy
{
    private static readonly string[] s_qualified = ["System.IO", "System.Threading", "System.Threading.Tasks"];

    private static readonly Lazy<ILookup<string, string>> s_namespaces = new(() =>
        new[] { typeof(object), typeof(File), typeof(Parallel), typeof(Barrier) }
            .SelectMany(type => type.Assembly.GetExportedTypes())
            .Where(type => type.Namespace is { } name && s_qualified.Contains(name))
            .DistinctBy(type => type.FullName)
            .ToLookup(type => type.Name.Split('`')[0], type => type.Namespace ?? "", StringComparer.Ordinal));

    /// <summary>The namespace with which a cell must write this type, or null.</summary>
    public static string? NamespaceOf(string type) => s_namespaces.Value[type].FirstOrDefault();

    public static string For(Diagnostic diagnostic) => diagnostic.Id switch
    {
        "CS0128" or "CS0136" or "CS0111" => " The cells also become one program: give it another name.",
        "CS1503" when diagnostic.GetMessage().Contains("void", StringComparison.Ordinal) =>
            " The cell's last line has no value to show: end it with a semicolon.",
        "CS0165" => " In a program a variable has no value before it is given one.",
        _ => "",
    };
}
