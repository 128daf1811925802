using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Sample;

/// <summary>Copies what each tap of a kernel sees into a row of its own, or adds such rows back onto the image. A part is one channel of one image.</summary>
internal unsafe struct UnfoldKernel(Conv2dGeometry g, float* image, float* columns, bool folds) : IKernel
{
    public readonly int Parts => g.N * g.C;

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var plane = image + (nint)part * g.H * g.W;
        if (folds)
        {
            new Span<float>(plane, g.H * g.W).Clear();
        }

        var row = columns + (nint)part * g.R * g.S * g.OutH * g.OutW;
        for (var r = 0; r < g.R; r++)
        {
            for (var s = 0; s < g.S; s++)
            {
                for (var h = 0; h < g.OutH; h++, row += g.OutW)
                {
                    Row(plane, h * g.StrideH - g.PadH + r * g.DilationH, s * g.DilationW - g.PadW, row);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Row(float* plane, int h, int firstColumn, float* row)
    {
        var isInside = (uint)h < (uint)g.H;
        for (var i = 0; i < g.OutW; i++)
        {
            var w = firstColumn + i * g.StrideW;
            var isPixel = isInside && (uint)w < (uint)g.W;
            if (!folds)
            {
                row[i] = isPixel ? plane[(nint)h * g.W + w] : 0;
            }
            else if (isPixel)
            {
                plane[(nint)h * g.W + w] += row[i];
            }
        }
    }
}
