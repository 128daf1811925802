using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// Kernels in the order in which <see cref="DirectConv"/> reads them: [group][output block][tap][input][lane]. A
/// part is 16 outputs of a group.
/// </summary>
internal unsafe struct TapWeights : IKernel
{
    public float* W;
    public float* Packed;
    public TapAxis Rows;
    public TapAxis Columns;
    public int Groups;
    public int Inputs; // of a group
    public int Outputs;
    public int KernelWidth; // S
    public nint InputStride; // in w
    public nint OutputStride;
    public nint GroupStride;

    /// <summary>
    /// The kernels of a forward pass or, with inputs and outputs exchanged, of the data gradient; yet without the memory
    /// to pack them into.
    /// </summary>
    public static TapWeights Of(in Conv2dGeometry g, float* w, bool backward, TapAxis rows, TapAxis columns)
    {
        var taps = g.R * g.S;
        return new()
        {
            W = w,
            Rows = rows,
            Columns = columns,
            Groups = g.Groups,
            KernelWidth = g.S,
            Inputs = backward ? g.GroupO : g.GroupC,
            Outputs = backward ? g.GroupC : g.GroupO,
            InputStride = backward ? g.GroupC * taps : taps,
            OutputStride = backward ? taps : g.GroupC * taps,
            GroupStride = (nint)g.GroupO * g.GroupC * taps,
        };
    }

    /// <summary>Numbers that one output sums.</summary>
    public readonly int Depth => Rows.Count * Columns.Count * Inputs;

    /// <summary>Floats that one group's packed kernels take, at any vector width.</summary>
    public readonly nint GroupLength => (nint)Depth * ConvLanes.Padded(Outputs);

    public readonly int Parts => Groups * (ConvLanes.Padded(Outputs) / 16);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var (group, sixteen) = Math.DivRem(part, ConvLanes.Padded(Outputs) / 16);
        for (var o = 16 * sixteen; o < Math.Min(16 * sixteen + 16, Outputs); o += TV.Count)
        {
            var to = Packed + group * GroupLength + (nint)o * Depth;
            var from = W + group * GroupStride + o * OutputStride;
            for (var r = 0; r < Rows.Count; r++)
            {
                var row = (Rows.Kernel + r * Rows.KernelStep) * KernelWidth;
                for (var s = 0; s < Columns.Count; s++)
                {
                    var tap = row + Columns.Kernel + s * Columns.KernelStep;
                    for (var i = 0; i < Inputs; i++, to += TV.Count)
                    {
                        ConvLanes.Gather<TV>(from + i * InputStride + tap, OutputStride, Outputs - o, to);
                    }
                }
            }
        }
    }
}
