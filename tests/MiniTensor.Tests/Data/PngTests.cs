using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using MiniTensor;
using MiniTensor.Data;
using Xunit;

namespace CourseKit.Tests.MiniTensor.Data;

public sealed class PngTests : IDisposable
{
    private readonly TempFile _files = new();

    public static TheoryData<int, int, bool> Kinds()
    {
        var kinds = new TheoryData<int, int, bool>();
        foreach (var (colour, depths) in new[] { (0, new[] { 1, 2, 4, 8, 16 }), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]) })
        {
            foreach (var depth in depths)
            {
                kinds.Add(colour, depth, false);
                kinds.Add(colour, depth, true);
            }
        }

        return kinds;
    }

    public void Dispose() => _files.Dispose();

    /// <summary>Samples are drawn, packed by the rules of the format in this file, and must come back.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_is_read_in_every_size(int colour, int depth, bool interlaced)
    {
        var rng = new Rng((ulong)(100 * colour + depth));
        foreach (var (width, height) in new[] { (1, 1), (3, 2), (8, 8), (9, 7), (33, 5), (5, 19) })
        {
            foreach (var isTransparent in colour is 4 or 6 ? new[] { false } : [false, true])
            {
                var made = new MadePng(width, height, colour, depth, interlaced, isTransparent, rng);
                var picture = Png.Decode("made.png", made.Bytes());
                Assert.Equal((width, height, made.Channels, depth == 16 ? 16 : 8), (picture.Width, picture.Height, picture.Channels, picture.Depth));
                Assert.Equal(made.Expected(), picture.Bytes);
            }
        }
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(2, 8)]
    [InlineData(3, 8)]
    [InlineData(4, 8)]
    [InlineData(1, 16)]
    [InlineData(4, 16)]
    public void What_is_written_is_read_back(int channels, int depth)
    {
        var rng = new Rng(5);
        byte[] bytes = [.. Enumerable.Range(0, 23 * 11 * channels * depth / 8).Select(i => (byte)(i / 7 + rng.Next(3)))];
        var path = Path.Combine(_files.Folder, "a.png");
        Png.Save(path, new Picture(23, 11, channels, depth, bytes));
        var picture = Png.Load(path);
        Assert.Equal((23, 11, channels, depth), (picture.Width, picture.Height, picture.Channels, picture.Depth));
        Assert.Equal(bytes, picture.Bytes);
    }

    [Fact]
    public void A_picture_becomes_a_tensor_and_back()
    {
        var tensor = Tensor.Of([0, 1, 0.5f, 0.2f, -1, 2, float.NaN, 1, 0, 0, 0, 0], [3, 2, 2]);
        var picture = Picture.Of(tensor);
        Assert.Equal([0, 0, 0, 255, 255, 0, 128, 0, 0, 51, 255, 0], picture.Bytes);
        Assert.Equal([0, 1, 128 / 255f, 51 / 255f, 0, 1, 0, 1, 0, 0, 0, 0], picture.ToTensor().ToArray());
        Assert.Equal([256 / 65535f, 1], new Picture(2, 1, 1, 16, [1, 0, 255, 255]).ToTensor().ToArray());
        Assert.Throws<ShapeException>(() => Picture.Of(Tensor.Zeros([5, 2, 2])));
        Assert.Throws<ShapeException>(() => new Picture(2, 2, 1, 8, [1]));
    }

    [Fact]
    public void A_broken_file_is_named_with_what_is_wrong()
    {
        var good = new MadePng(9, 7, 2, 8, false, false, new Rng(1)).Bytes();
        Assert.Contains("does not begin with the eight bytes", Fault("a", "GIF89a...."u8), StringComparison.Ordinal);
        Assert.Contains("a: is a JPEG. Only PNG can be read: save the picture as PNG.", Fault("a", [0xff, 0xd8, 0xff, 0xe0, 0, 16, (byte)'J']), StringComparison.Ordinal);
        Assert.Contains("ends before its last chunk", Fault("b", good.AsSpan(0, 33)), StringComparison.Ordinal);
        Assert.Contains("announces", Fault("c", good.AsSpan(0, good.Length - 20)), StringComparison.Ordinal);
        for (var at = 29; at < good.Length; at += 5)
        {
            byte[] flipped = [.. good];
            flipped[at] ^= 4;
            var message = Fault($"flipped{at}", flipped);
            Assert.True(message.Contains("check sum", StringComparison.Ordinal) || message.Contains("chunk", StringComparison.Ordinal), message);
        }

        Assert.Contains("IHDR values that PNG does not know: 9 x 7, depth 3", Fault("d", Made(depth: 3)), StringComparison.Ordinal);
        Assert.Contains("colour type 5", Fault("e", Made(colour: 5)), StringComparison.Ordinal);
        Assert.Contains("interlace 2", Fault("f", Made(interlace: 2)), StringComparison.Ordinal);
        Assert.Contains("0 x 7", Fault("g", Made(width: 0)), StringComparison.Ordinal);
        Assert.Contains("chunk ABCD, without which", Fault("h", Made(before: "ABCD")), StringComparison.Ordinal);
        Assert.Contains("filter 5", Fault("i", Made(rows: Rows(5))), StringComparison.Ordinal);
        Assert.Contains("fewer pixels", Fault("j", Made(rows: Rows(0)[..100])), StringComparison.Ordinal);
        Assert.Contains("more pixels", Fault("k", Made(rows: [.. Rows(0), 0])), StringComparison.Ordinal);
        Assert.Contains("palette of 0 bytes", Fault("l", Made(colour: 3)), StringComparison.Ordinal);
        Assert.Contains("pixel of colour 200, and its palette has 2", Fault("m", Made(colour: 3, before: "PLTE", rows: Rows(0, 10, 200))), StringComparison.Ordinal);
        Assert.Contains("bytes of transparency", Fault("n", Made(before: "tRNS")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_size_that_the_file_cannot_hold_takes_no_memory()
    {
        Assert.Contains("compressed bytes cannot hold", Fault("wide", Made(width: 20_000, height: 10_000)), StringComparison.Ordinal);
        Assert.Contains("larger than a program can hold", Fault("huge", Made(width: int.MaxValue, height: int.MaxValue)), StringComparison.Ordinal);
        Assert.Contains("does not know: 4294967295 x 7", Fault("negative", Made(width: -1)), StringComparison.Ordinal);
    }

    private static byte[] Rows(byte filter, int width = 28, byte value = 0) =>
        [.. Enumerable.Range(0, 7).SelectMany(_ => (byte[])[filter, .. Enumerable.Repeat(value, width - 1)])];

    /// <summary>A file of 9 x 7 pixels in colour with something wrong in it, and right check sums.</summary>
    private static byte[] Made(
        int width = 9, int height = 7, byte depth = 8, byte colour = 2, byte interlace = 0, string? before = null, byte[]? rows = null)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (depth, colour, interlace);
        byte[] extra = before is null ? [] : MadePng.Chunk(before, before == "tRNS" ? [1] : [1, 2, 3, 4, 5, 6]);
        return [.. MadePng.Start, .. MadePng.Chunk("IHDR", header), .. extra, .. MadePng.Chunk("IDAT", MadePng.Zlib(rows ?? Rows(0))), .. MadePng.Chunk("IEND", [])];
    }

    private string Fault(string name, ReadOnlySpan<byte> bytes) => _files.Fault(name, bytes, path => Png.Load(path));
}
