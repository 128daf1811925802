using System.Reflection;
using System.Text.Json.Nodes;

namespace CourseKit.Display;

/// <summary>.NET Interactive, used without referencing it: its kernels bring the types, we look them up by name.</summary>
internal sealed class InteractiveHost : ILessonHost
{
    private const string Kernel = "Microsoft.DotNet.Interactive";
    private const string Formatting = "Microsoft.DotNet.Interactive.Formatting";

    private readonly object _context;
    private readonly MethodInfo _displayAs;

    private InteractiveHost(object context, MethodInfo displayAs) => (_context, _displayAs) = (context, displayAs);

    /// <summary>The notebook's kernel, if a cell of one is calling.</summary>
    public static InteractiveHost? Find()
    {
        var context = Type(Kernel, "KernelInvocationContext")?.GetProperty("Current")?.GetValue(null);
        var displayAs = Type(Kernel, "KernelInvocationContextExtensions")?.GetMethod("DisplayAs");
        return context is null || displayAs is null ? null : new InteractiveHost(context, displayAs);
    }

    /// <summary>
    /// Left alone, the notebook shows an object as a table of its properties. A Value is better read as the text it
    /// gives for itself, as everywhere else.
    /// </summary>
    public static void ShowValuesAsText()
    {
        var formatter = Type(Formatting, "Formatter");
        Action<object, TextWriter> write = static (value, writer) => writer.Write(PlainText.Of(value));
        formatter?.GetMethod("Register", [typeof(Type), typeof(Action<object, TextWriter>), typeof(string)])
            ?.Invoke(null, [typeof(Micrograd.Value), write, Mime.Text]);
        formatter?.GetMethod("SetPreferredMimeTypesFor")?.Invoke(null, [typeof(Micrograd.Value), new[] { Mime.Text }]);
    }

    public void Show(object? value)
    {
        var (mimeType, content) = Mime.Bundle(value).First();
        _displayAs.Invoke(null, [_context, content, mimeType]);
    }

    public void Record(string name, int seed, JsonObject numbers)
    {
        // Only the author's build keeps records.
    }

    private static Type? Type(string assembly, string name) => AppDomain.CurrentDomain.GetAssemblies()
        .FirstOrDefault(loaded => string.Equals(loaded.GetName().Name, assembly, StringComparison.Ordinal))
        ?.GetType($"{assembly}.{name}");
}
