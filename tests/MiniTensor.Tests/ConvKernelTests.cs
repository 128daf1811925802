using System.Runtime.InteropServices;
using MiniTensor.Backends;
using MiniTensor.Backends.Cpu;
using Xunit;

namespace MiniTensor.Tests;

/// <summary>
/// Tests that set the algorithm or the number of threads for the whole process: nothing else runs beside them.
/// </summary>
[CollectionDefinition(nameof(ConvAlgorithms), DisableParallelization = true)]
public sealed class WithConvAlgorithms;

/// <summary>
/// All passes of convolution against loops in double precision, over odd shapes and every path through the kernels.
/// </summary>
[Collection(nameof(ConvAlgorithms))]
public sealed unsafe partial class ConvKernelTests
{
    private const double DirectError = 1e-5;
    private const double WinogradError = 1e-4;

    public static TheoryData<int, int, int, int, int> ThreeByThree()
    {
        var cases = new TheoryData<int, int, int, int, int>();
        foreach (var (c, o) in new[] { (1, 1), (3, 16), (16, 3), (5, 17), (17, 33), (33, 16), (16, 64), (64, 24) })
        {
            cases.Add(c, o, 8, 8, 1);
            cases.Add(c, o, 7, 9, 1);
        }

        foreach (var pad in new[] { 0, 1, 2 })
        {
            foreach (var (h, w) in new[] { (3, 3), (4, 5), (6, 13), (10, 4), (11, 14) })
            {
                cases.Add(17, 19, h, w, pad);
            }
        }

        cases.Add(4, 4, 1, 1, 1);
        cases.Add(4, 20, 2, 1, 2);
        cases.Add(16, 16, 3, 225, 1); // more tiles in a row than in a block
        return cases;
    }

    [Theory]
    [MemberData(nameof(ThreeByThree))]
    public void Winograd_agrees_with_the_oracle_in_all_passes(int c, int o, int h, int w, int pad)
    {
        var g = new Conv2dGeometry(3, c, h, w, o, 3, 3, 1, 1, pad, pad, 1, 1, 1);
        Assert.True(WinogradShape.CanDo(g));
        Check(g, ConvAlgorithm.Winograd, WinogradError);
    }

    /// <summary>The more channels are added up, the more rounding: here as many as in the largest networks of the course.</summary>
    [Theory]
    [InlineData(128, 128, 8, 8)]
    [InlineData(256, 256, 8, 8)]
    [InlineData(256, 40, 7, 9)]
    [InlineData(40, 256, 5, 10)]
    [InlineData(270, 250, 5, 6)]
    [InlineData(352, 340, 4, 3)] // several blocks of weights, the last one of half the size
    [InlineData(260, 256, 7, 7)]
    public void Winograd_stays_within_its_error_with_many_channels(int c, int o, int h, int w) =>
        Check(new Conv2dGeometry(1, c, h, w, o, 3, 3, 1, 1, 1, 1, 1, 1, 1), ConvAlgorithm.Winograd, WinogradError);

    /// <summary>Tiles are 8x8 pixels: one, several across or down, and more than a block of 32.</summary>
    [Theory]
    [InlineData(1, 16, 16, 8, 8)]
    [InlineData(2, 16, 48, 8, 24)]
    [InlineData(3, 48, 16, 16, 8)]
    [InlineData(5, 16, 32, 24, 24)]
    [InlineData(1, 80, 16, 8, 16)] // a whole block of inputs and part of one
    [InlineData(1, 16, 144, 16, 8)]
    [InlineData(33, 16, 16, 8, 8)]
    [InlineData(8, 192, 16, 24, 24)] // more blocks than are transformed together, forward and for the weights
    [InlineData(8, 16, 192, 24, 24)] // and for the data
    public void Winograd_with_stride_2_agrees_with_the_oracle_in_all_passes(int n, int c, int o, int h, int w)
    {
        var g = new Conv2dGeometry(n, c, h, w, o, 3, 3, 2, 2, 1, 1, 1, 1, 1);
        Assert.True(StridedWinogradShape.CanDo(g));
        Assert.False(StridedWinogradShape.Pays(g));
        Check(g, ConvAlgorithm.Winograd, WinogradError);
    }

