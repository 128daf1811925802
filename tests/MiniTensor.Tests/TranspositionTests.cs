using MiniTensor.Backends.Cpu;
using Xunit;

namespace MiniTensor.Tests;

public sealed unsafe class TranspositionTests
{
    /// <summary>Every small size: whole blocks of four, rests of one to three, nothing at all; and numbers behind the end stay what they were.</summary>
    [Fact]
    public void Rows_become_columns_at_every_size_and_nothing_else_is_written()
    {
        for (var rows = 0; rows <= 9; rows++)
        {
            for (var columns = 0; columns <= 18; columns++)
            {
                foreach (var gap in new[] { 0, 2 })
                {
                    Check(rows, columns, columns + 1, rows + gap);
                }
            }
        }
    }

    private static void Check(int rows, int columns, int fromStride, int toStride)
    {
        const float Untouched = -1;
        var rng = new Rng(3);
        var from = Enumerable.Range(0, rows * fromStride + 1).Select(_ => (float)rng.Uniform()).ToArray();
        var to = Enumerable.Repeat(Untouched, columns * toStride + 8).ToArray();
        fixed (float* a = from, b = to)
        {
            Transposition.Run(a, fromStride, rows, columns, b, toStride);
        }

        for (var at = 0; at < to.Length; at++)
        {
            var (j, i) = toStride == 0 ? (columns, 0) : Math.DivRem(at, toStride);
            var expected = j < columns && i < rows ? from[i * fromStride + j] : Untouched;
            Assert.True(expected == to[at], $"{rows} rows, {columns} columns, to stride {toStride}: at {at} is {to[at]}, not {expected}");
        }
    }
}
