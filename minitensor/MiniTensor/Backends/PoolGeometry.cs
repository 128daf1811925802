namespace MiniTensor.Backends;

/// <summary>What a window's sum is divided by.</summary>
public enum PoolDivisor
{
    /// <summary>Nothing: it stays a sum.</summary>
    None,

    /// <summary>The size of the window, pixels outside of the image included.</summary>
    Kernel,

    /// <summary>The number of pixels that lie within the image.</summary>
    Pixels,
}

/// <summary>Pooling without its data: images (N, C, H, W), and the window of pixels that each of OutH * OutW results is made of.</summary>
/// <remarks>A Kernel of (0, 0) stands for adaptive windows, which share the image out evenly and overlap where it does not divide.</remarks>
public readonly record struct PoolGeometry(
    int N, int C, int H, int W, int OutH, int OutW, Pair Kernel, Pair Stride, Pair Padding, PoolDivisor Divisor)
{
    /// <summary>The rows of the image that row <paramref name="h"/> of the result sees.</summary>
    public (int Start, int End) Rows(int h) => Window(h, H, OutH, Kernel.H, Stride.H, Padding.H);

    /// <summary>The columns of the image that column <paramref name="w"/> of the result sees.</summary>
    public (int Start, int End) Columns(int w) => Window(w, W, OutW, Kernel.W, Stride.W, Padding.W);

    /// <summary>No window sees more pixels than these.</summary>
    public long MostPixels => (long)Most(H, OutH, Kernel.H) * Most(W, OutW, Kernel.W);

    /// <summary>What a window of that many pixels within the image is multiplied by.</summary>
    public float Share(int pixels) => Divisor switch
    {
        PoolDivisor.None => 1,
        PoolDivisor.Kernel => 1f / (Kernel.H * Kernel.W),
        _ => 1f / pixels,
    };

    private static int Most(int size, int outputs, int kernel) =>
        kernel > 0 ? Math.Min(kernel, size) : size % outputs == 0 ? size / outputs : size / outputs + 2;

    private static (int Start, int End) Window(int i, int size, int outputs, int kernel, int stride, int padding)
    {
        if (kernel == 0)
        {
            return ((int)((long)i * size / outputs), (int)(((long)(i + 1) * size + outputs - 1) / outputs));
        }

        var start = i * stride - padding;
        return (Math.Max(start, 0), Math.Min(start + kernel, size));
    }
}
