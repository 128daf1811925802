using System.Text;
using MiniTensor.IO;
using Xunit;

namespace MiniTensor.Tests.IO;

public sealed class SafetensorsTests
{
    [Fact]
    public void Every_bit_comes_back()
    {
        float[] special =
        [
            0f, -0f, float.Epsilon, -float.Epsilon, float.MaxValue, float.PositiveInfinity, float.NegativeInfinity,
            Bits(0x7FC00000), Bits(0xFFC12345), Bits(0x7F800001), Bits(0xFFBFFFFF), // NaNs, quiet and signalling, with payloads
        ];
        var tensors = new Dictionary<string, Tensor>
        {
            ["special"] = Tensor.Of(special),
            ["scalar"] = Tensor.Scalar(-0.0),
            ["empty"] = Tensor.Zeros([2, 0, 3]),
            ["large"] = Tensor.Uniform(new Rng(3), [3, 7, 2001]), // several chunks, the last one partial
        };

        var loaded = Load(Save(tensors));

        Assert.Equal(tensors.Keys.Order(StringComparer.Ordinal), loaded.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, tensor) in tensors)
        {
            Assert.Equal(tensor.Shape, loaded[name].Shape);
            Assert.Equal(Bits(tensor), Bits(loaded[name]));
        }
    }

    [Fact]
    public void Random_bits_come_back_from_any_strides()
    {
        var rng = new Rng(4);
        for (var round = 0; round < 50; round++)
        {
            int[] shape = [rng.Next(4), rng.Next(5) + 1, rng.Next(6) + 1];
            var numbers = Enumerable.Range(0, shape[0] * shape[1] * shape[2]).Select(_ => Bits(rng.NextUInt32())).ToArray();
            var row = Tensor.Of(numbers, shape);
            var view = new Tensor(row.Storage, new Layout([shape[2], shape[0], shape[1]], [1, shape[1] * shape[2], shape[2]], 0));
            var loaded = Load(Save(new() { ["row"] = row, ["view"] = view }));
            Assert.Equal(Bits(row), Bits(loaded["row"]));
            Assert.Equal(view.Shape, loaded["view"].Shape);
            Assert.Equal(Bits(view), Bits(loaded["view"]));
        }
    }

    // Source: the known answers in the package's own tests, safetensors/src/tensor.rs (test_serialization, test_empty and
    // test_serialization_forced_alignement): length, text, numbers.
    [Theory]
    [InlineData("attn.0", new[] { 1, 2, 3 }, 64, "{\"attn.0\":{\"dtype\":\"F32\",\"shape\":[1,2,3],\"data_offsets\":[0,24]}}")]
    [InlineData("attn0", new[] { 1, 1, 2, 3 }, 72, "{\"attn0\":{\"dtype\":\"F32\",\"shape\":[1,1,2,3],\"data_offsets\":[0,24]}}       ")]
    public void A_file_is_byte_for_byte_that_of_the_Python_package(string name, int[] shape, byte length, string header)
    {
        byte[] numbers = [0, 0, 0, 0, 0, 0, 128, 63, 0, 0, 0, 64, 0, 0, 64, 64, 0, 0, 128, 64, 0, 0, 160, 64];
        byte[] expected = [length, 0, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(header), .. numbers];
        Assert.Equal(expected, Save(new() { [name] = Tensor.Of([0, 1, 2, 3, 4, 5], shape) }));
    }

    [Fact]
    public void A_file_without_tensors_is_that_of_the_Python_package()
    {
        Assert.Equal("\b\0\0\0\0\0\0\0{}      ", Encoding.UTF8.GetString(Save([])));
        var texts = new Dictionary<string, string> { ["framework"] = "pt" };
        Assert.Equal("(\0\0\0\0\0\0\0{\"__metadata__\":{\"framework\":\"pt\"}}     ", Encoding.UTF8.GetString(Save([], texts)));
    }

    [Fact]
    public void Names_are_sorted_by_their_bytes_and_escaped_as_JSON()
    {
        var one = Tensor.Of([1]);
        var names = new[] { "b", "a\"\\\n\u0001", "B", "é", "\uFFFD", "😀" }; // the last sorts before it by UTF-16, after it by UTF-8
        var file = Save(names.ToDictionary(name => name, _ => one), new Dictionary<string, string> { ["k\t"] = "v\r\b\f" });
        var header = Encoding.UTF8.GetString(file);
        Assert.Contains("{\"__metadata__\":{\"k\\t\":\"v\\r\\b\\f\"},\"B\":", header, StringComparison.Ordinal);
        Assert.Contains("\"a\\\"\\\\\\n\\u0001\":{", header, StringComparison.Ordinal);
        int[] places = [.. new[] { "\"B\"", "\"a\\", "\"b\"", "\"é\"", "\"\uFFFD\"", "\"😀\"" }.Select(name => header.IndexOf(name, StringComparison.Ordinal))];
        Assert.Equal(places.Order(), places);
        Assert.DoesNotContain(-1, places);
        Assert.Equal(names.Order(StringComparer.Ordinal), Load(file, out var texts).Keys.Order(StringComparer.Ordinal));
        Assert.Equal("v\r\b\f", texts["k\t"]);
    }

    // Fixtures/make_safetensors.py wrote it.
    [Fact]
    public void Each_dtype_of_a_file_of_the_Python_package_is_read_where_float32_holds_it()
    {
        var tensors = Safetensors.Load(Path.Combine(AppContext.BaseDirectory, "Fixtures", "dtypes.safetensors"), out var texts);
        Assert.Equal([0f, -1f, 16777216f, -1099511627776f], tensors["i64"].ToArray());
        Assert.Equal([Bits(0.5f), Bits(-0f), Bits(float.PositiveInfinity)], Bits(tensors["f64"]));
        Assert.Equal([0f, 1f, 2f, 3f, 4f, 5f], tensors["a32"].ToArray());
        Assert.Equal([2, 3], tensors["a32"].Shape);
        Assert.Equal(1.5f, tensors["scalar"].Item());
        Assert.Equal([], tensors["scalar"].Shape);
        Assert.Equal([1u, 0x7F800001, 0xFFBFFFFF], Bits(tensors["special"]));
        Assert.Equal([7f, -2147483648f, 16777216f], tensors["i32"].ToArray());
        Assert.Equal([1f, -2f, float.PositiveInfinity, Bits(0x00010000)], tensors["bf16"].ToArray());
        Assert.Equal([1f, -0.5f, 65504f, MathF.ScaleB(1, -24)], tensors["f16"].ToArray());
        Assert.Equal([0f, 128f, 255f], tensors["u8"].ToArray());
        Assert.Equal([1f, 0f], tensors["bool"].ToArray());
        Assert.Equal([0, 3], tensors["empty"].Shape);
        Assert.Equal("a \"quoted\"\nline", texts["naïve"]);
    }

    [Theory]
    [InlineData("I64", 16777217L, 2)]
    [InlineData("I64", long.MaxValue, 2)]
    [InlineData("I32", 16777217L, 4)]
    [InlineData("I32", (long)int.MaxValue, 4)]
    [InlineData("F64", 0x3FB999999999999AL, 2)] // 0.1
    [InlineData("F64", 0x47F0000000000000L, 2)] // 2^128, beyond the largest float
    [InlineData("BOOL", 0x0002L, 16)]
    public void A_number_that_float32_cannot_hold_is_an_error(string dtype, long number, int count)
    {
        byte[] data = [.. new byte[8], .. BitConverter.GetBytes(number)];
        var file = HostileFile.Of($"{{\"w\":{{\"dtype\":\"{dtype}\",\"shape\":[{count}],\"data_offsets\":[0,16]}}}}", data);
        var e = Assert.Throws<SafetensorsException>(() => Load(file));
        var place = 8 / (16 / count);
        Assert.Equal(
            $"f: tensor 'w': element {place} is not a number that float32 holds exactly. Round the tensor to F32 where the file is made.", e.Message);
    }

    [Fact]
    public void NaN_of_double_precision_stays_NaN()
    {
        var file = HostileFile.Of("{\"w\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]}}", BitConverter.GetBytes(double.NaN));
        Assert.True(float.IsNaN(Load(file)["w"].Item()));
    }

    [Fact]
    public void A_tensor_cannot_take_the_name_of_the_texts() =>
        Assert.Throws<ArgumentException>(() => Save(new() { ["__metadata__"] = Tensor.Of([1]) }));

    private static byte[] Save(Dictionary<string, Tensor> tensors, Dictionary<string, string>? metadata = null)
    {
        using var stream = new MemoryStream();
        Safetensors.Write(stream, tensors, metadata);
        return stream.ToArray();
    }

    private static IReadOnlyDictionary<string, Tensor> Load(byte[] file) => Load(file, out _);

    private static IReadOnlyDictionary<string, Tensor> Load(byte[] file, out IReadOnlyDictionary<string, string> metadata) =>
        Safetensors.Read(new MemoryStream(file), "f", out metadata);

    private static float Bits(uint bits) => BitConverter.UInt32BitsToSingle(bits);

    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);

    private static uint[] Bits(Tensor x) => [.. x.ToArray().Select(Bits)];
}
