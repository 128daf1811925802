using System.Runtime.Intrinsics;
using MiniTensor.Backends.Cpu;
using MiniTensor.Simd;
using Xunit;

namespace MiniTensor.Tests;

/// <summary>The matrix product of the CPU backend against its definition, in the sizes and layouts where its kernels change.</summary>
[Collection(nameof(ConvAlgorithms))] // sets the number of threads
public sealed class MatMulKernelTests
{
    private static readonly string[] s_layouts = ["nn", "nt", "tn", "tt"];

    private delegate void Width(MatMulProblem problem, MatMulPlan plan);

    [Fact]
    public void Every_vector_width_is_right_around_the_edges_of_its_tiles()
    {
        foreach (var (count, run) in Widths())
        {
            foreach (var m in (int[])[1, 2, 5, 6, 7, 13, 14, 15, 29])
            {
                foreach (var n in (int[])[1, Math.Max(1, count - 1), count, count + 1, 2 * count - 1, 2 * count, 2 * count + 1, 3 * count + 2])
                {
                    foreach (var layout in s_layouts)
                    {
                        using var c = new MatMulCase(m, 5 + m % 3, n, layout);
                        run(c.Problem, new MatMulPlan(c.Problem));
                        c.Check();
                    }
                }
            }
        }
    }

    [Fact]
    public void Every_small_size_is_right()
    {
        foreach (var m in (int[])[1, 2, 3, 4, 8, 11, 16, 17, 31])
        {
            foreach (var n in (int[])[1, 2, 3, 4, 10, 16, 17, 33, 50])
            {
                foreach (var k in (int[])[1, 2, 3, 4, 7, 18])
                {
                    using var c = new MatMulCase(m, k, n, s_layouts[(m + n + k) % 4]);
                    c.Run().Check();
                }
            }
        }
    }

    [Theory]
    [InlineData(130, 90, 70)] // several blocks of rows
    [InlineData(20, 2100, 40)] // k in three pieces
    [InlineData(40, 30, 2100)] // columns in several parts
    [InlineData(500, 600, 130)] // both operands packed
    [InlineData(1, 700, 900)] // a row
    [InlineData(900, 700, 1)] // a column
    [InlineData(3, 1500, 5)]
    [InlineData(5, 40_000, 7)] // long sums
    [InlineData(9000, 20, 10)] // tall
    public void Large_sizes_are_right_in_every_layout(int m, int k, int n)
    {
        foreach (var layout in s_layouts)
        {
            using var c = new MatMulCase(m, k, n, layout);
            c.Run().Check();
        }
    }

    [Theory]
    [InlineData("ss")]
    [InlineData("s0")]
    [InlineData("0s")]
    [InlineData("00")]
    [InlineData("n0")]
    [InlineData("0n")]
    [InlineData("t0")]
    public void Any_strides_do(string layout)
    {
        foreach (var (m, k, n) in ((int, int, int)[])[(1, 9, 40), (40, 9, 1), (17, 33, 35), (150, 700, 400)])
        {
            using var c = new MatMulCase(m, k, n, layout);
            c.Run().Check();
        }
    }

    [Fact]
    public void A_bias_is_added_to_each_row_and_accumulating_adds_to_C()
    {
        foreach (var (m, k, n) in ((int, int, int)[])[(1, 5, 1), (1, 9, 40), (40, 9, 1), (7, 0, 3), (15, 20, 33), (30, 2100, 20), (4, 30_000, 4)])
        {
            foreach (var layout in s_layouts)
            {
                using var biased = new MatMulCase(m, k, n, layout).WithBias();
                using var added = new MatMulCase(m, k, n, layout).Accumulating();
                using var both = new MatMulCase(m, k, n, layout).WithBias().Accumulating();
                biased.Run().Check();
                added.Run().Check();
                both.Run().Check();
            }
        }
    }

    [Fact]
    public void A_batch_is_as_many_products()
    {
        foreach (var (m, k, n) in ((int, int, int)[])[(1, 8, 1), (3, 4, 5), (64, 32, 64), (1, 64, 64), (64, 64, 1), (2, 3000, 3)])
        {
            foreach (var layout in s_layouts)
            {
                using var c = new MatMulCase(m, k, n, layout, batch: 12).WithBias();
                c.Run().Check();
            }
        }
    }

    [Fact]
    public unsafe void A_batch_may_share_an_operand()
    {
        using var c = new MatMulCase(6, 7, 9, batch: 5);
        new Span<nint>(c.Problem.BBatch, 5).Clear();
        c.Run().Check();
    }

