namespace MiniTensor.Data;

/// <summary>CIFAR-10: 50,000 + 10,000 photographs of ten kinds of things, 32 x 32, in colour.</summary>
/// <remarks>Source: Krizhevsky 2009, "Learning Multiple Layers of Features from Tiny Images",
/// <see href="https://www.cs.toronto.edu/~kriz/cifar.html"/>.</remarks>
public static class Cifar10
{
    internal const string Set = "cifar10";

    private const int Size = 32;
    private const int ImageBytes = 3 * Size * Size;

    /// <summary>A record is the class, then the picture: all of red, all of green, all of blue.</summary>
    private const int RecordBytes = 1 + ImageBytes;

    private const int BatchBytes = 10_000 * RecordBytes;

    private static readonly string[] s_classNames = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    private static readonly DataFile[] s_train =
    [
        new(Set, "data_batch_1.bin", BatchBytes, "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5"),
        new(Set, "data_batch_2.bin", BatchBytes, "a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed"),
        new(Set, "data_batch_3.bin", BatchBytes, "bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67"),
        new(Set, "data_batch_4.bin", BatchBytes, "014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48"),
        new(Set, "data_batch_5.bin", BatchBytes, "755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add"),
    ];

    private static readonly DataFile[] s_test =
        [new(Set, "test_batch.bin", BatchBytes, "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b")];

    internal static IReadOnlyList<DataFile> Files { get; } = [.. s_train, .. s_test];

    /// <summary>Reads the photographs.</summary>
    /// <param name="train">The 50,000 to learn from; otherwise the 10,000 to test with.</param>
    /// <exception cref="DataFileException">A file is missing or not right: the message says how to get it.</exception>
    public static ImageDataset Load(bool train)
    {
        var files = train ? s_train : s_test;
        var contents = new byte[files.Length][];

        // Decompressing and hashing 180 MB is worth all processors.
        Parallel.For(0, files.Length, i => contents[i] = files[i].Read());
        return Parse(
            [.. files.Select((file, i) => (file.Name, contents[i]))],
            train ? "CIFAR-10, 50,000 photographs to learn from" : "CIFAR-10, 10,000 photographs to test with");
    }

    /// <summary>Reads a file of records in the binary form of CIFAR-10, plain, gzip or Brotli (.bin.br).</summary>
    /// <exception cref="DataFileException">The file is damaged, cut off, or no such file.</exception>
    public static ImageDataset LoadFile(string path)
    {
        using var reader = new ByteReader(path, "CIFAR-10");
        return Parse([(path, reader.AtMost(Array.MaxLength))], Path.GetFileName(path));
    }

    private static ImageDataset Parse((string File, byte[] Content)[] files, string description)
    {
        var count = files.Sum(file => file.Content.Length / RecordBytes);
        var (pixels, classes) = (new byte[count * ImageBytes], new byte[count]);
        var at = 0;
        foreach (var (file, content) in files)
        {
            if (content.Length % RecordBytes != 0)
            {
                throw DataFileException.Broken(file, "CIFAR-10", $"has {content.Length} bytes, which is no whole number of records of {RecordBytes}");
            }

            for (var record = 0; record < content.Length; record += RecordBytes, at++)
            {
                classes[at] = content[record];
                if (classes[at] >= s_classNames.Length)
                {
                    throw DataFileException.Broken(file, "CIFAR-10", $"has class {classes[at]} at byte {record}, where 0 to {s_classNames.Length - 1} belong");
                }

                content.AsSpan(record + 1, ImageBytes).CopyTo(pixels.AsSpan(at * ImageBytes));
            }
        }

        return new(pixels, classes, [3, Size, Size], s_classNames) { Description = description };
    }
}
