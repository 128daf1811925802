using System.Buffers.Binary;
using System.Text;

namespace MiniTensor.Tests.IO;

/// <summary>Safetensors files put together by hand, right or wrong.</summary>
internal static class HostileFile
{
    /// <summary>A file of this header and these bytes behind it.</summary>
    public static byte[] Of(string header, params byte[] data) => Of(Encoding.UTF8.GetBytes(header), data);

    public static byte[] Of(byte[] header, byte[] data) => WithLength((ulong)header.Length, header, data);

    /// <summary>The same with another length than the header has.</summary>
    public static byte[] WithLength(ulong length, byte[] header, byte[] data)
    {
        var start = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(start, length);
        return [.. start, .. header, .. data];
    }

    /// <summary>One tensor's entry in the header.</summary>
    public static string Entry(string name, string shape, string offsets, string dtype = "F32") =>
        $"\"{name}\":{{\"dtype\":\"{dtype}\",\"shape\":[{shape}],\"data_offsets\":[{offsets}]}}";
}
