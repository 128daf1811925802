using System.Security.Cryptography;

namespace MiniTensor.Data;

/// <summary>A file of a data set, known by its content: on disk it may be plain, gzip (.gz) or Brotli (.br).</summary>
/// <param name="Set">The data set, which is also the folder's name.</param>
/// <param name="Name">The file's name without the end of a compressor.</param>
/// <param name="Bytes">The length of the content.</param>
/// <param name="Sha256">The SHA-256 of the content, in lower case.</param>
public sealed record DataFile(string Set, string Name, int Bytes, string Sha256)
{
    private static readonly string[] s_ends = ["", ".gz", ".br"];

    /// <summary>Finds the file in the data folders and reads it. Content with another checksum is never handed out.</summary>
    /// <remarks>A wrong copy in front of the right one is named on the standard error output, with both checksums, once in a process.</remarks>
    /// <exception cref="DataFileException">There is no right copy; the message names each wrong one, with both checksums.</exception>
    public byte[] Read() => Read(DataFolder.Folders(), DataFolder.Note);

    internal byte[] Read(IEnumerable<string> folders, Action<string>? note = null)
    {
        List<string> wrong = [];
        List<string> looked = [];
        foreach (var path in Candidates(folders))
        {
            looked.Add(path);
            if (File.Exists(path))
            {
                if (Check(path, out var problem) is { } content)
                {
                    DataFolder.NotePassedOver(wrong, path, note);
                    return content;
                }

                wrong.Add($"{path} {problem}");
            }
        }

        var what = wrong.Count > 0 ? string.Join("; ", wrong) : $"was not found. Looked for: {string.Join(", ", looked)}";
        throw new DataFileException(
            $"{Set}/{Name}",
            what,
            $"`course data get {Set}` brings it, or set {DataFolder.Variable} to a folder that has it in {Set}");
    }

    /// <summary>There is a copy in the data folders, right or wrong.</summary>
    public bool Exists() => Exists(DataFolder.Folders());

    internal bool Exists(IEnumerable<string> folders) => Candidates(folders).Any(File.Exists);

    /// <summary>Where the file may be: in each folder under its name, and with the ends of compressors.</summary>
    public IEnumerable<string> Candidates(IEnumerable<string> folders) =>
        folders.SelectMany(_ => s_ends, (folder, end) => Path.Combine(folder, Set, Name + end));

    /// <summary>Reads a copy, and compares its checksum.</summary>
    /// <param name="path">The copy.</param>
    /// <param name="problem">What is wrong with it, with both checksums; empty when it is right.</param>
    /// <returns>The content; null where it is not what it should be.</returns>
    public byte[]? Check(string path, out string problem)
    {
        try
        {
            using var reader = new ByteReader(path, "data");
            var content = reader.AtMost(Bytes + 1);
            if (IsRight(content, reader.IsCompressed ? " when decompressed" : "", out problem))
            {
                return content;
            }

            problem += reader.IsCompressed ? $"; as it lies, the file has {Described(path)}" : "";
            return null;
        }
        catch (DataFileException e)
        {
            problem = $"cannot be decompressed ({e.InnerException?.Message.TrimEnd('.')}): as it lies, {Described(path)}; "
                + $"expected, decompressed, {Bytes} bytes with SHA-256 {Sha256}";
            return null;
        }
    }

    /// <summary>Compares the checksum of content.</summary>
    /// <param name="content">The content, decompressed.</param>
    /// <param name="problem">What is wrong with it, with both checksums; empty when it is right.</param>
    public bool IsRight(ReadOnlySpan<byte> content, out string problem) => IsRight(content, "", out problem);

    private bool IsRight(ReadOnlySpan<byte> content, string how, out string problem)
    {
        var actual = Convert.ToHexStringLower(SHA256.HashData(content));
        if (actual == Sha256)
        {
            problem = "";
            return true;
        }

        var length = content.Length > Bytes ? "more than " + Bytes : content.Length.ToString();
        problem = $"has {length} bytes with SHA-256 {actual}{how}; expected {Bytes} bytes with SHA-256 {Sha256}{how}";
        return false;
    }

    private static string Described(string path)
    {
        using var file = File.OpenRead(path);
        return $"{file.Length} bytes with SHA-256 {Convert.ToHexStringLower(SHA256.HashData(file))}";
    }
}
