namespace CourseKit.Course.Authoring;

/// <summary>
/// Writes the micro-kernels of the matrix product: one method for each size of the tile of C that stays in registers, with a
/// local variable for each vector of it. An array or a loop over the rows would send the sums through memory.
/// </summary>
internal static class MatMulKernels
{
    /// <summary>Rows of A that one pointer reaches: at 0, 1 and 2 times the stride.</summary>
    private const int RowsPerPointer = 3;

    /// <summary>The tiles: vectors side by side, and rows. Those with many rows need the 32 registers of AVX-512 and Arm.</summary>
    private static readonly (int Vectors, int[] Rows)[] s_tiles =
    [
        (1, [.. Enumerable.Range(1, 16)]),
        (2, [.. Enumerable.Range(1, 14)]),
    ];

    public static string Text()
    {
        var writer = new KernelWriter("System.Diagnostics", "System.Runtime.CompilerServices", "MiniTensor.Simd");
        writer.Line().Line("namespace MiniTensor.Backends.Cpu;").Line();
        writer.Line("/// <summary>C = start + A . B for one tile of C that stays in registers while k runs.</summary>");
        writer.Block("internal static unsafe class MicroKernels", () =>
        {
            WriteDispatch(writer);
            foreach (var (vectors, rows) in s_tiles)
            {
                foreach (var count in rows)
                {
                    writer.Line();
                    WriteTile(writer, count, vectors);
                }
            }
        });
        return writer.ToString();
    }

    private static void WriteDispatch(KernelWriter writer)
    {
        writer.Line("/// <summary>Computes the tile with that many rows and vectors.</summary>");
        writer.Line("public static void Run<TV, TStart>(int rows, int vectors, Tile* tile)");
        writer.Block("    where TV : unmanaged, ISimd<TV> where TStart : struct, ITileStart", () => writer.Block("switch (vectors, rows)", () =>
        {
            foreach (var (vectors, rows) in s_tiles)
            {
                foreach (var count in rows)
                {
                    writer.Line($"case ({vectors}, {count}): Tile{count}x{vectors}<TV, TStart>(tile); break;");
                }
            }

            writer.Line("default: throw new UnreachableException();");
        }));
    }

    private static void WriteTile(KernelWriter writer, int rows, int vectors)
    {
        var columns = Enumerable.Range(0, vectors).ToList();
        string Each(Func<int, string> write) => string.Join(' ', columns.Select(write));
        string At(int j) => j == 0 ? "" : j == 1 ? " + TV.Count" : $" + {j} * TV.Count";
        var pointers = Enumerable.Range(0, (rows + RowsPerPointer - 1) / RowsPerPointer).Select(p => p * RowsPerPointer).ToList();

        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Line($"private static void Tile{rows}x{vectors}<TV, TStart>(Tile* tile)");
        writer.Block("    where TV : unmanaged, ISimd<TV> where TStart : struct, ITileStart", () =>
        {
            writer.Line("float* c = tile->C, start = tile->Start, nextC = tile->NextC;");
            for (var i = 0; i < rows; i++)
            {
                writer.Line(Each(j => $"var c{i}_{j} = TStart.Load<TV>(start{At(j)}); if (TStart.Fetches) Prefetch.ToL1(nextC{At(j)});") + (i < rows - 1 ? " start += tile->StartRow; nextC += tile->NextCRow;" : ""));
            }

            writer.Line("float* next = tile->Next;");
            writer.Line("var nextStep = tile->NextStep;");
            writer.Line("nint aRow = tile->ARow, aRow2 = 2 * aRow, aColumn = tile->AColumn, bRow = tile->BRow;");
            writer.Line("float* b = tile->B, a0 = tile->A" + string.Concat(pointers.Skip(1).Select(p => $", a{p} = a{p - RowsPerPointer} + 3 * aRow")) + ";");
            writer.Block("for (var k = tile->K; k > 0; k--)", () =>
            {
                writer.Line(Each(j => $"var b{j} = TV.Load(b{At(j)});"));
                for (var i = 0; i < rows; i++)
                {
                    var a = (i % RowsPerPointer) switch { 0 => $"a{i}", 1 => $"a{i - 1} + aRow", _ => $"a{i - 2} + aRow2" };
                    writer.Line(vectors == 1
                        ? $"c{i}_0 = TV.MultiplyAdd(b0, {a}, c{i}_0);"
                        : $"var x{i} = TV.Create(*({a})); " + Each(j => $"c{i}_{j} = TV.MultiplyAdd(b{j}, x{i}, c{i}_{j});"));
                }

                writer.Line("if (TStart.Fetches) { Prefetch.ToL2(next); next += nextStep; }");
                writer.Line("b += bRow; " + string.Join(' ', pointers.Select(p => $"a{p} += aColumn;")));
            });
            for (var i = 0; i < rows; i++)
            {
                writer.Line(Each(j => $"c{i}_{j}.Store(c{At(j)});") + (i < rows - 1 ? " c += tile->CRow;" : ""));
            }
        });
    }
}
