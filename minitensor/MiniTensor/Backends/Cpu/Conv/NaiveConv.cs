namespace MiniTensor.Backends.Cpu;

/// <summary>The definition of convolution as loops, one thread: a stand-in until the kernels are here.</summary>
internal static unsafe class NaiveConv
{
    public static void Forward(in Conv2dGeometry g, float* x, float* w, float* bias, float* y)
    {
        for (nint i = 0; i < g.OutputLength; i++)
        {
            y[i] = bias == null ? 0 : bias[i % g.O];
        }

        foreach (var (xi, wi, yi) in Products(g))
        {
            y[yi] += x[xi] * w[wi];
        }
    }

    public static void BackwardInput(in Conv2dGeometry g, float* dy, float* w, float* dx)
    {
        new Span<float>(dx, (int)g.InputLength).Clear();
        foreach (var (xi, wi, yi) in Products(g))
        {
            dx[xi] += dy[yi] * w[wi];
        }
    }

    public static void BackwardWeight(in Conv2dGeometry g, float* x, float* dy, float* dw)
    {
        new Span<float>(dw, (int)g.WeightLength).Clear();
        foreach (var (xi, wi, yi) in Products(g))
        {
            dw[wi] += x[xi] * dy[yi];
        }
    }

    /// <summary>The places (x, w, y) of every product that a convolution sums.</summary>
    private static IEnumerable<(int X, int W, int Y)> Products(Conv2dGeometry g)
    {
        for (var i = 0; i < g.OutputLength; i++)
        {
            var (o, pixel) = (i % g.O, i / g.O);
            var (w, h, n) = (pixel % g.OutW, pixel / g.OutW % g.OutH, pixel / g.OutW / g.OutH);
            for (var k = 0; k < g.GroupC * g.R * g.S; k++)
            {
                var (c, r, s) = (k / g.S / g.R, k / g.S % g.R, k % g.S);
                var (row, column) = (h * g.StrideH - g.PadH + r * g.DilationH, w * g.StrideW - g.PadW + s * g.DilationW);
                if ((uint)row < (uint)g.H && (uint)column < (uint)g.W)
                {
                    yield return (((n * g.H + row) * g.W + column) * g.C + o / g.GroupO * g.GroupC + c, o * g.GroupC * g.R * g.S + k, i);
                }
            }
        }
    }
}
