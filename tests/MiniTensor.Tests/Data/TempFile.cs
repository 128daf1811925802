using System.IO.Compression;
using MiniTensor.Data;
using Xunit;

namespace CourseKit.Tests.MiniTensor.Data;

/// <summary>Files with chosen bytes in a folder of their own.</summary>
internal sealed class TempFile : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("minitensor").FullName;

    public string Put(string name, ReadOnlySpan<byte> bytes)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>What a reader says of a file with these bytes; it takes no more memory than a few times the file.</summary>
    public string Fault(string name, ReadOnlySpan<byte> bytes, Action<string> read)
    {
        var path = Put(name, bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<DataFileException>(() => read(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
        Assert.StartsWith(path + ": ", error.Message, StringComparison.Ordinal);
        Assert.Equal(path, error.File);
        return error.Message;
    }

    public static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        using var result = new MemoryStream();
        using (var gzip = new GZipStream(result, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return result.ToArray();
    }

    public static byte[] Brotli(ReadOnlySpan<byte> bytes)
    {
        using var result = new MemoryStream();
        using (var brotli = new BrotliStream(result, CompressionLevel.Fastest))
        {
            brotli.Write(bytes);
        }

        return result.ToArray();
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
