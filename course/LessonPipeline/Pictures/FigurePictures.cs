using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CourseKit.Course.Content;
using CourseKit.Display;

namespace CourseKit.Course.LessonPipeline.Pictures;

/// <summary>Draws figures/NAME.json as figures/NAME.svg, for GitHub, for print and for pages without a script.</summary>
/// <remarks>The picture carries the SHA-256 of the JSON it shows, so that anyone can tell, without a browser, that it is the right one.</remarks>
internal sealed partial class FigurePictures(Workspace workspace)
{
    private const int LargestPicture = 100 * 1024;
    private const string HashAttribute = "data-json-sha256";

    /// <summary>The figures of these lessons whose picture is missing or shows another JSON.</summary>
    public static IReadOnlyList<string> Stale(IEnumerable<string> lessonFolders) =>
    [
        .. All(lessonFolders).Where(json =>
        {
            var svg = PictureOf(json);
            return !File.Exists(svg) || HashAttributeOf(File.ReadAllText(svg)) != HashOf(json);
        }),
    ];

    /// <summary>The JSON files of the lessons' figures.</summary>
    public static IEnumerable<string> All(IEnumerable<string> lessonFolders) => lessonFolders
        .Select(folder => Path.Combine(folder, "figures"))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal));

    public static string PictureOf(string json) => Path.ChangeExtension(json, ".svg");

    /// <summary>Draws these figures, all in one browser.</summary>
    public async Task DrawAsync(IReadOnlyList<string> jsonFiles, CancellationToken cancel)
    {
        var packages = WebPackages.TryInstall(workspace)
            ?? throw new CourseException("Drawing figures needs Node (https://nodejs.org), whose npm fetches plotly.js into lessons/kit/web. Install it.");
        var page = Path.Combine(Directory.CreateTempSubdirectory("coursekit-figures").FullName, "render.html");
        try
        {
            await File.WriteAllTextAsync(page, Page(packages, jsonFiles), cancel);
            var document = await Browser.Find().DumpAsync(page, cancel);
            var result = Result().Match(document).Groups["base64"].Value;
            var pictures = JsonNode.Parse(result.Length > 0 ? Encoding.UTF8.GetString(Convert.FromBase64String(result)) : "[]")?.AsArray() ?? [];
            if (pictures.Count != jsonFiles.Count)
            {
                throw new CourseException("The browser came back without the pictures; plotly.js did not finish. Run the command again.");
            }

            foreach (var (json, picture) in jsonFiles.Zip(pictures))
            {
                await File.WriteAllTextAsync(PictureOf(json), Finish(json, picture), new UTF8Encoding(false), cancel);
            }
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(page) ?? page, recursive: true);
        }
    }

    private string Finish(string json, JsonNode? picture)
    {
        if ((string?)picture?["svg"] is not { } svg)
        {
            throw new CourseException($"{workspace.Display(json)}: plotly.js cannot draw it: {picture?["error"]}");
        }

        svg = SmallSvg.Shrink(svg).Replace("<svg ", $"<svg {HashAttribute}=\"{HashOf(json)}\" ", StringComparison.Ordinal)
            .ReplaceLineEndings("\n").TrimEnd() + "\n";
        return svg.Length <= LargestPicture
            ? svg
            : throw new CourseException($"{workspace.Display(json)}: its picture has {svg.Length / 1024} KB; {LargestPicture / 1024} is the most. Draw fewer points.");
    }

    private static string Page(WebPackages packages, IReadOnlyList<string> jsonFiles)
    {
        var figures = new JsonArray([.. jsonFiles.Select(file =>
        {
            var figure = JsonNode.Parse(File.ReadAllText(file)) as JsonObject ?? [];
            Theme.Apply(figure);
            figure["name"] = Path.GetFileNameWithoutExtension(file);
            return (JsonNode)figure;
        })]);
        return WebFiles.Text("render.html")
            .Replace("{{plotly}}", new Uri(packages.FileOf(WebLibrary.Plotly)).AbsoluteUri, StringComparison.Ordinal)
            .Replace("{{figures}}", figures.ToJsonString(JsonSerializerOptions.Default), StringComparison.Ordinal);
    }

    private static string HashOf(string json) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(File.ReadAllText(json).ReplaceLineEndings("\n"))));

    private static string HashAttributeOf(string svg) => Hash().Match(svg).Groups["hash"].Value;

    [GeneratedRegex("<pre id=\"result\">(?<base64>[^<]*)</pre>", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Result();

    [GeneratedRegex(HashAttribute + "=\"(?<hash>[0-9a-f]{64})\"", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Hash();
}
