using System.Runtime.InteropServices;
using MiniTensor.Backends.Cpu;
using Xunit;

namespace MiniTensor.Tests;

/// <summary>One product with random operands, and the same product in double precision by the definition.</summary>
internal sealed unsafe class MatMulCase : IDisposable
{
    private const int Gap = 3; // floats between rows that belong to nobody: NaN in A and B, Untouched in C
    private const float Untouched = 12345;

    private readonly List<nint> _memory = [];
    private readonly float[] _before;
    private readonly int _floatsOfC;

    public MatMulProblem Problem;

    /// <param name="m">Rows of C.</param>
    /// <param name="k">The sum's length.</param>
    /// <param name="n">Columns of C.</param>
    /// <param name="layout">For A and B each: "n" rows adjacent in k or n, "t" transposed, "s" no stride of 1, "0" one row repeated.</param>
    /// <param name="batch">How many such products.</param>
    /// <param name="seed">Of the operands.</param>
    public MatMulCase(int m, int k, int n, string layout = "nn", int batch = 1, int seed = 1)
    {
        var rng = new Rng((ulong)seed);
        (Problem.M, Problem.N, Problem.K, Problem.Batch) = (m, n, k, batch);
        Problem.A = Operand(rng, layout[0], m, k, batch, out Problem.ARow, out Problem.AColumn, out Problem.ABatch);
        Problem.B = Operand(rng, layout[1], k, n, batch, out Problem.BRow, out Problem.BColumn, out Problem.BBatch);
        Problem.CRow = n + Gap;
        _floatsOfC = m * (n + Gap) * batch;
        Problem.C = Floats(_floatsOfC);
        Problem.CBatch = Offsets(batch, m * (n + Gap));
        var c = new Span<float>(Problem.C, _floatsOfC);
        c.Fill(Untouched);
        for (var i = 0; i < _floatsOfC; i++)
        {
            if (i % (n + Gap) < n)
            {
                c[i] = (float)(rng.Uniform() - 0.5);
            }
        }

        _before = c.ToArray();
        Problem.Bias = null;
    }

    public Span<float> C => new(Problem.C, _floatsOfC);

    public MatMulCase WithBias()
    {
        Problem.Bias = Floats(Problem.N);
        for (var j = 0; j < Problem.N; j++)
        {
            Problem.Bias[j] = (j % 5) - 1.5f;
        }

        return this;
    }

    public MatMulCase Accumulating()
    {
        Problem.Accumulate = true;
        return this;
    }

    public MatMulCase Run()
    {
        CpuMatMul.Run(Problem);
        return this;
    }

    /// <summary>Every element is within the bound of summing k products in float32 in any order, and nothing else was written.</summary>
    public void Check()
    {
        var p = Problem;
        // Of a large product, one element in a prime number: no row, column or tile escapes.
        var step = (long)p.M * p.N * p.K * p.Batch > 1_000_000 ? 61 : 1;
        for (var at = 0; at < _floatsOfC; at++)
        {
            var (row, j) = Math.DivRem(at, p.N + Gap);
            if (j >= p.N)
            {
                Assert.True(p.C[at] == Untouched, $"{Name}: wrote between the rows of C, at {at}");
            }

            if (j >= p.N || at % step > 0)
            {
                continue;
            }

            var (batch, i) = Math.DivRem(row, p.M);
            var (sum, size) = Definition(batch, i, j, _before[at]);
            var error = Math.Abs(p.C[at] - sum);
            if (!(error <= (p.K + 3) * size * MathF.Pow(2, -23)))
            {
                Assert.Fail($"{Name}: C[{batch}][{i}, {j}] = {p.C[at]}, by the definition {sum}");
            }
        }
    }

    public void Dispose() => _memory.ForEach(block => NativeMemory.AlignedFree((void*)block));

    private string Name => $"{Problem.Batch} x ({Problem.M} x {Problem.K} x {Problem.N})";

    private (double Sum, double Size) Definition(int batch, int i, int j, float before)
    {
        var p = Problem;
        var a = p.A + p.ABatch[batch] + i * p.ARow;
        var b = p.B + p.BBatch[batch] + j * p.BColumn;
        double sum = (p.Accumulate ? before : 0) + (p.Bias == null ? 0 : p.Bias[j]), size = Math.Abs(sum);
        for (var k = 0; k < p.K; k++)
        {
            var product = (double)a[k * p.AColumn] * b[k * p.BRow];
            sum += product;
            size += Math.Abs(product);
        }

        return (sum, size);
    }

    private float* Operand(Rng rng, char layout, int rows, int columns, int batch, out nint row, out nint column, out nint* offsets)
    {
        (row, column) = layout switch
        {
            'n' => (columns + Gap, 1),
            't' => (1, rows + Gap),
            's' => (2 * columns + 1, 2),
            _ => ((nint)0, (nint)1),
        };
        var size = (int)(Math.Max(0, rows - 1) * row + Math.Max(0, columns - 1) * column + 1);
        var operand = Floats(size * batch);
        new Span<float>(operand, size * batch).Fill(float.NaN);
        offsets = Offsets(batch, size);
        for (var b = 0; b < batch; b++)
        {
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < columns; j++)
                {
                    operand[offsets[b] + i * row + j * column] = (float)(rng.Uniform() - 0.5);
                }
            }
        }

        return operand;
    }

    private float* Floats(int count) => (float*)Take((nuint)count * sizeof(float));

    private nint* Offsets(int batch, int size)
    {
        var offsets = (nint*)Take((nuint)(batch * sizeof(nint)));
        for (var b = 0; b < batch; b++)
        {
            offsets[b] = (nint)b * size;
        }

        return offsets;
    }

    private void* Take(nuint bytes)
    {
        var block = NativeMemory.AlignedAlloc(Math.Max(bytes, 1), 64);
        _memory.Add((nint)block);
        return block;
    }
}
