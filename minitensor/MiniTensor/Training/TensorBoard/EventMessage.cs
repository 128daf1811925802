using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace MiniTensor.Training.TensorBoard;

/// <summary>A message of the Protocol Buffers wire format: just what TensorBoard's events are made of.</summary>
/// <remarks>A field is a tag, number * 8 + kind, and a value: <see href="https://protobuf.dev/programming-guides/encoding/"/>.</remarks>
internal sealed class EventMessage
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    public EventMessage Integer(int field, long value)
    {
        Tag(field, kind: 0);
        Varint((ulong)value);
        return this;
    }

    public EventMessage Double(int field, double value)
    {
        Tag(field, kind: 1);
        Fixed(value);
        return this;
    }

    public EventMessage Float(int field, float value)
    {
        Tag(field, kind: 5);
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>Many numbers in one field, one after another.</summary>
    public EventMessage Doubles(int field, IReadOnlyCollection<double> values)
    {
        Tag(field, kind: 2);
        Varint((ulong)values.Count * sizeof(double));
        foreach (var value in values)
        {
            Fixed(value);
        }

        return this;
    }

    public EventMessage Text(int field, string text) => Blob(field, Encoding.UTF8.GetBytes(text));

    public EventMessage Message(int field, EventMessage message) => Blob(field, message.Bytes);

    public EventMessage Blob(int field, ReadOnlySpan<byte> bytes)
    {
        Tag(field, kind: 2);
        Varint((ulong)bytes.Length);
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>The fields of another message after the ones of this.</summary>
    public EventMessage With(EventMessage fields)
    {
        _bytes.Write(fields.Bytes);
        return this;
    }

    /// <summary>Writes the message as one record: its length, the bytes, and a check of each.</summary>
    public void WriteRecord(Stream stream)
    {
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)Bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], MaskedCrc(head[..8]));
        Span<byte> foot = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(foot, MaskedCrc(Bytes));
        stream.Write(head);
        stream.Write(Bytes);
        stream.Write(foot);
    }

    /// <summary>CRC-32C, turned and shifted, since the check of data that has checks in it would often be 0.</summary>
    internal static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return BitOperations.RotateRight(~crc, 15) + 0xA282EAD8;
    }

    private void Tag(int field, int kind) => Varint(((ulong)field << 3) | (uint)kind);

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            _bytes.Write([(byte)(value | 0x80)]);
        }

        _bytes.Write([(byte)value]);
    }

    private void Fixed(double value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        _bytes.Write(bytes);
    }
}
