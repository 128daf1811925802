using System.Runtime.InteropServices;

namespace MiniTensor.IO;

/// <summary>Reads and writes tensors in safetensors files, the format that models are mostly published in.</summary>
/// <remarks>
/// Written files hold float32 and are byte for byte those of the Python package: <see href="https://github.com/huggingface/safetensors"/>.
/// Read are F32, F16, BF16, F64, I64, I32, U8 and BOOL, where float32 holds each number exactly. Memory for tensors is taken only after
/// the whole header has been checked against the file's size. A file that <see cref="Checkpoint"/> wrote has a checksum of itself, which is compared.
/// </remarks>
public static class Safetensors
{
    private const int ChunkFloats = 16 * 1024;

    /// <summary>All tensors of a file, by name.</summary>
    /// <exception cref="SafetensorsException">The file is damaged, or has numbers that float32 cannot hold.</exception>
    public static IReadOnlyDictionary<string, Tensor> Load(string path) => Load(path, out _);

    /// <summary>All tensors of a file, by name, and the texts that were saved with them.</summary>
    /// <exception cref="SafetensorsException">The file is damaged, or has numbers that float32 cannot hold.</exception>
    public static IReadOnlyDictionary<string, Tensor> Load(string path, out IReadOnlyDictionary<string, string> metadata)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        return Read(stream, path, out metadata);
    }

    /// <summary>Writes tensors to a file. A crash in the middle leaves half a file: <see cref="Checkpoint"/> does not.</summary>
    /// <param name="path">The file; one that exists is overwritten.</param>
    /// <param name="tensors">The tensors by name, of any shapes and strides.</param>
    /// <param name="metadata">Texts to go with them.</param>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        using var stream = File.Create(path);
        Write(stream, tensors, metadata);
    }

    internal static IReadOnlyDictionary<string, Tensor> Read(Stream stream, string file, out IReadOnlyDictionary<string, string> metadata)
    {
        var tensors = new Dictionary<string, Tensor>();
        try
        {
            var header = SafetensorsHeader.Read(stream, file);
            using var checksum = header.Checksum;
            var buffer = new byte[ChunkBytes(header)];
            foreach (var entry in header.Tensors)
            {
                stream.Position = header.DataStart + entry.Begin;
                var tensor = Tensor.Empty(entry.Shape);
                tensors.Add(entry.Name, tensor);
                Fill(tensor, entry, stream, buffer, file, checksum);
            }

            checksum?.Verify(file);

            metadata = header.Metadata;
            return tensors;
        }
        catch (Exception e)
        {
            foreach (var tensor in tensors.Values)
            {
                tensor.Dispose();
            }

            throw e is EndOfStreamException ? SafetensorsException.Broken(file, null, "became shorter while it was read", e) : e;
        }
    }

    internal static void Write(
        Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata, bool checksum = false)
    {
        if (tensors.ContainsKey(SafetensorsHeader.MetadataKey))
        {
            throw new ArgumentException(
                $"A tensor cannot be called {SafetensorsHeader.MetadataKey}: the format keeps that name for its texts.", nameof(tensors));
        }

        if (metadata is not null && metadata.ContainsKey(Checksum.Key))
        {
            throw new ArgumentException($"A text cannot be called {Checksum.Key}: the file's own checksum is called that.", nameof(metadata));
        }

        var ordered = SafetensorsHeader.InOrder(tensors.Keys).Select(name => (Name: name, Tensor: tensors[name])).ToList();
        var header = SafetensorsHeader.Write(
            ordered, checksum ? (metadata ?? new Dictionary<string, string>()).Append(new(Checksum.Key, Checksum.Blank)) : metadata);
        using var sum = checksum ? SafetensorsHeader.ChecksumOf(header) : null;
        stream.Write(header);
        var chunk = new float[ChunkFloats];
        foreach (var (_, tensor) in ordered)
        {
            using var mode = GradMode.NoGrad();
            var rows = tensor.Contiguous();
            foreach (var (part, count) in Chunks(rows))
            {
                part.Backend.Download(part, chunk.AsSpan(0, count));
                var bytes = MemoryMarshal.AsBytes(chunk.AsSpan(0, count));
                stream.Write(bytes);
                sum?.Add(bytes);
            }

            if (!ReferenceEquals(rows, tensor))
            {
                rows.Dispose();
            }
        }

        sum?.WriteTo(stream);
    }

    private static int ChunkBytes(SafetensorsHeader header) =>
        (int)header.Tensors.Select(entry => Math.Min(entry.End - entry.Begin, (long)ChunkFloats * entry.Format.Bytes)).DefaultIfEmpty().Max();

    private static void Fill(Tensor tensor, TensorEntry entry, Stream stream, byte[] buffer, string file, Checksum? checksum)
    {
        var floats = new float[Math.Min(ChunkFloats, tensor.Count)];
        var at = 0;
        foreach (var (part, count) in Chunks(tensor))
        {
            var bytes = buffer.AsSpan(0, count * entry.Format.Bytes);
            stream.ReadExactly(bytes);
            checksum?.Add(bytes);
            var inexact = entry.Format.Decode(bytes, floats.AsSpan(0, count));
            if (inexact >= 0)
            {
                throw SafetensorsException.Unusable(
                    file,
                    entry.Name,
                    $"element {at + inexact} is not a number that float32 holds exactly",
                    "Round the tensor to F32 where the file is made.");
            }

            part.Backend.Upload(floats.AsSpan(0, count), part);
            at += count;
        }
    }

    // A contiguous tensor in pieces, so that no second copy of a large one is held on the way.
    private static IEnumerable<(Tensor Part, int Count)> Chunks(Tensor rows)
    {
        for (var at = 0; at < rows.Count; at += ChunkFloats)
        {
            var count = Math.Min(ChunkFloats, rows.Count - at);
            yield return (new Tensor(rows.Storage, new Layout([count], [1], rows.Layout.Offset + at)), count);
        }
    }
}
