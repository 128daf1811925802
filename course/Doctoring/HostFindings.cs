using System.Text;
using CourseKit.Course.Views;

namespace CourseKit.Course.Doctoring;

/// <summary>What lessons can be read in, and what the terminal can show.</summary>
internal static class HostFindings
{
    private static readonly string[] s_editorFolders = [".vscode", ".vscode-server", ".vscode-insiders"];

    /// <summary>VS Code extensions that run C# notebooks, by the beginning of their folder's name.</summary>
    private static readonly (string Prefix, string Name)[] s_extensions =
    [
        ("ms-dotnettools.dotnet-interactive-vscode", "Polyglot Notebooks (ended by Microsoft in spring 2026, but it still runs)"),
        ("datafication.verso", "Verso"),
        ("dataficationsdk.verso", "Verso"),
    ];

    public static async Task<IReadOnlyList<Finding>> NotebooksAsync(string folder, CancellationToken cancel)
    {
        List<Finding> findings = [];
        if (Tool.Find("code") is not null)
        {
            var hosts = Extensions().ToList();
            findings.Add(hosts.Count > 0
                ? new("VS Code", $"with {string.Join(", ", hosts)}")
                : new("VS Code", "without an extension for C# notebooks"));
        }

        if (Tool.Find("jupyter") is { } jupyter)
        {
            var kernels = await Tool.OutputAsync(jupyter, folder, cancel, "kernelspec", "list");
            findings.Add(kernels?.Contains("csharp", StringComparison.OrdinalIgnoreCase) == true || kernels?.Contains("clr", StringComparison.OrdinalIgnoreCase) == true
                ? new("Jupyter", "with a C# kernel")
                : new("Jupyter", "without a C# kernel"));
        }

        if (Tool.Find("dotnet-interactive") is not null)
        {
            findings.Add(new("dotnet-interactive", "installed (ended by Microsoft in spring 2026, but it still runs)"));
        }

        if (!findings.Exists(finding => !finding.Value.StartsWith("without", StringComparison.Ordinal)))
        {
            findings.Add(new(
                "Notebook host",
                "none for C#",
                Severity.Note,
                "None is needed: `course run 01` runs a lesson's cells here. For notebooks, any C# host will do, for example Verso in VS Code. "
                + "(Microsoft ended Polyglot Notebooks and .NET Interactive in spring 2026.)"));
        }

        return findings;
    }

    public static Finding Terminal(Terminal terminal)
    {
        var input = Console.IsInputRedirected ? "no keyboard" : "keyboard";
        var encoding = Console.OutputEncoding.WebName;
        var value = $"{(terminal.IsRich ? "colour" : "plain text")}, {terminal.Width} columns, {encoding}, {input}";
        return terminal.IsRich && Console.OutputEncoding.CodePage != Encoding.UTF8.CodePage
            ? new("Terminal", value, Severity.Note, "Some signs may show as ?. Set the terminal to UTF-8; on Windows, use Windows Terminal.")
            : new("Terminal", value);
    }

    /// <summary>Read from the folders where VS Code keeps them: asking `code` itself would take seconds.</summary>
    private static IEnumerable<string> Extensions()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return s_editorFolders
            .Select(folder => Path.Combine(home, folder, "extensions"))
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateDirectories)
            .Select(folder => Path.GetFileName(folder).ToLowerInvariant())
            .SelectMany(folder => s_extensions.Where(known => folder.StartsWith(known.Prefix, StringComparison.Ordinal)))
            .Select(known => known.Name)
            .Distinct();
    }
}
