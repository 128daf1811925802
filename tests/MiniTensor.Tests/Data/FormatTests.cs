using System.Text;
using MiniTensor.Data;
using Xunit;

namespace CourseKit.Tests.MiniTensor.Data;

public sealed class FormatTests : IDisposable
{
    // Two pictures of 2 x 3, written out by hand.
    private static readonly byte[] s_idx = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

    private readonly TempFile _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Idx_is_read_plain_gzipped_and_in_Brotli_and_written_as_it_was()
    {
        foreach (var path in new[]
        {
            _files.Put("a", s_idx), _files.Put("a.gz", TempFile.Gzip(s_idx)), _files.Put("a.br", TempFile.Brotli(s_idx)),
        })
        {
            var idx = Idx.Load(path);
            Assert.Equal([2, 2, 3], idx.Shape.ToArray());
            Assert.Equal(Enumerable.Range(1, 12).Select(i => (byte)i), idx.Values);
        }

        var copy = Path.Combine(_files.Folder, "copy");
        Idx.Save(copy, [2, 2, 3], s_idx.AsSpan(16));
        Assert.Equal(s_idx, File.ReadAllBytes(copy));
    }

    [Fact]
    public void A_broken_Idx_file_is_named_with_what_is_wrong()
    {
        Assert.Contains("has 3 bytes of header where 4 are announced", Fault("short", s_idx.AsSpan(0, 3)), StringComparison.Ordinal);
        Assert.Contains("has 2 bytes of header where 4 are announced", Fault("sizes", s_idx.AsSpan(0, 14)), StringComparison.Ordinal);
        Assert.Contains("has 11 bytes of elements where 12 are announced", Fault("cut", s_idx.AsSpan(0, 27)), StringComparison.Ordinal);
        Assert.Contains("goes on after its end", Fault("long", [.. s_idx, 0]), StringComparison.Ordinal);
        Assert.Contains("begins with 00000D03", Fault("floats", [0, 0, 13, 3]), StringComparison.Ordinal);
        Assert.Contains("begins with 00000800", Fault("scalar", [0, 0, 8, 0]), StringComparison.Ordinal);
        Assert.Contains("begins with 504B0304", Fault("zip", "PK\u0003\u0004"u8), StringComparison.Ordinal);
        Assert.Contains("axis of size 4294967295", Fault("negative", [0, 0, 8, 1, 255, 255, 255, 255]), StringComparison.Ordinal);
        Assert.Contains("download or save it again", Fault("empty", []), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_announces_gigabytes_takes_no_memory()
    {
        Assert.Contains("has 5 bytes of elements where 2147483591", Fault("huge", [0, 0, 8, 1, 0x7f, 0xff, 0xff, 0xc7, 1, 2, 3, 4, 5]), StringComparison.Ordinal);
        Assert.Contains("more than", Fault("product", [0, 0, 8, 2, 0, 1, 0, 0, 0, 1, 0, 0]), StringComparison.Ordinal);
        var bomb = TempFile.Gzip([.. s_idx, .. new byte[20_000_000]]);
        Assert.InRange(bomb.Length, 0, 100_000);
        Assert.Contains("goes on after its end", Fault("bomb.gz", bomb), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_compression_is_told()
    {
        var gzip = TempFile.Gzip(s_idx);
        gzip[12] ^= 0xff;
        Assert.Contains("Idx", Fault("flipped.gz", gzip), StringComparison.Ordinal);
        Assert.Contains("cannot be decompressed", Fault("noise.br", [0xff, 1, 2, 3, 4, 5, 6, 7]), StringComparison.Ordinal);
    }

    [Fact]
    public void Cifar_records_are_class_then_red_green_and_blue()
    {
        byte[] record = [7, .. Enumerable.Repeat((byte)10, 1024), .. Enumerable.Repeat((byte)20, 1024), .. Enumerable.Repeat((byte)30, 1024)];
        byte[] other = [9, .. Enumerable.Range(0, 3072).Select(i => (byte)(i % 256))];
        var pictures = Cifar10.LoadFile(_files.Put("x.bin.br", TempFile.Brotli([.. record, .. other])));
        Assert.Equal((2, "horse", "truck"), (pictures.Count, pictures.ClassNames[pictures.Classes[0]], pictures.ClassNames[pictures.Classes[1]]));
        Assert.Equal([10, 20, 30], new[] { pictures.Pixels(0)[0], pictures.Pixels(0)[1024], pictures.Pixels(0)[2048] });
        Assert.Equal(other[1..], pictures.Pixels(1).ToArray());

        Assert.Contains("no whole number of records of 3073", Broken("cut.bin", record.AsSpan(1)), StringComparison.Ordinal);
        record[0] = 10;
        Assert.Contains("has class 10 at byte 3073", Broken("class.bin", [.. other, .. record]), StringComparison.Ordinal);

        string Broken(string name, ReadOnlySpan<byte> bytes) => _files.Fault(name, bytes, path => Cifar10.LoadFile(path));
    }

    [Fact]
    public void Text_is_UTF8_with_or_without_its_mark_and_lines_end_as_they_like()
    {
        Assert.Equal("grün", TextFile.Load(_files.Put("a.txt", Encoding.UTF8.GetBytes("grün"))));
        Assert.Equal(["a", "b", "", "c"], TextFile.LoadLines(_files.Put("b.txt", [0xef, 0xbb, 0xbf, .. "a\r\nb\n\nc\n"u8])));
        Assert.Equal(["a", "b"], TextFile.LoadLines(_files.Put("c.txt.gz", TempFile.Gzip("a\nb"u8))));
        Assert.Empty(TextFile.LoadLines(_files.Put("d.txt", [])));
        var fault = _files.Fault("latin1.txt", [(byte)'g', (byte)'r', 0xfc, (byte)'n'], path => TextFile.Load(path));
        Assert.Contains("is not UTF-8 text: byte 2", fault, StringComparison.Ordinal);
        Assert.Contains("Save it as UTF-8", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b\n1,2\n", new[] { "a", "b" }, new[] { "1", "2" })]
    [InlineData("a,b\r\n1,2", new[] { "a", "b" }, new[] { "1", "2" })]
    [InlineData("a,b\n\n1,\n", new[] { "a", "b" }, new[] { "1", "" })]
    [InlineData("a,\n,2", new[] { "a", "" }, new[] { "", "2" })]
    [InlineData("a,b\n1,", new[] { "a", "b" }, new[] { "1", "" })]
    [InlineData("\"x,\"\"y\"\"\",\"p\nq\"\r\n\"\",\"z\"\r\n", new[] { "x,\"y\"", "p\nq" }, new[] { "", "z" })]
    public void Csv_is_read_with_quotes_and_every_end_of_line(string text, string[] header, string[] row)
    {
        var table = Csv.Load(_files.Put("t.csv", Encoding.UTF8.GetBytes(text)), hasHeader: true);
        Assert.Equal(header, table.Header);
        Assert.Equal([row], table.Rows);
    }

    [Fact]
    public void Csv_gives_numbers_and_names_the_line_that_is_wrong()
    {
        var table = Csv.Parse("t.csv", "name;x;n\n\"a\nb\";1.5;2\nc;-3e2;7\n", hasHeader: true, separator: ';');
        Assert.Equal([1.5f, 2, -300, 7], table.Numbers(table.Column("x"), 2).ToArray());
        Assert.Equal([2, 7], table.Integers(2));
        Assert.Contains("Its columns are name, x, n", Assert.Throws<DataFileException>(() => table.Column("y")).Message, StringComparison.Ordinal);
        Assert.Contains(
            "line 4 has 'c' in column 1, where a number belongs",
            Assert.Throws<DataFileException>(() => Csv.Parse("t.csv", "n;x\n1;\"\n\"\nc;2", hasHeader: true, separator: ';').Integers(0)).Message,
            StringComparison.Ordinal);
        Assert.Contains("line 3 has 1 fields, and the first row 2", Broken("a,b\n1,2\n3\n"), StringComparison.Ordinal);
        Assert.Contains("line 2 opens a quote that is not closed", Broken("a,b\n1,\"2\n3"), StringComparison.Ordinal);
        Assert.Contains("line 1 goes on with 'x' behind a closing quote", Broken("\"a\"x,b"), StringComparison.Ordinal);
        Assert.Contains("line 1 should name the columns", Broken(""), StringComparison.Ordinal);

        static string Broken(string text) => Assert.Throws<DataFileException>(() => Csv.Parse("t.csv", text, hasHeader: true)).Message;
    }

    private string Fault(string name, ReadOnlySpan<byte> bytes) => _files.Fault(name, bytes, path => Idx.Load(path));
}