    [Theory]
    [InlineData(1, 64, 64, 8, 8)]
    [InlineData(1, 64, 128, 16, 16)]
    [InlineData(2, 144, 80, 8, 8)]
    [InlineData(1, 256, 512, 8, 8)]
    public void Winograd_with_stride_2_is_the_choice_for_many_channels(int n, int c, int o, int h, int w)
    {
        var g = new Conv2dGeometry(n, c, h, w, o, 3, 3, 2, 2, 1, 1, 1, 1, 1);
        Assert.True(StridedWinogradShape.CanDo(g) && StridedWinogradShape.Pays(g));
        Check(g, ConvAlgorithm.Auto, WinogradError);
        Check(g, ConvAlgorithm.Direct, DirectError);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Transformed_weights_are_the_same_stored_into_the_caches_and_past_them(bool backward)
    {
        var g = new Conv2dGeometry(1, 37, 4, 4, 50, 3, 3, 1, 1, 1, 1, 1, 1, 1);
        var weights = Normal(new Rng(3), g.WeightLength);
        var u = new List<float[]>();
        foreach (var stream in new[] { false, true })
        {
            using var w = new Guarded(weights);
            using var to = new Guarded(new float[WinogradWeights.Length(g.C, g.O)]);
            var kernel = WinogradWeights.Of(g, w.Data, backward);
            kernel.U = to.Data;
            kernel.Stream = stream;
            CpuThreads.Run(ref kernel, ConvLanes.Padded(kernel.Outputs) / 16);
            u.Add(to.Read());
        }

        Assert.Equal(u[0], u[1]);
        Assert.NotEqual(0, u[0].Sum(Math.Abs));
    }

    [Theory]
    [MemberData(nameof(ThreeByThree))]
    public void Direct_3x3_agrees_with_the_oracle_in_all_passes(int c, int o, int h, int w, int pad) =>
        Check(new Conv2dGeometry(2, c, h, w, o, 3, 3, 1, 1, pad, pad, 1, 1, 1), ConvAlgorithm.Direct, DirectError);

    [Theory]
    [InlineData(1, 6, 12, 12, 5, 5, 1, 2, 1, 1)] // LeNet
    [InlineData(6, 16, 11, 10, 5, 5, 1, 0, 1, 1)]
    [InlineData(3, 24, 9, 9, 2, 2, 1, 0, 1, 1)] // a whitening layer
    [InlineData(16, 33, 9, 8, 3, 3, 2, 1, 1, 1)]
    [InlineData(17, 32, 8, 8, 1, 1, 1, 0, 1, 1)]
    [InlineData(32, 17, 9, 7, 1, 1, 2, 0, 1, 1)]
    [InlineData(5, 5, 7, 7, 1, 1, 1, 1, 1, 1)] // a border that no weight reaches
    [InlineData(1, 64, 14, 14, 4, 4, 2, 1, 1, 1)] // DCGAN
    [InlineData(64, 1, 6, 6, 4, 4, 2, 1, 1, 1)]
    [InlineData(33, 20, 7, 7, 7, 7, 1, 0, 1, 1)] // a kernel as large as the image
    [InlineData(5, 7, 12, 11, 3, 3, 1, 2, 2, 1)]
    [InlineData(5, 7, 12, 11, 3, 3, 2, 3, 2, 1)]
    [InlineData(4, 6, 13, 13, 3, 3, 3, 1, 2, 2)]
    [InlineData(3, 5, 11, 12, 2, 2, 3, 0, 1, 1)] // inputs that no output reads
    [InlineData(16, 32, 8, 8, 3, 3, 1, 1, 1, 4)]
    [InlineData(34, 34, 6, 5, 3, 3, 1, 1, 1, 2)]
    [InlineData(17, 17, 9, 9, 3, 3, 1, 1, 1, 17)] // depthwise
    [InlineData(33, 33, 9, 9, 3, 3, 2, 1, 1, 33)]
    [InlineData(16, 32, 9, 9, 5, 5, 1, 2, 1, 16)] // two outputs for each input
    [InlineData(64, 64, 7, 7, 3, 3, 1, 2, 2, 64)]
    [InlineData(32, 48, 5, 5, 1, 1, 1, 0, 1, 2)]
    public void Direct_agrees_with_the_oracle_in_all_passes(int c, int o, int h, int w, int r, int s, int stride,
        int pad, int dilation, int groups) =>
        Check(new Conv2dGeometry(3, c, h, w, o, r, s, stride, stride, pad, pad, dilation, dilation, groups),
            ConvAlgorithm.Auto, DirectError);

    /// <summary>Few channels and wide rows, as the first layer of every network on images has them.</summary>
    [Theory]
    [InlineData(3, 16, 32, 32, 3, 3, 1, 1, 1)]
    [InlineData(1, 5, 9, 30, 3, 3, 1, 0, 1)]
    [InlineData(2, 4, 21, 17, 5, 3, 2, 2, 1)]
    [InlineData(4, 6, 13, 31, 3, 3, 1, 2, 3)]
    [InlineData(5, 3, 8, 48, 4, 4, 3, 1, 1)]
    [InlineData(8, 9, 6, 64, 2, 3, 2, 0, 2)]
    [InlineData(3, 40, 70, 45, 7, 7, 2, 3, 1)] // several bands
    [InlineData(3, 4, 5, 40, 1, 1, 2, 3, 1)] // whole rows that no output reads
    public void Few_input_channels_agree_with_the_oracle_in_all_passes(int c, int o, int h, int w, int r, int s,
        int stride, int pad, int dilation)
    {
        var g = new Conv2dGeometry(3, c, h, w, o, r, s, stride, stride, pad, pad, dilation, dilation, 1);
        Assert.True(PlaneBackwardInput.Pays(g));
        Check(g, ConvAlgorithm.Direct, DirectError);
    }

    /// <summary>Groups are four rows: whole ones, such as end below the image, and several bands of them.</summary>
    [Theory]
    [InlineData(3, 16, 32, 32, 1)]
    [InlineData(1, 16, 3, 5, 1)]
    [InlineData(3, 32, 7, 9, 1)]
    [InlineData(11, 48, 6, 13, 2)]
    [InlineData(5, 16, 6, 6, 0)] // read where it lies
    [InlineData(4, 16, 7, 3, 0)]
    [InlineData(2, 64, 37, 70, 1)]
    [InlineData(3, 16, 45, 31, 2)]
    public void Winograd_down_the_columns_is_the_choice_for_few_input_channels(int c, int o, int h, int w, int pad)
    {
        var g = new Conv2dGeometry(3, c, h, w, o, 3, 3, 1, 1, pad, pad, 1, 1, 1);
        Assert.True(Winograd1dBands.Pays(g));
        Check(g, ConvAlgorithm.Auto, WinogradError);
    }

    [Theory]
    [InlineData(1, 3, 2, 1, 0, 1, 1, 2)]
    [InlineData(3, 1, 1, 2, 1, 0, 1, 1)]
    [InlineData(3, 5, 1, 3, 0, 4, 2, 1)]
    public void Axes_may_differ(int r, int s, int strideH, int strideW, int padH, int padW, int dilationH,
        int dilationW) =>
        Check(new Conv2dGeometry(2, 18, 9, 12, 20, r, s, strideH, strideW, padH, padW, dilationH, dilationW, 1),
            ConvAlgorithm.Auto, DirectError);

    /// <summary>Images are then pixels of a row: as many as divide the batch, at most 8.</summary>
    [Theory]
    [InlineData(1, 20, 18, 5, 4, 1, 1)]
    [InlineData(17, 18, 20, 2, 5, 1, 1)] // no number divides it
    [InlineData(40, 33, 20, 4, 4, 2, 1)] // the stride makes no difference
    [InlineData(32, 12, 24, 7, 7, 1, 3)]
    [InlineData(48, 100, 64, 1, 1, 1, 1)]
    [InlineData(0, 8, 8, 4, 4, 1, 1)]
    public void A_kernel_as_large_as_the_image_agrees_with_the_oracle_in_all_passes(int n, int c, int o, int h, int w,
        int stride, int groups) =>
        Check(new Conv2dGeometry(n, c, h, w, o, h, w, stride, stride, 0, 0, 1, 1, groups), ConvAlgorithm.Auto,
            DirectError);

    [Theory]
    [InlineData(6, 4, 6, 4, 1, 0)]
    [InlineData(6, 4, 6, 4, 0, 1)]
    [InlineData(6, 4, 6, 3, 0, 0)]
    [InlineData(6, 4, 5, 4, 0, 0)]
    public void A_kernel_almost_as_large_as_the_image_agrees_with_the_oracle_in_all_passes(int h, int w, int r, int s,
        int padH, int padW) =>
        Check(new Conv2dGeometry(8, 17, h, w, 20, r, s, 1, 1, padH, padW, 1, 1, 1), ConvAlgorithm.Auto, DirectError);

    [Theory]
    [InlineData(ConvAlgorithm.Direct)]
    [InlineData(ConvAlgorithm.Winograd)]
    public void An_empty_batch_gives_nothing_and_a_weight_gradient_of_zeros(ConvAlgorithm algorithm)
    {
        var g = new Conv2dGeometry(0, 16, 8, 8, 16, 3, 3, 1, 1, 1, 1, 1, 1, 1);
        var (y, dx, dw) = Run(g, algorithm, [], new float[g.WeightLength], new float[16], []);
        Assert.Empty(y);
        Assert.Empty(dx);
        Assert.All(dw, value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(16, 18, 3, 1, 1, ConvAlgorithm.Winograd)]
    [InlineData(256, 256, 3, 1, 1, ConvAlgorithm.Winograd)]
    [InlineData(16, 18, 3, 1, 1, ConvAlgorithm.Direct)]
    [InlineData(20, 18, 3, 2, 1, ConvAlgorithm.Auto)]
    [InlineData(48, 192, 3, 2, 1, ConvAlgorithm.Winograd)]
    [InlineData(192, 80, 3, 2, 1, ConvAlgorithm.Auto)]
    [InlineData(3, 18, 3, 1, 1, ConvAlgorithm.Auto)]
    [InlineData(3, 16, 3, 1, 1, ConvAlgorithm.Auto)]
    [InlineData(16, 18, 1, 1, 1, ConvAlgorithm.Auto)]
    [InlineData(18, 18, 3, 1, 18, ConvAlgorithm.Auto)]
    public void Results_are_bit_equal_on_one_thread_and_on_two(int c, int o, int kernel, int stride, int groups,
        ConvAlgorithm algorithm)
    {
        var size = stride == 2 ? 24 : c < 256 ? 16 : 8;
        var g = new Conv2dGeometry(9, c, size, size, o, kernel, kernel, stride, stride, kernel / 2, kernel / 2, 1, 1,
            groups);
        var rng = new Rng(5);
        var (x, w) = (Normal(rng, g.InputLength), Normal(rng, g.WeightLength));
        var (bias, dy) = (Normal(rng, g.O), Normal(rng, g.OutputLength));
        var threads = CpuThreads.Count;
        try
        {
            CpuThreads.Count = 1;
            var one = Run(g, algorithm, x, w, bias, dy);
            CpuThreads.Count = 2;
            var two = Run(g, algorithm, x, w, bias, dy);
            Assert.Equal(one.Y, two.Y);
            Assert.Equal(one.Dx, two.Dx);
            Assert.Equal(one.Dw, two.Dw);
        }
        finally
        {
            CpuThreads.Count = threads;
        }
    }

    [Fact]
    public void A_1x1_kernel_takes_each_image_as_one_row() =>
        Check(new Conv2dGeometry(17, 20, 5, 3, 18, 1, 1, 1, 1, 0, 0, 1, 1, 1), ConvAlgorithm.Auto, DirectError);

    private static void Check(in Conv2dGeometry g, ConvAlgorithm algorithm, double tolerance)
    {
        var rng = new Rng(11);
        var (x, w) = (Normal(rng, g.InputLength), Normal(rng, g.WeightLength));
        var (bias, dy) = (Normal(rng, g.O), Normal(rng, g.OutputLength));
        var (y, dx, dw) = Run(g, algorithm, x, w, bias, dy);

        var (yOracle, dxOracle, dwOracle) = (new double[y.Length], new double[dx.Length], new double[dw.Length]);
        for (var i = 0; i < y.Length; i++)
        {
            yOracle[i] = bias[i % g.O];
        }

        Products(g, (xi, wi, yi) =>
        {
            yOracle[yi] += (double)x[xi] * w[wi];
            dxOracle[xi] += (double)dy[yi] * w[wi];
            dwOracle[wi] += (double)dy[yi] * x[xi];
        });
        Compare("y", yOracle, y, tolerance);
        Compare("dx", dxOracle, dx, tolerance);
        Compare("dw", dwOracle, dw, tolerance);
    }

    /// <summary>The largest error, relative to the root of the mean square of the right numbers.</summary>
    private static void Compare(string name, double[] expected, float[] actual, double tolerance)
    {
        var rms = Math.Sqrt(expected.Sum(v => v * v) / expected.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var error = Math.Abs(expected[i] - actual[i]);
            Assert.True(error <= tolerance * rms, $"{name}[{i}] is {actual[i]}, should be {expected[i]} (rms {rms})");
        }
    }

    /// <summary>The definition: every product of a convolution, by its places in x, w and y.</summary>
    private static void Products(Conv2dGeometry g, Action<int, int, int> product)
    {
        for (var i = 0; i < g.OutputLength; i++)
        {
            var (o, pixel) = (i % g.O, i / g.O);
            var (w, h, n) = (pixel % g.OutW, pixel / g.OutW % g.OutH, pixel / g.OutW / g.OutH);
            for (var k = 0; k < g.GroupC * g.R * g.S; k++)
            {
                var (c, r, s) = (k / g.S / g.R, k / g.S % g.R, k % g.S);
                var (row, column) = (h * g.StrideH - g.PadH + r * g.DilationH,
                    w * g.StrideW - g.PadW + s * g.DilationW);
                if ((uint)row < (uint)g.H && (uint)column < (uint)g.W)
                {
                    product(((n * g.H + row) * g.W + column) * g.C + o / g.GroupO * g.GroupC + c,
                        o * g.GroupC * g.R * g.S + k, i);
                }
            }
        }
    }

    private static (float[] Y, float[] Dx, float[] Dw) Run(in Conv2dGeometry g, ConvAlgorithm algorithm, float[] x,
        float[] w, float[] bias, float[] dy)
    {
        var forced = ConvAlgorithms.Forced;
        ConvAlgorithms.Forced = algorithm;
        using var px = new Guarded(x);
        using var pw = new Guarded(w);
        using var pb = new Guarded(bias);
        using var pdy = new Guarded(dy);
        using var y = new Guarded(new float[g.OutputLength]);
        using var dx = new Guarded(new float[g.InputLength]);
        using var dw = new Guarded(new float[g.WeightLength]);
        try
        {
            CpuConv2d.Forward(g, px.Data, pw.Data, pb.Data, y.Data);
            CpuConv2d.BackwardInput(g, pdy.Data, pw.Data, dx.Data);
            CpuConv2d.BackwardWeight(g, px.Data, pdy.Data, dw.Data);
        }
        finally
        {
            ConvAlgorithms.Forced = forced;
        }

        return (y.Read(), dx.Read(), dw.Read());
    }

    private static float[] Normal(Rng rng, nint length)
    {
        var values = new float[length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)rng.Normal();
        }

        return values;
    }

    /// <summary>Native memory, aligned as tensors are, with NaN on both sides that must stay there.</summary>
    private sealed class Guarded : IDisposable
    {
        private const int Guard = 1024;
        private readonly float* _block;
        private readonly int _length;

        public Guarded(float[] values)
        {
            _length = values.Length;
            _block = (float*)NativeMemory.AlignedAlloc((nuint)(_length + 2 * Guard) * sizeof(float), 64);
            new Span<float>(_block, _length + 2 * Guard).Fill(float.NaN);
            values.CopyTo(new Span<float>(Data, _length));
        }

        public float* Data => _block + Guard;

        public float[] Read()
        {
            foreach (var value in new Span<float>(_block, Guard))
            {
                Assert.True(float.IsNaN(value), "written before the tensor");
            }

            foreach (var value in new Span<float>(Data + _length, Guard))
            {
                Assert.True(float.IsNaN(value), "written behind the tensor");
            }

            return new Span<float>(Data, _length).ToArray();
        }

        public void Dispose() => NativeMemory.AlignedFree(_block);
    }
}
