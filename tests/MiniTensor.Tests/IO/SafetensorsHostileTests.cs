using System.Text;
using MiniTensor.Backends.Cpu;
using MiniTensor.IO;
using Xunit;
using static MiniTensor.Tests.IO.HostileFile;

namespace MiniTensor.Tests.IO;

/// <summary>Files that lie: each gives a SafetensorsException that says what is wrong, and none makes the reader take memory for it.</summary>
[Collection(PoolCounters.Name)]
public sealed class SafetensorsHostileTests
{
    private const string Remedy = ". The file is damaged or no safetensors file. Download or save it again.";

    private static readonly Dictionary<string, (byte[] File, string Error)> s_files = new()
    {
        ["overlapping"] = (Of($"{{{Entry("a", "2", "0,8")},{Entry("b", "2", "4,12")}}}", new byte[12]), "tensor 'b': begins at byte 4 of the data, inside the tensor before it, which ends at 8"),
        ["the same bytes twice"] = (Of($"{{{Entry("a", "2", "0,8")},{Entry("b", "2", "0,8")}}}", new byte[8]), "tensor 'b': begins at byte 0 of the data, inside the tensor before it, which ends at 8"),
        ["a hole"] = (Of($"{{{Entry("a", "2", "0,8")},{Entry("b", "1", "12,16")}}}", new byte[16]), "tensor 'b': begins at byte 12 of the data, and nothing describes the bytes from 8 on"),
        ["a hole at the start"] = (Of($"{{{Entry("a", "1", "4,8")}}}", new byte[8]), "tensor 'a': begins at byte 4 of the data, and nothing describes the bytes from 0 on"),
        ["something behind the last tensor"] = (Of($"{{{Entry("a", "1", "0,4")}}}", new byte[5]), "has 5 bytes of data, and its tensors describe 4"),
        ["beyond the file"] = (Of($"{{{Entry("a", "2", "0,8")}}}", new byte[7]), "tensor 'a': ends at byte 8 of the data, which has 7"),
        ["far beyond the file"] = (Of($"{{{Entry("a", "500000000", "0,2000000000")}}}"), "tensor 'a': ends at byte 2000000000 of the data, which has 0"),
        ["offsets backwards"] = (Of($"{{{Entry("a", "1", "4,0")}}}", new byte[4]), "tensor 'a': needs a dtype, a shape, and data_offsets [begin, end]"),
        ["three offsets"] = (Of($"{{{Entry("a", "1", "0,4,8")}}}", new byte[4]), "tensor 'a': data_offsets should be at most 2 whole numbers from 0 to 9223372036854775807"),
        ["a negative offset"] = (Of($"{{{Entry("a", "1", "-4,0")}}}", new byte[4]), "tensor 'a': data_offsets should be at most 2 whole numbers from 0 to 9223372036854775807"),
        ["a shape that does not fit"] = (Of($"{{{Entry("a", "3", "0,8")}}}", new byte[8]), "tensor 'a': shape (3) needs 12 bytes, and its data_offsets [0, 8] hold 8"),
        ["a dtype that does not fit"] = (Of($"{{{Entry("a", "2", "0,8", "F16")}}}", new byte[8]), "tensor 'a': shape (2) needs 4 bytes, and its data_offsets [0, 8] hold 8"),
        ["a negative size"] = (Of($"{{{Entry("a", "-1,-2", "0,8")}}}", new byte[8]), "tensor 'a': shape should be at most 8 whole numbers from 0 to 2147483647"),
        ["a fraction of a size"] = (Of($"{{{Entry("a", "1.5", "0,8")}}}", new byte[8]), "tensor 'a': shape should be at most 8 whole numbers from 0 to 2147483647"),
        ["a size beyond 64 bits"] = (Of($"{{{Entry("a", "2,18446744073709551614", "0,16")}}}", new byte[16]), "tensor 'a': shape should be at most 8 whole numbers from 0 to 2147483647"),
        ["nine axes"] = (Of($"{{{Entry("a", "1,1,1,1,1,1,1,1,1", "0,4")}}}", new byte[4]), "tensor 'a': shape should be at most 8 whole numbers from 0 to 2147483647"),
        ["sizes whose product overflows"] = (Of($"{{{Entry("a", "65536,65536,65536,65536", "0,0")}}}"), "tensor 'a': Shape: needs fewer than 2^31 elements; got (65536, 65536, 65536, 65536)"),
        ["the same name twice"] = (Of($"{{{Entry("a", "1", "0,4")},{Entry("a", "1", "4,8")}}}", new byte[8]), "two entries are called 'a'"),
        ["a field twice"] = (Of("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,4]}}", new byte[4]), "tensor 'a': has a field 'dtype' that is unknown or stands twice"),
        ["a field missing"] = (Of("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}"), "tensor 'a': needs a dtype, a shape, and data_offsets [begin, end]"),
        ["a dtype that is a number"] = (Of("{\"a\":{\"dtype\":32}}"), "tensor 'a': dtype should be a text"),
        ["a tensor that is a list"] = (Of("{\"a\":[1]}"), "tensor 'a': its entry should be an object"),
        ["texts that are numbers"] = (Of("{\"__metadata__\":{\"step\":1}}"), "__metadata__.step should be a text"),
        ["texts that are a list"] = (Of("{\"__metadata__\":[]}"), "__metadata__ should be an object of texts"),
        ["a text twice"] = (Of("{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}"), "'k' stands twice in __metadata__"),
        ["a checksum of too few digits"] = (Of("{\"__metadata__\":{\"file.sha256\":\"00\"}}"), "file.sha256 should have 64 digits"),
        ["a checksum in disguise"] = (Of($"{{\"__metadata__\":{{\"file.sha256\":\"{new string('0', 58)}\\u0030\"}}}}"), "file.sha256 should have 64 digits"),
        ["two checksums"] = (Of($"{{\"__metadata__\":{{\"file.sha256\":\"{new string('0', 64)}\",\"file.sha256\":\"{new string('0', 64)}\"}}}}"), "'file.sha256' stands twice in __metadata__"),
        ["no header at all"] = (new byte[3], "has 3 bytes, and its first 8 should be the header's length"),
        ["an empty header"] = (new byte[8], "should begin its header with '{'"),
        ["a header that is a list"] = (Of("[]"), "should begin its header with '{'"),
        ["a header that begins with a space"] = (Of(" {}"), "should begin its header with '{'"),
        ["a header of 2^64 - 1 bytes"] = (WithLength(ulong.MaxValue, "{}"u8.ToArray(), []), "says that its header has 18446744073709551615 bytes, with 2 left in the file (and at most 100000000 allowed)"),
        ["a header of 2^63 bytes"] = (WithLength(1UL << 63, "{}"u8.ToArray(), []), "says that its header has 9223372036854775808 bytes, with 2 left in the file (and at most 100000000 allowed)"),
        ["a header of 1 GB"] = (WithLength(1UL << 30, "{}"u8.ToArray(), []), "says that its header has 1073741824 bytes, with 2 left in the file (and at most 100000000 allowed)"),
        ["a header that is not UTF-8"] = (Of([(byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)'}'], []), "has a header that is not UTF-8"),
    };

