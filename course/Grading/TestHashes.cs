using System.Security.Cryptography;
using System.Text;
using CourseKit.Course.Content;

namespace CourseKit.Course.Grading;

/// <summary>A file that decides about grades.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Sha256">Its SHA-256, with LF line ends.</param>
/// <param name="IsModified">It is not as the kit's list has it.</param>
internal sealed record TestFile(string Path, string Sha256, bool IsModified);

/// <summary>
/// The list of the files that decide about grades (the tests, and what exercises are worth), with their SHA-256, so that
/// edited tests show. <c>sha256sum -c tests/Grading/SHA256SUMS</c> reads it too.
/// </summary>
internal sealed class TestHashes(Workspace workspace)
{
    public string ListFile { get; } = Path.Combine(workspace.GradingTests, "SHA256SUMS");

    /// <summary>The files as they are now, held against the list; a file that the list has and the clone has not is modified too.</summary>
    public IReadOnlyList<TestFile> Compare()
    {
        var listed = File.Exists(ListFile)
            ? File.ReadLines(ListFile).Select(line => line.Split("  ", 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[1], pair => pair[0], StringComparer.Ordinal)
            : [];
        var present = Files().Select(path => (Path: workspace.Display(path), Hash: Hash(path))).ToList();
        var gone = listed.Keys.Except(present.Select(file => file.Path));
        return
        [
            .. present.Select(file => new TestFile(file.Path, file.Hash, listed.GetValueOrDefault(file.Path) != file.Hash)),
            .. gone.Select(path => new TestFile(path, "", IsModified: true)),
        ];
    }

    /// <summary>What the list should say.</summary>
    public string List() => string.Concat(Files().Select(path => $"{Hash(path)}  {workspace.Display(path)}\n"));

    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(workspace.GradingTests, "*.cs", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(workspace.Exercises, "*.yaml", SearchOption.AllDirectories))
            .Where(path => !workspace.Display(path).Split('/').Any(part => part is "bin" or "obj"))
            .OrderBy(workspace.Display, StringComparer.Ordinal);

    private static string Hash(string path) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(File.ReadAllText(path).ReplaceLineEndings("\n"))));
}
