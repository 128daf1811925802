using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// u[point][output block][input][lane] = G g G' for all kernels; a part is 16 outputs. Inputs that fill up a vector
/// have zeros.
/// </summary>
/// <remarks>The data gradient takes the same kernels turned by half a circle, with inputs and outputs
/// exchanged.</remarks>
internal unsafe struct WinogradWeights : IKernel
{
    /// <summary>Transformed weights of more floats than this are not kept by the third cache.</summary>
    private const nint StreamFrom = 4 << 20;

    public float* W;
    public float* U;
    public int Inputs;
    public int Outputs;
    public nint InputStride; // in w
    public nint OutputStride;
    public bool Turned;
    public bool Stream;

    /// <summary>The kernels of a forward pass or of the data gradient, to be transformed block by block.</summary>
    public static WinogradWeights Of(in Conv2dGeometry g, float* w, bool backward) => new()
    {
        W = w,
        Turned = backward,
        Inputs = backward ? g.O : g.C,
        Outputs = backward ? g.C : g.O,
        InputStride = backward ? 9 * g.C : 9,
        OutputStride = backward ? 9 : 9 * g.C,
    };

    /// <summary>Transforms them all.</summary>
    public static float* Transform(in Conv2dGeometry g, float* w, bool backward, float* u)
    {
        var kernel = Of(g, w, backward);
        kernel.U = u;
        kernel.Stream = Length(kernel.Inputs, kernel.Outputs) >= StreamFrom;
        CpuThreads.Run(ref kernel, ConvLanes.Padded(kernel.Outputs) / 16);
        return u;
    }

    /// <summary>Floats that the transformed weights take, at any vector width.</summary>
    public static nint Length(int inputs, int outputs) =>
        WinogradTransforms.Points * ((nint)ConvLanes.Padded(inputs) * ConvLanes.Padded(outputs) + 16);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var taps = ThreadScratch.Take(Scratch<TV>());
        var point = WinogradShape.WeightStride<TV>(Inputs, Outputs);
        var padded = ConvLanes.Blocks<TV>(Inputs) * TV.Count;
        for (var o = 16 * part; o < Math.Min(16 * part + 16, Outputs); o += TV.Count)
        {
            for (var c = 0; c < Inputs; c += TV.Count)
            {
                Block<TV, WinogradPoints>(o, c, U + ((nint)o * padded + c * TV.Count), point, taps);
            }
        }
    }

    /// <summary>Floats that <see cref="Block"/> works in.</summary>
    public static int Scratch<TV>()
        where TV : unmanaged, ISimd<TV> => 9 * TV.Count * TV.Count;

    /// <summary>u[point][input][lane] for a vector of outputs and as many inputs.</summary>
    /// <param name="o">The first output.</param>
    /// <param name="c">The first input.</param>
    /// <param name="u">Where they go.</param>
    /// <param name="point">Floats from one point to the next.</param>
    /// <param name="taps">Aligned room for <see cref="Scratch"/> floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Block<TV, TPoints>(int o, int c, float* u, nint point, float* taps)
        where TV : unmanaged, ISimd<TV>
        where TPoints : struct, IWinogradPoints
    {
        int lanes = Math.Min(TV.Count, Outputs - o), inputs = Math.Min(TV.Count, Inputs - c);
        if (lanes < TV.Count || inputs < TV.Count)
        {
            new Span<float>(taps, 9 * TV.Count * TV.Count).Clear();
        }

        Take<TV>(o, lanes, c, inputs, taps);

        // The next block's kernels: they lie side by side in one direction, and far from each other in the other one.
        float* next = W + o * OutputStride + (c + TV.Count) * InputStride;
        var row = Math.Max(InputStride, OutputStride);
        for (var i = 0; i < TV.Count; i++, u += TV.Count, next += row)
        {
            Prefetch.ToL2(next, 9 * TV.Count);

            // A kernel turned by half a circle is its taps in reverse.
            var nine = taps + (9 * i + (Turned ? 8 : 0)) * TV.Count;
            var tap = Turned ? -TV.Count : TV.Count;
            if (Stream)
            {
                WinogradTransforms.Weights<TV, Streamed, TPoints>(nine, tap, u, point);
            }
            else
            {
                WinogradTransforms.Weights<TV, Cached, TPoints>(nine, tap, u, point);
            }
        }
    }

    /// <summary>Kernels as vectors: [input][tap][lane], where the lanes are outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Take<TV>(int o, int lanes, int c, int inputs, float* taps)
        where TV : unmanaged, ISimd<TV>
    {
        var from = W + o * OutputStride + c * InputStride;
        if (InputStride == 9)
        {
            Transposition.Run(from, OutputStride, lanes, 9 * inputs, taps, TV.Count);
            return;
        }

        for (var i = 0; i < inputs; i++, from += InputStride)
        {
            Transposition.Run(from, OutputStride, lanes, 9, taps + 9 * i * TV.Count, TV.Count);
        }
    }
}
