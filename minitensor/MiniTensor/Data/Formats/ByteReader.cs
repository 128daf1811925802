using System.IO.Compression;

namespace MiniTensor.Data;

/// <summary>Reads a file's content, decompressed where it is gzip or Brotli, and never takes memory on a header's word alone.</summary>
/// <remarks>A block grows with the bytes that have come, so a small file that announces gigabytes costs what it holds.</remarks>
internal sealed class ByteReader : IDisposable
{
    private const int FirstBlock = 64 * 1024;

    private readonly Stream _stream;
    private readonly string _format;

    /// <param name="path">The file. Its first bytes show gzip; Brotli has no such mark and goes by the name's end, .br.</param>
    /// <param name="format">What the file should be, for messages.</param>
    public ByteReader(string path, string format)
    {
        (File, _format) = (path, format);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        _stream = file;
        if (path.EndsWith(".br", StringComparison.OrdinalIgnoreCase))
        {
            _stream = new BrotliStream(file, CompressionMode.Decompress);
        }
        else if (IsGzip(file))
        {
            _stream = new GZipStream(file, CompressionMode.Decompress);
        }
    }

    /// <param name="file">Where the content is from, for messages.</param>
    /// <param name="content">The content, decompressed.</param>
    /// <param name="format">What it should be, for messages.</param>
    public ByteReader(string file, byte[] content, string format) => (File, _stream, _format) = (file, new MemoryStream(content), format);

    /// <summary>What is read is not what lies in the file.</summary>
    public bool IsCompressed => _stream is GZipStream or BrotliStream;

    /// <summary>The file's name.</summary>
    public string File { get; }

    /// <summary>The next <paramref name="count"/> bytes.</summary>
    /// <exception cref="DataFileException">There are fewer.</exception>
    public byte[] Exactly(long count, string what)
    {
        if (count > Array.MaxLength)
        {
            throw Broken($"announces {count} bytes of {what}, more than a program can hold in one piece");
        }

        var bytes = AtMost((int)count);
        return bytes.Length == count ? bytes : throw Broken($"has {bytes.Length} bytes of {what} where {count} are announced");
    }

    /// <summary>The next bytes, up to <paramref name="limit"/>.</summary>
    public byte[] AtMost(int limit)
    {
        var bytes = new byte[Math.Min(limit, FirstBlock)];
        var had = 0;
        while (true)
        {
            var read = Read(bytes.AsSpan(had));
            had += read;
            if (had == limit || read == 0)
            {
                Array.Resize(ref bytes, had);
                return bytes;
            }

            if (had == bytes.Length)
            {
                Array.Resize(ref bytes, (int)Math.Min(limit, 2L * had));
            }
        }
    }

    /// <summary>Nothing may follow.</summary>
    public void ExpectEnd()
    {
        Span<byte> more = stackalloc byte[1];
        if (Read(more) > 0)
        {
            throw Broken("goes on after its end");
        }
    }

    public DataFileException Broken(string problem, Exception? cause = null) => DataFileException.Broken(File, _format, problem, cause);

    public void Dispose() => _stream.Dispose();

    private static bool IsGzip(FileStream file)
    {
        Span<byte> start = stackalloc byte[2];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return read == start.Length && start is [0x1f, 0x8b];
    }

    private int Read(Span<byte> bytes)
    {
        try
        {
            return _stream.Read(bytes);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            throw Broken("cannot be decompressed", e);
        }
    }
}
