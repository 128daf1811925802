using System.Buffers.Binary;
using MiniTensor.Training.TensorBoard;
using Xunit;

namespace MiniTensor.Tests.Training;

public sealed class EventWriterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_check_is_the_masked_Castagnoli_sum()
    {
        // The check value of CRC-32C is that of "123456789": 0xE3069283 (Koopman 2002, and RFC 3720, B.4).
        const uint crc = 0xE3069283;
        Assert.Equal(((crc >> 15) | (crc << 17)) + 0xA282EAD8, EventMessage.MaskedCrc("123456789"u8));
    }

    [Fact]
    public void Fields_are_those_of_the_wire_format()
    {
        // The first three are the examples of protobuf.dev's description of the encoding.
        Assert.Equal([0x08, 0x96, 0x01], new EventMessage().Integer(1, 150).Bytes.ToArray());
        Assert.Equal([0x12, 0x07, .. "testing"u8], new EventMessage().Text(2, "testing").Bytes.ToArray());
        Assert.Equal([0x1A, 0x03, 0x08, 0x96, 0x01], new EventMessage().Message(3, new EventMessage().Integer(1, 150)).Bytes.ToArray());
        Assert.Equal([0x0D, 0, 0, 0x80, 0x3F], new EventMessage().Float(1, 1).Bytes.ToArray());
        Assert.Equal([0x32, 0x08, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F], new EventMessage().Doubles(6, [1]).Bytes.ToArray());
    }

    [Fact]
    public void A_file_is_records_that_say_version_start_and_what_was_added()
    {
        string file;
        using (var writer = new EventWriter(_folder["run"], firstStep: 30))
        {
            writer.Scalar("loss", 0.5, 31);
            file = writer.File;
        }

        var records = Records(File.ReadAllBytes(file));
        Assert.Equal(3, records.Count);
        Assert.Contains("brain.Event:2", System.Text.Encoding.UTF8.GetString(records[0]), StringComparison.Ordinal);

        // step 30, session_log { status: START }, after nine bytes of time
        Assert.Equal([0x10, 30, 0x3A, 2, 0x08, 1], records[1][9..]);

        // step 31, summary { value { tag: "loss", simple_value: 0.5 } }
        Assert.Equal([0x10, 31, 0x2A, 13, 0x0A, 11, 0x0A, 4, .. "loss"u8, 0x15, 0, 0, 0, 0x3F], records[2][9..]);
    }

    [Fact]
    public void Two_writers_of_a_folder_write_two_files()
    {
        using var first = new EventWriter(_folder["run"]);
        using var second = new EventWriter(_folder["run"]);
        Assert.NotEqual(first.File, second.File);
        Assert.Equal(2, Directory.GetFiles(_folder["run"], "events.out.tfevents.*").Length);
    }

    private static List<byte[]> Records(byte[] bytes)
    {
        List<byte[]> records = [];
        for (var at = 0; at < bytes.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
            Assert.Equal(EventMessage.MaskedCrc(bytes.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 8)));
            records.Add(bytes[(at + 12)..(at + 12 + length)]);
            Assert.Equal(EventMessage.MaskedCrc(records[^1]), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 12 + length)));
            at += 16 + length;
        }

        return records;
    }
}
