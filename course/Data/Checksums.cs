using System.Security.Cryptography;
using CourseKit.Course.Content;

namespace CourseKit.Course.Data;

/// <summary>What every data file must be: data/SHA256SUMS, in the form that <c>sha256sum -c</c> reads.</summary>
internal sealed class Checksums
{
    private readonly SortedDictionary<string, string> _hashes = new(StringComparer.Ordinal);

    private Checksums()
    {
    }

    /// <summary>The files listed, as "names/names.txt".</summary>
    public IEnumerable<string> Files => _hashes.Keys;

    /// <summary>Reads SHA256SUMS in this folder.</summary>
    public static Checksums Load(string folder)
    {
        var file = Path.Combine(folder, "SHA256SUMS");
        if (!File.Exists(file))
        {
            throw new CourseException($"{file} is missing. `git checkout data/SHA256SUMS` brings it back.");
        }

        var checksums = new Checksums();
        foreach (var (line, number) in File.ReadLines(file).Select((line, index) => (line, index + 1)))
        {
            switch (line.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                case []:
                    break;
                case [{ Length: 64 } hash, var path]:
                    checksums._hashes[path.TrimStart('*')] = hash.ToLowerInvariant();
                    break;
                default:
                    throw new CourseException($"{file}:{number}: expected a SHA-256 and a path, got \"{line}\".");
            }
        }

        return checksums;
    }

    /// <summary>What the file must hash to.</summary>
    public string Expected(string path) => _hashes.GetValueOrDefault(path)
        ?? throw new CourseException($"data/SHA256SUMS does not list {path}.");

    /// <summary>What a file hashes to.</summary>
    public static async Task<string> OfAsync(string path, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel));
    }
}
