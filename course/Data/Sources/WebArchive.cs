using System.Formats.Tar;
using System.IO.Compression;
using MiniTensor.Data;

namespace CourseKit.Course.Data;

/// <summary>Files in one archive (.tar.gz) on a web server.</summary>
/// <param name="name">The place, as messages call it.</param>
/// <param name="address">Where the archive is; asked for only when it is needed.</param>
/// <param name="unpack">Finds the files among the archive's entries.</param>
internal sealed class WebArchive(string name, Func<CancellationToken, Task<Uri>> address, IArchiveReader unpack) : DataSource
{
    /// <summary>An archive that has the files under their own names, in one folder.</summary>
    public WebArchive(string address, string folder)
        : this(new Uri(address).Host, _ => Task.FromResult(new Uri(address)), new FolderOfArchive(folder))
    {
    }

    public override string Name => name;

    public override async Task FetchAsync(IReadOnlyList<DataFile> wanted, Delivery delivery, CancellationToken cancel)
    {
        var archive = await address(cancel);
        await delivery.DownloadAsync(archive, part => Unpack(part, archive, wanted, delivery), cancel);
    }

    private void Unpack(string part, Uri archive, IReadOnlyList<DataFile> wanted, Delivery delivery)
    {
        try
        {
            using var file = File.OpenRead(part);
            using var tar = new TarReader(new GZipStream(file, CompressionMode.Decompress));
            unpack.Read(Entries(tar), wanted, (file, content) => delivery.Take(file, content, archive.ToString()));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or DataFileException)
        {
            throw new WrongContentException(archive.ToString(), $"cannot be unpacked ({e.Message.TrimEnd('.')})");
        }

        if (wanted.FirstOrDefault(file => !delivery.Taken.Contains(file)) is { } missing)
        {
            throw new WrongContentException(archive.ToString(), $"does not contain {missing.Name}");
        }
    }

    private static IEnumerable<ArchiveEntry> Entries(TarReader tar)
    {
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.DataStream is { } data)
            {
                yield return new(entry.Name, data);
            }
        }
    }
}

/// <summary>A file of an archive, while the archive is at it.</summary>
internal readonly record struct ArchiveEntry(string Name, Stream Data)
{
    /// <summary>Its bytes; it must not be longer than it can be.</summary>
    public byte[] Read(int most)
    {
        if (Data.Length > most)
        {
            throw new InvalidDataException($"{Name} has {Data.Length} bytes, and {most} at most were expected");
        }

        var bytes = new byte[Data.Length];
        Data.ReadExactly(bytes);
        return bytes;
    }
}

/// <summary>Finds data files among the entries of an archive.</summary>
internal interface IArchiveReader
{
    /// <param name="entries">The entries, each good until the next is asked for.</param>
    /// <param name="wanted">The files to find.</param>
    /// <param name="take">Takes a file's content, or throws where it is wrong.</param>
    void Read(IEnumerable<ArchiveEntry> entries, IReadOnlyList<DataFile> wanted, Action<DataFile, byte[]> take);
}

/// <summary>The files have their own names, in a folder of the archive.</summary>
/// <param name="folder">The folder, with a slash at its end.</param>
internal sealed class FolderOfArchive(string folder) : IArchiveReader
{
    public void Read(IEnumerable<ArchiveEntry> entries, IReadOnlyList<DataFile> wanted, Action<DataFile, byte[]> take)
    {
        foreach (var entry in entries)
        {
            if (wanted.FirstOrDefault(file => entry.Name == folder + file.Name) is { } found)
            {
                take(found, entry.Read(found.Bytes));
            }
        }
    }
}
