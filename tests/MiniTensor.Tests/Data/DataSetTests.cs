using System.Security.Cryptography;
using MiniTensor;
using MiniTensor.Data;
using Xunit;

namespace CourseKit.Tests.MiniTensor.Data;

public sealed class DataSetTests : IDisposable
{
    private static readonly byte[] s_content = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i))];

    private readonly TempFile _files = new();

    private static DataFile File => new("set", "file", s_content.Length, Convert.ToHexStringLower(SHA256.HashData(s_content)));

    private string[] Folders => [Path.Combine(_files.Folder, "one"), Path.Combine(_files.Folder, "two")];

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_file_is_known_by_its_content_however_it_is_compressed()
    {
        foreach (var (name, bytes) in new[] { ("file", s_content), ("file.gz", TempFile.Gzip(s_content)), ("file.br", TempFile.Brotli(s_content)) })
        {
            var path = _files.Put("two/set/" + name, bytes);
            Assert.Equal(s_content, File.Read(Folders));
            System.IO.File.Delete(path);
        }
    }

    [Fact]
    public void Wrong_copies_are_passed_over_and_named_with_both_checksums_when_there_is_no_right_one()
    {
        byte[] damaged = [.. s_content];
        damaged[17] ^= 1;
        var first = _files.Put("one/set/file", damaged);
        var second = _files.Put("two/set/file.gz", TempFile.Gzip(s_content.AsSpan(1)));
        var third = _files.Put("two/set/file.br", [.. TempFile.Brotli(s_content).AsSpan(0, 20)]);
        byte[] noise = [0xff, 1, 2, 3, 4, 5, 6, 7];
        var fourth = _files.Put("one/set/file.br", noise);
        var message = Assert.Throws<DataFileException>(() => File.Read(Folders)).Message;
        Assert.Contains($"{fourth} cannot be decompressed", message, StringComparison.Ordinal);
        Assert.Contains($"as it lies, 8 bytes with SHA-256 {Hash(noise)}; expected, decompressed, 5000 bytes with SHA-256 {Hash(s_content)}", message, StringComparison.Ordinal);
        Assert.Contains($"{first} has 5000 bytes with SHA-256 {Hash(damaged)}; expected 5000 bytes with SHA-256 {Hash(s_content)}", message, StringComparison.Ordinal);
        var compressed = System.IO.File.ReadAllBytes(second);
        Assert.Contains(
            $"{second} has 4999 bytes with SHA-256 {Hash(s_content.AsSpan(1))} when decompressed; expected 5000 bytes with SHA-256 {Hash(s_content)} when decompressed; "
            + $"as it lies, the file has {compressed.Length} bytes with SHA-256 {Hash(compressed)}",
            message,
            StringComparison.Ordinal);
        Assert.Contains(third, message, StringComparison.Ordinal);
        Assert.Contains("`course data get set` brings it", message, StringComparison.Ordinal);

        _files.Put("two/set/file", s_content);
        List<string> notes = [];
        Assert.Equal(s_content, File.Read(Folders, notes.Add));
        Assert.StartsWith($"{first} has 5000 bytes with SHA-256 {Hash(damaged)}; expected 5000 bytes with SHA-256 {Hash(s_content)}; {fourth} cannot", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Contains($" In its place {Path.Combine(_files.Folder, "two", "set", "file")} is used, which is right.", notes[0], StringComparison.Ordinal);
        _files.Put("two/set/file", [.. s_content, 1, 2]);
        Assert.Contains("has more than 5000 bytes", Assert.Throws<DataFileException>(() => File.Read(Folders)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compressed_copy_that_was_cut_off_says_which_bytes_are_compared()
    {
        var whole = TempFile.Gzip([.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i * i / 7))]);
        var cut = _files.Put("one/set/file.gz", whole.AsSpan(0, whole.Length / 2));
        var message = Assert.Throws<DataFileException>(() => File.Read(Folders)).Message;
        Assert.Matches($"{System.Text.RegularExpressions.Regex.Escape(cut)} (has [0-9]+ bytes with SHA-256 [0-9a-f]+ when decompressed|cannot be decompressed)", message);
        Assert.Contains($"as it lies, ", message, StringComparison.Ordinal);
        Assert.Contains($"{whole.Length / 2} bytes with SHA-256 {Hash(whole.AsSpan(0, whole.Length / 2))}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_passed_over_is_said_once()
    {
        using var written = new StringWriter();
        var before = Console.Error;
        try
        {
            Console.SetError(written);
            var text = $"a copy {Guid.NewGuid()} is wrong";
            DataFolder.Note(text);
            DataFolder.Note(text);
            Assert.Single(written.ToString().Split('\n'), line => line.TrimEnd() == $"Note: {text}");
        }
        finally
        {
            Console.SetError(before);
        }
    }

    [Fact]
    public void A_file_that_is_nowhere_names_the_places_and_the_remedy()
    {
        var message = Assert.Throws<DataFileException>(() => File.Read(Folders)).Message;
        Assert.Contains(Path.Combine(_files.Folder, "one", "set", "file.gz"), message, StringComparison.Ordinal);
        Assert.Contains(DataFolder.Variable, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_is_here_when_all_its_files_are_and_half_a_download_is_none()
    {
        var set = new DataSet("set", "", "", [File, File with { Name = "other" }]);
        _files.Put("two/set/file.gz", TempFile.Gzip(s_content));
        _files.Put("two/set/other.part", s_content.AsSpan(0, 100));
        Assert.False(set.IsIn(Folders));
        _files.Put("one/set/other", s_content.AsSpan(0, 100));
        Assert.True(set.IsIn(Folders)); // the copy is wrong: Read names it
        Assert.True(DataSet.Of("digits").IsHere);
        Assert.Contains("fashion-mnist-part", Assert.Throws<ArgumentException>(() => DataSet.Of("mnits")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_part_of_Fashion_MNIST_has_the_documented_numbers_of_each_class()
    {
        var (train, test) = (FashionMnist.Load(train: true, whole: false), FashionMnist.Load(train: false, whole: false));
        Assert.Equal([942, 1027, 1016, 1019, 974, 989, 1021, 1022, 990, 1000], Counts(train));
        Assert.Equal([200, 203, 214, 190, 219, 195, 197, 200, 194, 188], Counts(test));
        Assert.Equal([1, 28, 28], train.InputShape.ToArray());
        Assert.Contains("the first 10,000 of 60,000", train.Description, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_part_of_Fashion_MNIST_is_the_beginning_of_the_whole()
    {
        Skip.IfNot(DataSet.Of("fashion-mnist").IsHere, "`course data get fashion-mnist` brings the whole.");
        foreach (var isTrain in new[] { true, false })
        {
            var (whole, part) = (FashionMnist.Load(isTrain), FashionMnist.Load(isTrain, whole: false));
            Assert.Equal(isTrain ? 60_000 : 10_000, whole.Count);
            Assert.Equal(whole.Classes[..part.Count], part.Classes);
            Assert.True(Enumerable.Range(0, part.Count).All(i => whole.Pixels(i).SequenceEqual(part.Pixels(i))));
        }
    }

    [SkippableTheory]
    [InlineData("mnist", true, 60_000, 5923)]
    [InlineData("mnist", false, 10_000, 980)]
    [InlineData("cifar10", true, 50_000, 5000)]
    [InlineData("cifar10", false, 10_000, 1000)]
    public void Whole_sets_have_their_published_sizes(string name, bool train, int count, int ofFirstClass)
    {
        Skip.IfNot(DataSet.Of(name).IsHere, $"`course data get {name}` brings it.");
        var pictures = name == "mnist" ? Mnist.Load(train) : Cifar10.Load(train);
        Assert.Equal((count, ofFirstClass), (pictures.Count, Counts(pictures)[0]));
    }

    [Fact]
    public void Digits_have_17_levels_of_grey_and_two_parts()
    {
        var (all, train, test) = (Digits.Load(), Digits.Load(train: true), Digits.Load(train: false));
        Assert.Equal((1797, 1437, 360), (all.Count, train.Count, test.Count));
        Assert.Equal([178, 182, 177, 183, 181, 182, 181, 179, 174, 180], Counts(all));
        Assert.Equal(all.Pixels(1437), test.Pixels(0));
        using var loader = new DataLoader(all, 1797);
        var values = loader.Epoch().First().Inputs.ToArray();
        Assert.Equal((0, 1), (values.Min(), values.Max()));
        Assert.Equal(5 / 16f, values[2]);
    }

    [Fact]
    public void Tiny_Shakespeare_has_its_characters()
    {
        var text = TinyShakespeare.Load();
        Assert.Equal((1_115_394, 65, 40_000), (text.Length, text.Distinct().Count(), text.Count(c => c == '\n')));
        Assert.StartsWith("First Citizen:\nBefore we proceed any further, hear me speak.", text, StringComparison.Ordinal);
    }

    private static int[] Counts(ImageDataset pictures) =>
        [.. pictures.Classes.ToArray().GroupBy(label => label).OrderBy(group => group.Key).Select(group => group.Count())];

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
