namespace MiniTensor.Backends.Cpu;

/// <summary>
/// The taps of a kernel along one axis that meet a grid of outputs: tap t takes weight Kernel + t * KernelStep from
/// source pixel i * Stride + Offset + t * OffsetStep.
/// </summary>
/// <param name="Grid">Outputs of the grid along the axis; i runs over them.</param>
/// <param name="Stride">From one output's source pixels to the next one's.</param>
/// <param name="Count">Taps; there may be none.</param>
/// <param name="Offset">Source pixel of the first tap under output 0; negative in the padding.</param>
/// <param name="OffsetStep">From one tap's source pixel to the next.</param>
/// <param name="Kernel">The first tap's place in the kernel.</param>
/// <param name="KernelStep">From one tap's place to the next.</param>
/// <param name="First">The place of output 0 in the whole output.</param>
/// <param name="Every">Output i is at First + i * Every.</param>
internal readonly record struct TapAxis(
    int Grid, int Stride, int Count, int Offset, int OffsetStep, int Kernel, int KernelStep, int First = 0,
    int Every = 1)
{
    /// <summary>Source pixels from the first one any output reads to the last.</summary>
    public int Extent(int outputs) => (outputs - 1) * Stride + Math.Max(0, Count - 1) * OffsetStep + 1;

    /// <summary>All outputs of a convolution, with all taps.</summary>
    public static TapAxis Forward(int grid, int taps, int stride, int pad, int dilation) =>
        new(grid, stride, taps, -pad, dilation, 0, 1);

    /// <summary>
    /// The inputs phase, phase + stride, ... of a convolution as they gather gradients: a convolution with stride 1
    /// of every period-th tap, backwards.
    /// </summary>
    public static TapAxis Backward(int size, int phase, int taps, int stride, int pad, int dilation)
    {
        var grid = (size - phase + stride - 1) / stride;
        int count = 0, last = 0, period = 0;
        for (var tap = 0; tap < taps; tap++)
        {
            if ((phase + pad - tap * dilation) % stride == 0)
            {
                period = count == 0 ? 0 : tap - last;
                last = tap;
                count++;
            }
        }

        // From the last tap to the first, so that the source pixels ascend.
        return new(grid, 1, count, (phase + pad - last * dilation) / stride, Math.Max(1, period * dilation / stride),
            last, -period, phase, stride);
    }
}
