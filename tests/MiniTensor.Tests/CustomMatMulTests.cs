using MiniTensor.Backends.Cpu;
using Xunit;

namespace MiniTensor.Tests;

public sealed class CustomMatMulTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(5, 7, 3)]
    [InlineData(200, 33, 17)]
    public void Products_run_on_the_kernel(int m, int n, int k)
    {
        var (a, b) = (Tensor.Normal(new Rng(1), [m, k]), Tensor.Normal(new Rng(2), [k, n]));
        var expected = a.MatMul(b).ToArray();
        var rows = 0;
        using (CustomMatMul.Use((x, y, z, rowsOfPart, columns, depth) =>
        {
            Interlocked.Add(ref rows, rowsOfPart);
            Naive(x, y, z, rowsOfPart, columns, depth);
        }))
        {
            Near(expected, a.MatMul(b).ToArray());
        }

        Assert.Equal(m, rows);
        a.MatMul(b);
        Assert.Equal(m, rows);
    }

    [Fact]
    public void Transposed_operands_batches_and_a_bias_come_out_as_without_it()
    {
        var (a, b) = (Tensor.Normal(new Rng(1), [3, 6, 5]), Tensor.Normal(new Rng(2), [3, 4, 6]));
        var (weight, bias) = (Tensor.Normal(new Rng(3), [7, 5]), Tensor.Normal(new Rng(4), [7]));
        var batch = a.Transpose(1, 2).MatMul(b.Transpose(1, 2)).ToArray();
        var linear = Functional.Linear(a, weight, bias).ToArray();
        using (CustomMatMul.Use(Naive))
        {
            Near(batch, a.Transpose(1, 2).MatMul(b.Transpose(1, 2)).ToArray());
            Near(linear, Functional.Linear(a, weight, bias).ToArray());
        }
    }

    [Fact]
    public unsafe void What_c_holds_is_added_where_that_is_asked_for()
    {
        float[] a = [1, 2, 3, 4], b = [5, 6, 7, 8], c = [10, 20, 0, 30, 40, 0];
        fixed (float* pa = a, pb = b, pc = c)
        {
            using var plugged = CustomMatMul.Use(Naive);
            CpuMatMul.Run(new MatMulProblem
            {
                A = pa,
                ARow = 2,
                AColumn = 1,
                B = pb,
                BRow = 1, // b transposed
                BColumn = 2,
                C = pc,
                CRow = 3,
                M = 2,
                N = 2,
                K = 2,
                Batch = 1,
                Accumulate = true,
            });
        }

        Assert.Equal([27, 43, 0, 69, 93, 0], c);
    }

    [Fact]
    public void The_kernel_before_comes_back()
    {
        var (outer, inner) = (0, 0);
        var x = Tensor.Ones([2, 2]);
        using (CustomMatMul.Use((_, _, _, _, _, _) => outer++))
        {
            using (CustomMatMul.Use((_, _, _, _, _, _) => inner++))
            {
                x.MatMul(x);
            }

            x.MatMul(x);
            using (CustomMatMul.Use(null))
            {
                Assert.Equal([2, 2, 2, 2], x.MatMul(x).ToArray());
            }
        }

        Assert.Equal((1, 1), (outer, inner));
    }

    private static void Naive(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int n, int k)
    {
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = 0.0;
                for (var p = 0; p < k; p++)
                {
                    sum += (double)a[i * k + p] * b[p * n + j];
                }

                c[i * n + j] = (float)sum;
            }
        }
    }

    private static void Near(float[] expected, float[] came)
    {
        Assert.Equal(expected.Length, came.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], came[i], 1e-4);
        }
    }
}
