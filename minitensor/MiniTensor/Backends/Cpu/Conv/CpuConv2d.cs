namespace MiniTensor.Backends.Cpu;

/// <summary>2-d convolution on channels-last memory, and its two gradients.</summary>
/// <remarks>
/// x is (N, H, W, C), y and dy are (N, OutH, OutW, O), both dense in that order; w and dw are (O, C/Groups, R, S),
/// dense.
/// y[n, h, w, o] = bias[o] + sum over c, r, s of x[n, h * stride - pad + r * dilation, ..., c] * w[o, c, r, s], with
/// zeros outside of the image.
/// </remarks>
internal static unsafe class CpuConv2d
{
    /// <summary>y = conv(x, w) + bias; overwrites y.</summary>
    /// <param name="g">The shapes.</param>
    /// <param name="x">(N, H, W, C).</param>
    /// <param name="w">(O, C/Groups, R, S).</param>
    /// <param name="bias">(O), or null.</param>
    /// <param name="y">(N, OutH, OutW, O).</param>
    public static void Forward(in Conv2dGeometry g, float* x, float* w, float* bias, float* y)
    {
        if (UseWinograd(g))
        {
            WinogradConv.Forward(g, x, w, bias, y);
        }
        else if (UseStridedWinograd(g))
        {
            StridedWinogradConv.Forward(g, x, w, bias, y);
        }
        else if (UseWinograd1d(g))
        {
            Winograd1dConv.Forward(g, x, w, bias, y);
        }
        else
        {
            DirectConv.Forward(Flat(Joined(g)), x, w, bias, y);
        }
    }

    /// <summary>dx: every input pixel gathers dy * w from the outputs it went into. Overwrites dx.</summary>
    /// <remarks>Also the forward pass of a transposed convolution from O to C channels.</remarks>
    public static void BackwardInput(in Conv2dGeometry g, float* dy, float* w, float* dx)
    {
        if (UseWinograd(g))
        {
            WinogradConv.BackwardInput(g, dy, w, dx);
        }
        else if (UseStridedWinograd(g))
        {
            StridedWinogradConv.BackwardInput(g, dy, w, dx);
        }
        else if (PlaneBackwardInput.Pays(g))
        {
            PlaneBackwardInput.Run(g, dy, w, dx);
        }
        else
        {
            DirectConv.BackwardInput(Flat(Joined(g)), dy, w, dx);
        }
    }

    /// <summary>dw: every weight sums x * dy over the pixels it met. Overwrites dw.</summary>
    public static void BackwardWeight(in Conv2dGeometry g, float* x, float* dy, float* dw)
    {
        if (g.WeightLength == 0)
        {
            return;
        }

        if (g.N == 0)
        {
            new Span<float>(dw, (int)g.WeightLength).Clear();
        }
        else if (UseWinograd(g) && WinogradFewTiles.Pays(g))
        {
            WinogradFewTiles.Run(g, x, dy, dw);
        }
        else if (UseWinograd(g))
        {
            WinogradBackwardWeight.Run(g, x, dy, dw);
        }
        else if (UseStridedWinograd(g))
        {
            StridedWinogradBackwardWeight.Run(g, x, dy, dw);
        }
        else if (UseWinograd1d(g))
        {
            Winograd1dBackwardWeight.Run(g, x, dy, dw);
        }
        else
        {
            DirectBackwardWeight.Run(Flat(g), x, dy, dw);
        }
    }

    /// <summary>
    /// To a 1x1 kernel an image is one long row of pixels, which falls into larger blocks than many short ones.
    /// </summary>
    private static Conv2dGeometry Flat(in Conv2dGeometry g)
    {
        const int MinImages = 16; // an image is then the smallest part
        return g is { R: 1, S: 1, StrideH: 1, StrideW: 1, PadH: 0, PadW: 0, N: >= MinImages }
            ? g with { H = 1, W = g.H * g.W }
            : g;
    }

    /// <summary>
    /// To a kernel as large as the image, images are pixels of a row: some of them side by side are one, with a stride
    /// as long as the kernel.
    /// </summary>
    /// <remarks>
    /// A tile then holds pixels of several images; and of the data gradient each phase has the one tap that its pixel
    /// meets, where a stride of 1 would go through all taps for each pixel.
    /// </remarks>
    private static Conv2dGeometry Joined(in Conv2dGeometry g)
    {
        const int MostImages = 8; // one tile; with two, small batches leave nothing for a second thread
        if (g is not { PadH: 0, PadW: 0, DilationH: 1, DilationW: 1 } || (g.R, g.S) != (g.H, g.W))
        {
            return g;
        }

        var images = Math.Clamp(g.N, 1, MostImages);
        while (g.N % images != 0)
        {
            images--;
        }

        var pixels = g.H * g.W;
        return g with { N = g.N / images, H = 1, W = images * pixels, R = 1, S = pixels, StrideH = 1, StrideW = pixels };
    }

    private static bool UseWinograd(in Conv2dGeometry g) => ConvAlgorithms.Forced switch
    {
        ConvAlgorithm.Direct => false,
        ConvAlgorithm.Winograd => WinogradShape.CanDo(g),
        _ => WinogradShape.CanDo(g) && WinogradShape.Pays(g),
    };

    private static bool UseWinograd1d(in Conv2dGeometry g) =>
        ConvAlgorithms.Forced == ConvAlgorithm.Auto && Winograd1dBands.Pays(g);

    private static bool UseStridedWinograd(in Conv2dGeometry g) => ConvAlgorithms.Forced switch
    {
        ConvAlgorithm.Direct => false,
        ConvAlgorithm.Winograd => StridedWinogradShape.CanDo(g),
        _ => StridedWinogradShape.CanDo(g) && StridedWinogradShape.Pays(g),
    };
}
