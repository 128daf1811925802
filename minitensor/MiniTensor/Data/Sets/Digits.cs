namespace MiniTensor.Data;

/// <summary>1,797 handwritten digits, 8 x 8, with 17 levels of grey.</summary>
/// <remarks>Source: Alpaydin and Kaynak 1998, "Optical Recognition of Handwritten Digits", as scikit-learn has them.</remarks>
public static class Digits
{
    internal const string Set = "digits";

    private const int Size = 8;
    private const int Darkest = 16;

    /// <summary>Four in five to learn from. The writers of the last ones are others than those of the first.</summary>
    private const int TrainCount = 1437;

    internal static DataFile File { get; } =
        new(Set, "digits.csv", 264_712, "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8");

    /// <summary>Reads the digits, all 1,797.</summary>
    /// <exception cref="DataFileException">The file is missing or not right: the message says how to get it.</exception>
    public static ImageDataset Load() => Load(0, int.MaxValue, "Digits, all 1,797");

    /// <summary>Reads a part.</summary>
    /// <param name="train">The first 1,437 to learn from; otherwise the last 360 to test with.</param>
    /// <exception cref="DataFileException">The file is missing or not right: the message says how to get it.</exception>
    public static ImageDataset Load(bool train) => train
        ? Load(0, TrainCount, "Digits, the first 1,437 to learn from")
        : Load(TrainCount, int.MaxValue, "Digits, the last 360 to test with");

    private static ImageDataset Load(int from, int to, string description)
    {
        var table = Csv.Parse(File.Name, TextFile.Decode(File.Name, File.Read()), hasHeader: false);
        var columns = Enumerable.Range(0, Size * Size + 1).Select(table.Integers).ToArray();
        var rows = Enumerable.Range(0, table.Rows.Count).Where(row => row >= from && row < to).ToArray();
        return new(
            [.. rows.SelectMany(row => columns[..^1], (row, column) => (byte)column[row])],
            [.. rows.Select(row => (byte)columns[^1][row])],
            [1, Size, Size],
            ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"])
        {
            Full = Darkest,
            Description = description,
        };
    }
}
