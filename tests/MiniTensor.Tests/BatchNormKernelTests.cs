using MiniTensor.Backends.Cpu;
using MiniTensor.Ops;
using Xunit;

namespace MiniTensor.Tests;

/// <summary>Batch normalisation against the formulas in double precision.</summary>
[Collection(nameof(ConvAlgorithms))] // one test sets the number of threads
public sealed unsafe class BatchNormKernelTests
{
    private const float Eps = 1e-5f;
    private const double Tolerance = 1e-5;

    public static TheoryData<int, int> Shapes()
    {
        var shapes = new TheoryData<int, int>();
        foreach (var c in new[] { 1, 3, 16, 17, 24, 64, 100 })
        {
            foreach (var rows in new[] { 1, 2, 31, 64, 300 })
            {
                shapes.Add(rows, c);
            }
        }

        return shapes;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Statistics_agree_with_the_oracle(int rows, int c)
    {
        var x = Normal(new Rng(1), rows * c, 3, 2);
        var (mean, invStd, variance) = Statistics(x, rows, c);
        for (var j = 0; j < c; j++)
        {
            var (average, spread) = Moments(x, rows, c, j);
            Assert.Equal(average, mean[j], 1e-6 * (Math.Abs(average) + 1));
            Assert.Equal(spread, variance[j], 1e-5 * (spread + 1e-3));
            Assert.Equal(1 / Math.Sqrt(spread + Eps), invStd[j], 1e-4 / Math.Sqrt(spread + Eps));
        }
    }

    [Fact]
    public void A_mean_far_from_zero_costs_no_digits_of_the_variance()
    {
        const int Rows = 4000;
        const int C = 6;
        var x = Normal(new Rng(2), Rows * C, 1000, 1);
        var (_, _, variance) = Statistics(x, Rows, C);
        for (var j = 0; j < C; j++)
        {
            var (_, spread) = Moments(x, Rows, C, j);
            Assert.Equal(spread, variance[j], 1e-5 * spread);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Forward_and_backward_agree_with_the_oracle(int rows, int c)
    {
        foreach (var (then, residual, affine, batch) in new[]
        {
            (Then.Relu, false, true, true), (Then.Relu, true, true, true), (Then.Nothing, false, false, true),
            (Then.Nothing, true, true, false), (Then.Relu, false, true, false), (Then.Gelu, false, true, true),
            (Then.Gelu, false, false, false),
        })
        {
            Check(rows, c, then, residual, affine, batch);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_gradient_of_x_may_be_written_over_that_of_y(int rows, int c)
    {
        foreach (var (then, residual, batch) in new[]
        {
            (Then.Relu, true, true), (Then.Relu, false, true), (Then.Nothing, false, true), (Then.Relu, false, false),
            (Then.Gelu, false, true),
        })
        {
            var apart = Run(rows, c, then, residual, true, batch);
            var over = Run(rows, c, then, residual, true, batch, over: true);
            Assert.Equal(apart.Dx, over.Dy);
            Assert.Equal(apart.Dgamma, over.Dgamma);
            Assert.Equal(apart.Dbeta, over.Dbeta);
            Assert.Equal(apart.Dresidual, over.Dresidual);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Results_are_bit_equal_on_one_thread_and_on_two(bool relu)
    {
        const int Rows = 9001;
        const int C = 24;
        var threads = CpuThreads.Count;
        try
        {
            CpuThreads.Count = 1;
            var one = Run(Rows, C, relu ? Then.Relu : Then.Gelu, residual: relu, true, true);
            CpuThreads.Count = 2;
            var two = Run(Rows, C, relu ? Then.Relu : Then.Gelu, residual: relu, true, true);
            Assert.Equal(one.Y, two.Y);
            Assert.Equal(one.Dx, two.Dx);
            Assert.Equal(one.Dgamma, two.Dgamma);
            Assert.Equal(one.Dbeta, two.Dbeta);
            Assert.Equal(one.Dresidual, two.Dresidual);
        }
        finally
        {
            CpuThreads.Count = threads;
        }
    }

    [Fact]
    public void The_relu_passes_nan_on()
    {
        // max(x, 0) in PyTorch is NaN where x is.
        float[] x = [float.NaN, 1, -1];
        float[] mean = [0], invStd = [1], y = new float[3];
        fixed (float* px = x, pm = mean, pi = invStd, py = y)
        {
            CpuBatchNorm.Forward(default(ReluOp), px, 3, 1, pm, pi, null, null, null, py);
        }

        Assert.Equal([float.NaN, 1, 0], y);
    }

    private sealed record Result(
        float[] X, float[] Dy, float[] R, float[] Mean, float[] InvStd, float[] Gamma, float[] Beta,
        float[] Y, float[] Dx, float[] Dgamma, float[] Dbeta, float[] Dresidual);

    /// <summary>What comes behind the normalisation.</summary>
    private enum Then
    {
        Nothing,
        Relu,
        Gelu,
    }

    private static Result Run(int rows, int c, Then then, bool residual, bool affine, bool batch, bool over = false) => then switch
    {
        Then.Relu => Run(default(ReluOp), rows, c, residual, affine, batch, over),
        Then.Gelu => Run(default(GeluOp), rows, c, residual, affine, batch, over),
        _ => Run(default(IdentityOp), rows, c, residual, affine, batch, over),
    };

    private static Result Run<TOp>(TOp op, int rows, int c, bool residual, bool affine, bool batch, bool over)
        where TOp : unmanaged, IUnaryOp<TOp>
    {
        var rng = new Rng(7);
        float[] x = Normal(rng, rows * c, 1, 2), dy = Normal(rng, rows * c, 0.5, 1), r = Normal(rng, rows * c, 0, 1);
        float[] gamma = Normal(rng, c, 1, 0.3), beta = Normal(rng, c, 0, 0.3);
        var (mean, invStd, _) = Statistics(x, rows, c);
        if (!batch)
        {
            (mean, invStd) = (Normal(rng, c, 1, 0.1), Normal(rng, c, 1, 0.1));
        }

        float[] y = new float[rows * c], dx = new float[rows * c], dr = new float[rows * c], dgamma = new float[c],
            dbeta = new float[c];
        fixed (float* px = x, pdy = dy, pr = r, pm = mean, pi = invStd, pg = gamma, pb = beta, py = y, pdx = dx,
            pdr = dr, pdg = dgamma, pdb = dbeta)
        {
            float* g = affine ? pg : null, b = affine ? pb : null;
            CpuBatchNorm.Forward(op, px, rows, c, pm, pi, g, b, residual ? pr : null, py);
            CpuBatchNorm.Backward(op, px, pdy, residual ? py : null, rows, c, pm, pi, g, b, batch, over ? pdy : pdx, pdg, pdb,
                residual ? pdr : null);
        }

        return new(x, dy, r, mean, invStd, gamma, beta, y, dx, dgamma, dbeta, dr);
    }

    private static void Check(int rows, int c, Then then, bool residual, bool affine, bool batch)
    {
        var o = Run(rows, c, then, residual, affine, batch);
        for (var j = 0; j < c; j++)
        {
            double scale = affine ? o.Gamma[j] : 1, shift = affine ? o.Beta[j] : 0, sum = 0, product = 0, size = 0;
            var g = new double[rows];
            var xHat = new double[rows];
            for (var i = 0; i < rows; i++)
            {
                var at = i * c + j;
                xHat[i] = ((double)o.X[at] - o.Mean[j]) * o.InvStd[j];
                var y = xHat[i] * scale + shift + (residual ? o.R[at] : 0);
                var cdf = 0.5 * (1 + GeluOp.Erf(y / Math.Sqrt(2)));
                var (result, slope) = then switch
                {
                    Then.Relu => (Math.Max(y, 0), o.Y[at] > 0 ? 1 : 0), // the sign of a number near 0 is the kernel's to say
                    Then.Gelu => (y * cdf, cdf + y * Math.Exp(-y * y / 2) / Math.Sqrt(2 * Math.PI)),
                    _ => (y, 1),
                };
                Assert.Equal(result, o.Y[at], Tolerance * (1 + Math.Abs(xHat[i] * scale)));
                g[i] = slope * o.Dy[at];
                sum += g[i];
                product += g[i] * xHat[i];
                size += Math.Abs(g[i]) * (1 + Math.Abs(xHat[i]));
            }

            Assert.Equal(sum, o.Dbeta[j], Tolerance * (1 + size));
            Assert.Equal(product, o.Dgamma[j], Tolerance * (1 + size));
            for (var i = 0; i < rows; i++)
            {
                var at = i * c + j;
                var dx = scale * o.InvStd[j] * (batch ? g[i] - sum / rows - xHat[i] * product / rows : g[i]);
                Assert.Equal(dx, o.Dx[at],
                    Tolerance * (1 + Math.Abs(scale * o.InvStd[j]) * (1 + Math.Abs(xHat[i])) * (1 + size / rows)));
                if (residual)
                {
                    Assert.Equal(g[i], o.Dresidual[at], 0.0);
                }
            }
        }
    }

    private static (float[] Mean, float[] InvStd, float[] Variance) Statistics(float[] x, int rows, int c)
    {
        float[] mean = new float[c], invStd = new float[c], variance = new float[c];
        fixed (float* px = x, pm = mean, pi = invStd, pv = variance)
        {
            CpuBatchNorm.Statistics(px, rows, c, Eps, pm, pi, pv);
        }

        return (mean, invStd, variance);
    }

    private static (double Mean, double Variance) Moments(float[] x, int rows, int c, int j)
    {
        var values = Enumerable.Range(0, rows).Select(i => (double)x[i * c + j]).ToArray();
        var mean = values.Average();
        return (mean, values.Sum(v => (v - mean) * (v - mean)) / rows);
    }

    private static float[] Normal(Rng rng, int length, double mean, double deviation)
    {
        var values = new float[length];
        for (var i = 0; i < length; i++)
        {
            values[i] = (float)rng.Normal(mean, deviation);
        }

        return values;
    }
}
