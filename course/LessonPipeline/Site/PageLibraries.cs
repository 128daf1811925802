using System.Net;
using System.Text;
using CourseKit.Course.LessonPipeline.Pictures;
using CourseKit.Display;

namespace CourseKit.Course.LessonPipeline.Site;

/// <summary>The libraries and fonts a page loads: copied beside the pages where Node fetched them, else from their CDN.</summary>
internal sealed class PageLibraries(WebPackages? packages, string site)
{
    private static readonly (string Package, string[] Styles)[] s_fonts =
    [
        ("@fontsource-variable/source-serif-4", ["opsz.css", "opsz-italic.css"]),
        ("@fontsource-variable/source-sans-3", ["index.css", "wght-italic.css"]),
        ("@fontsource-variable/source-code-pro", ["index.css", "wght-italic.css"]),
    ];

    public void Copy()
    {
        if (packages is null)
        {
            return;
        }

        foreach (var library in WebLibrary.All)
        {
            CopyFile(packages.FileOf(library), Local(library));
        }

        CopyFolder(packages.InPackage("katex", "dist/fonts"), "assets/katex/dist/fonts", "*.woff2");
        var faces = new StringBuilder();
        foreach (var (package, styles) in s_fonts)
        {
            CopyFolder(packages.InPackage(package, "files"), $"assets/{package}/files", "*-latin-*.woff2");
            foreach (var style in styles)
            {
                faces.Append(File.ReadAllText(packages.InPackage(package, style)).Replace("url(./", $"url({package}/", StringComparison.Ordinal));
            }
        }

        File.WriteAllText(Path.Combine(site, "assets", "fonts.css"), faces.ToString());
    }

    /// <summary>The style sheets of a page.</summary>
    public string Styles(string root, bool formulas)
    {
        var fonts = packages is null ? "" : $"<link rel=\"stylesheet\" href=\"{root}assets/fonts.css\">\n";
        var katex = WebLibrary.Named("dist/katex.min.css");
        return fonts + (formulas ? $"<link rel=\"stylesheet\" {Source("href", root, katex)}>" : "");
    }

    /// <summary>The scripts of a page, as far as it needs them.</summary>
    public string Scripts(string root, bool formulas, bool figures, bool drawings)
    {
        List<string> scripts = [];
        AddIf(formulas, WebLibrary.Named("dist/katex.min.js"));
        AddIf(figures, WebLibrary.Plotly);
        AddIf(drawings, WebLibrary.Mermaid);
        if (figures)
        {
            scripts.Add(Theme);
        }

        return string.Join('\n', scripts);

        void AddIf(bool needed, WebLibrary library)
        {
            if (needed)
            {
                scripts.Add($"<script {Source("src", root, library)} defer></script>");
            }
        }
    }

    private static string Theme =>
        $"<script>window.courseTheme = {Resource.Text("theme.json").ReplaceLineEndings("").Replace("  ", "", StringComparison.Ordinal)};</script>";

    private static string Local(WebLibrary library) => $"assets/{library.Package}/{library.File}";

    private string Source(string attribute, string root, WebLibrary library) => packages is not null
        ? $"{attribute}=\"{root}{Local(library)}\""
        : $"{attribute}=\"{WebUtility.HtmlEncode(library.Url)}\" integrity=\"{library.Integrity}\" crossorigin=\"anonymous\"";

    private void CopyFolder(string from, string to, string pattern)
    {
        foreach (var file in Directory.EnumerateFiles(from, pattern))
        {
            CopyFile(file, $"{to}/{Path.GetFileName(file)}");
        }
    }

    private void CopyFile(string from, string to)
    {
        var target = Path.Combine([site, .. to.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(target) ?? site);
        File.Copy(from, target, overwrite: true);
    }
}
