using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MiniTensor.Data;

/// <summary>Bytes to floats, in order and in reverse: byte * scale + shift, with two roundings at every vector width.</summary>
internal static class PixelKernel
{
    private static readonly Vector128<byte> s_reverse = Vector128.Create((byte)15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);

    public static void Forward(ReadOnlySpan<byte> source, Span<float> destination, float scale, float shift)
    {
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= source.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
            {
                Write(Vector128.Create(source[i..]), destination[i..], scale, shift);
            }
        }

        for (; i < source.Length; i++)
        {
            destination[i] = source[i] * scale + shift;
        }
    }

    public static void Backward(ReadOnlySpan<byte> source, Span<float> destination, float scale, float shift)
    {
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= source.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
            {
                var bytes = Vector128.Create(source[(source.Length - i - Vector128<byte>.Count)..]);
                Write(Vector128.Shuffle(bytes, s_reverse), destination[i..], scale, shift);
            }
        }

        for (; i < source.Length; i++)
        {
            destination[i] = source[source.Length - 1 - i] * scale + shift;
        }
    }

    private static void Write(Vector128<byte> bytes, Span<float> destination, float scale, float shift)
    {
        var (low, high) = Vector128.Widen(bytes);
        var (a, b) = Vector128.Widen(low);
        var (c, d) = Vector128.Widen(high);
        ref var start = ref MemoryMarshal.GetReference(destination[..Vector128<byte>.Count]);
        Number(a).StoreUnsafe(ref start);
        Number(b).StoreUnsafe(ref start, 4);
        Number(c).StoreUnsafe(ref start, 8);
        Number(d).StoreUnsafe(ref start, 12);

        Vector128<float> Number(Vector128<uint> x) => Vector128.ConvertToSingle(x.AsInt32()) * scale + Vector128.Create(shift);
    }
}