    [Theory]
    [InlineData(4, 0, 5)]
    [InlineData(0, 3, 5)]
    [InlineData(4, 3, 0)]
    [InlineData(0, 0, 0)]
    public void Nothing_to_add_gives_zeros_and_nothing_to_write_writes_nothing(int m, int k, int n)
    {
        using var c = new MatMulCase(m, k, n);
        c.Run().Check();
        using var none = new MatMulCase(3, 3, 3, batch: 2);
        var before = none.C.ToArray();
        none.Problem.Batch = 0;
        Assert.Equal(before, none.Run().C.ToArray());
    }

    [Theory]
    [InlineData(20, 30, 40)]
    [InlineData(1, 30, 40)]
    [InlineData(20, 30, 1)]
    [InlineData(4, 20_000, 4)]
    public unsafe void Zero_times_NaN_or_infinity_is_NaN_in_its_row_and_column_and_nowhere_else(int m, int k, int n)
    {
        foreach (var layout in s_layouts)
        {
            foreach (var odd in (float[])[float.NaN, float.PositiveInfinity])
            {
                using var c = new MatMulCase(m, k, n, layout);
                var p = c.Problem;
                int row = m / 2, column = n / 2, inner = k / 3;
                p.A[row * p.ARow + inner * p.AColumn] = odd;
                for (var j = 0; j < n; j++)
                {
                    p.B[inner * p.BRow + j * p.BColumn] = 0;
                }

                p.B[(inner + 1) * p.BRow + column * p.BColumn] = odd;
                for (var i = 0; i < m; i++)
                {
                    p.A[i * p.ARow + (inner + 1) * p.AColumn] = 0;
                }

                c.Run();
                for (var i = 0; i < m; i++)
                {
                    for (var j = 0; j < n; j++)
                    {
                        Assert.Equal(i == row || j == column, float.IsNaN(p.C[i * p.CRow + j]));
                    }
                }
            }
        }
    }

    [Theory]
    [InlineData(300, 300, 300, 1)]
    [InlineData(511, 113, 509, 1)]
    [InlineData(16, 70_000, 12, 1)]
    [InlineData(30_000, 20, 10, 1)]
    [InlineData(1, 900, 900, 1)]
    [InlineData(900, 900, 1, 1)]
    [InlineData(64, 32, 64, 24)]
    public void One_thread_and_two_give_the_same_bits(int m, int k, int n, int batch)
    {
        var before = CpuThreads.Count;
        try
        {
            foreach (var layout in s_layouts)
            {
                using var one = new MatMulCase(m, k, n, layout, batch);
                using var two = new MatMulCase(m, k, n, layout, batch);
                CpuThreads.Count = 1;
                one.Run();
                CpuThreads.Count = 2;
                two.Run();
                Assert.True(one.C.SequenceEqual(two.C), $"{m} x {k} x {n} {layout}");
            }
        }
        finally
        {
            CpuThreads.Count = before;
        }
    }

    [Fact]
    public unsafe void A_column_is_the_same_to_the_last_bit_whatever_columns_are_beside_it()
    {
        foreach (var (count, run) in Widths())
        {
            using var all = new MatMulCase(30, 40, 6 * count);
            run(all.Problem, new MatMulPlan(all.Problem));
            for (var n = 1; n < 6 * count; n++)
            {
                using var some = new MatMulCase(30, 40, 6 * count);
                some.Problem.N = n;
                run(some.Problem, new MatMulPlan(some.Problem));
                for (var i = 0; i < 30; i++)
                {
                    nint row = i * all.Problem.CRow;
                    Assert.True(new Span<float>(some.Problem.C + row, n).SequenceEqual(new Span<float>(all.Problem.C + row, n)), $"{n} columns, row {i}");
                }
            }
        }
    }

    [Fact]
    public void The_limits_of_the_machine_are_measured()
    {
        Assert.InRange(MachineLimits.FmaPeak(threads: 1), 0.1, 10_000);
        Assert.InRange(MachineLimits.MemoryBandwidth(threads: 1), 0.1, 10_000);
        Assert.InRange(MachineLimits.ReadBandwidth(threads: 1), 0.1, 10_000);
    }

    private static IEnumerable<(int Count, Width Run)> Widths()
    {
        yield return (SimdScalar.Count, (p, plan) => RunAt<SimdScalar>(p, plan));
        if (Vector128.IsHardwareAccelerated)
        {
            yield return (Simd128.Count, (p, plan) => RunAt<Simd128>(p, plan));
        }

        if (Vector256.IsHardwareAccelerated)
        {
            yield return (Simd256.Count, (p, plan) => RunAt<Simd256>(p, plan));
        }

        if (Vector512.IsHardwareAccelerated)
        {
            yield return (Simd512.Count, (p, plan) => RunAt<Simd512>(p, plan));
        }
    }

    private static unsafe void RunAt<TV>(in MatMulProblem p, MatMulPlan plan)
        where TV : unmanaged, ISimd<TV> => RectangleMatMul<TV>.Run(p, plan);
}