    public static TheoryData<string> Names => [.. s_files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_file_is_an_error_that_says_why(string name)
    {
        var (file, error) = s_files[name];
        var e = AssertRefused(file);
        Assert.Equal($"model.safetensors: {error}{Remedy}", e.Message);
        Assert.Equal("model.safetensors", e.File);
    }

    [Theory]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[[[[[[1]]]]]]}}")]
    [InlineData("{}{}")]
    [InlineData("{} x")]
    [InlineData("{,}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1,],\"data_offsets\":[0,4]}}")]
    [InlineData("{\"\\ud800\":{}}")]
    [InlineData("{//\n}")]
    [InlineData("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,1e400]}}")]
    public void A_header_that_is_not_of_the_form_is_an_error(string header) => AssertRefused(Of(header, new byte[4]));

    [Fact]
    public void Brackets_a_million_deep_are_an_error() =>
        AssertRefused(Of(string.Concat(Enumerable.Repeat("{\"a\":", 1_000_000))));

    [Fact]
    public void A_dtype_that_is_not_known_is_named_with_those_that_are()
    {
        var e = AssertRefused(Of($"{{{Entry("w", "4", "0,4", "F8_E4M3")}}}", new byte[4]));
        Assert.Equal("w", e.Tensor);
        Assert.Equal(
            "model.safetensors: tensor 'w': has numbers of dtype 'F8_E4M3'. Only F32, F16, BF16, F64, I64, I32, U8, BOOL can be read: "
            + "convert the tensor to F32 where the file is made.",
            e.Message);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_an_error()
    {
        var whole = Whole();
        for (var length = 0; length < whole.Length; length++)
        {
            AssertRefused(whole[..length]);
        }
    }

    [Fact]
    public void A_byte_changed_anywhere_is_an_error_or_another_number_but_never_another_exception()
    {
        var whole = Whole();
        var rng = new Rng(9);
        for (var at = 0; at < whole.Length; at++)
        {
            for (var round = 0; round < 8; round++)
            {
                byte[] changed = [.. whole];
                changed[at] ^= (byte)(1 + rng.Next(255));
                try
                {
                    Assert.InRange(Safetensors.Read(new MemoryStream(changed), "f", out _).Values.Sum(x => x.Count), 0, whole.Length);
                }
                catch (SafetensorsException)
                {
                    // As it should be.
                }
            }
        }
    }

    [Fact]
    public void When_the_last_tensor_is_wrong_the_memory_of_the_first_goes_back()
    {
        byte[] data = [.. new byte[4_000_000], .. BitConverter.GetBytes(16777217)];
        var file = Of($"{{{Entry("a", "1000000", "0,4000000")},{Entry("b", "1", "4000000,4000004", "I32")}}}", data);
        var before = PoolCounters.RentedBytes();
        Assert.Throws<SafetensorsException>(() => Safetensors.Read(new MemoryStream(file), "f", out _));
        Assert.Equal(before, CpuBackend.Instance.Pool.RentedBytes);
    }

    private static byte[] Whole() => Of(
        $"{{\"__metadata__\":{{\"step\":\"7\"}},{Entry("a", "2,3", "0,24")},{Entry("b", "", "24,28")},{Entry("c", "3", "28,34", "F16")}}}  ",
        [.. Enumerable.Range(0, 34).Select(i => (byte)i)]);

    /// <summary>The file is refused, without memory for tensors, and without more managed memory than its size and a little warrant.</summary>
    private static SafetensorsException AssertRefused(byte[] file)
    {
        const int ForTheException = 64 << 10;
        var stream = new MemoryStream(file);
        var pool = CpuBackend.Instance.Pool;
        var (rented, free) = (pool.RentedBytes, pool.FreeBytes);
        var managed = GC.GetAllocatedBytesForCurrentThread();
        SafetensorsException? refused = null;
        try
        {
            Safetensors.Read(stream, "model.safetensors", out _);
        }
        catch (SafetensorsException e)
        {
            refused = e;
        }

        managed = GC.GetAllocatedBytesForCurrentThread() - managed;
        Assert.True(refused is not null, $"read without an error: {Encoding.UTF8.GetString(file)}");
        Assert.InRange(managed, 0, file.Length + ForTheException);
        Assert.InRange(pool.RentedBytes + pool.FreeBytes, 0, rented + free);
        return refused;
    }
}
