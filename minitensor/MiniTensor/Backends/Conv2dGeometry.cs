namespace MiniTensor.Backends;

/// <summary>
/// A 2-d convolution without its data: images (N, C, H, W), kernels (O, C/Groups, R, S), and how they meet.
/// </summary>
/// <remarks>Output pixel (h, w) under tap (r, s) reads input pixel (h * Stride - Pad + r * Dilation, and likewise for
/// w).</remarks>
public readonly record struct Conv2dGeometry(
    int N, int C, int H, int W, int O, int R, int S, int StrideH, int StrideW, int PadH, int PadW, int DilationH,
    int DilationW, int Groups)
{
    /// <summary>Rows of the output, ⌊(H + 2 PadH - DilationH (R - 1) - 1) / StrideH⌋ + 1.</summary>
    public int OutH => (H + 2 * PadH - DilationH * (R - 1) - 1) / StrideH + 1;

    /// <summary>Columns of the output, by the same formula.</summary>
    public int OutW => (W + 2 * PadW - DilationW * (S - 1) - 1) / StrideW + 1;

    /// <summary>Input channels that one output channel sees.</summary>
    public int GroupC => C / Groups;

    /// <summary>Output channels of one group.</summary>
    public int GroupO => O / Groups;

    /// <summary>How many floats the input holds.</summary>
    public nint InputLength => (nint)N * H * W * C;

    /// <summary>How many floats the output holds.</summary>
    public nint OutputLength => (nint)N * OutH * OutW * O;

    /// <summary>How many floats the kernels hold.</summary>
    public nint WeightLength => (nint)O * GroupC * R * S;
}
