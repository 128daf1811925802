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
    private const int Chunk = 16;

    public float* W;
    public float* U;
    public int Inputs;
    public int Outputs;
    public nint InputStride; // in w
    public nint OutputStride;
    public bool Turned;

    public static float* Transform(in Conv2dGeometry g, float* w, bool backward, float* u)
    {
        var kernel = new WinogradWeights { W = w, U = u, Turned = backward };
        (kernel.Inputs, kernel.Outputs) = backward ? (g.O, g.C) : (g.C, g.O);
        (kernel.InputStride, kernel.OutputStride) = backward ? (9 * g.C, 9) : (9, 9 * g.C);
        CpuThreads.Run(ref kernel, ConvLanes.Padded(kernel.Outputs) / 16);
        return u;
    }

    /// <summary>Floats that the transformed weights take, at any vector width.</summary>
    public static nint Length(int inputs, int outputs) =>
        WinogradTransforms.Points * ((nint)ConvLanes.Padded(inputs) * ConvLanes.Padded(outputs) + 16);

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var lanes = stackalloc float[Chunk * 9 * TV.Count];
        var pointStride = WinogradShape.WeightStride<TV>(Inputs, Outputs);
        for (var o = 16 * part; o < Math.Min(16 * part + 16, Outputs); o += TV.Count)
        {
            var padded = ConvLanes.Blocks<TV>(Inputs) * TV.Count;
            var to = U + (nint)o * padded;
            for (var c0 = 0; c0 < padded; c0 += Chunk)
            {
                var chunk = Math.Min(Chunk, padded - c0);
                for (var c = 0; c < chunk; c++)
                {
                    for (var tap = 0; tap < 9; tap++)
                    {
                        var from = W + o * OutputStride + (c0 + c) * InputStride + (Turned ? 8 - tap : tap);
                        ConvLanes.Gather<TV>(from, OutputStride, c0 + c < Inputs ? Outputs - o : 0,
                            lanes + (9 * c + tap) * TV.Count);
                    }
                }

                for (var c = 0; c < chunk; c++)
                {
                    WinogradTransforms.Weights<TV>(lanes + 9 * c * TV.Count, to + (c0 + c) * TV.Count, pointStride);
                }
            }
        }
    }
}
