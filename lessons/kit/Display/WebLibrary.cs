using System.Text.Json;

namespace CourseKit.Display;

/// <summary>A JavaScript or CSS file of an npm package, pinned: what notebooks and pages load.</summary>
/// <param name="Package">The npm package.</param>
/// <param name="Version">The version that package.json pins too.</param>
/// <param name="File">The file in the package.</param>
/// <param name="Integrity">The file's hash, which a browser checks before it runs what a CDN sent.</param>
internal sealed record WebLibrary(string Package, string Version, string File, string Integrity)
{
    private static readonly Lazy<WebLibrary[]> s_all = new(() =>
        JsonSerializer.Deserialize<WebLibrary[]>(Resource.Text("libraries.json"), JsonSerializerOptions.Web) ?? []);

    public static IReadOnlyList<WebLibrary> All => s_all.Value;

    public static WebLibrary Plotly => Named("plotly.min.js");

    public static WebLibrary Mermaid => Named("dist/mermaid.tiny.js");

    /// <summary>Where the file is, for a reader without Node.</summary>
    public string Url => $"https://cdn.jsdelivr.net/npm/{Package}@{Version}/{File}";

    public static WebLibrary Named(string file) => All.Single(library => string.Equals(library.File, file, StringComparison.Ordinal));
}

/// <summary>Files that are built into this assembly.</summary>
internal static class Resource
{
    public static string Text(string name)
    {
        using var stream = typeof(Resource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not built into {typeof(Resource).Assembly.GetName().Name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
