using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace MiniTensor.Backends.Cpu;

/// <summary>How a product is cut: into parts for the threads, and each part into blocks for the caches.</summary>
internal readonly struct MatMulPlan
{
    /// <summary>The most of k, and the most rows of A, that a block takes at a time.</summary>
    public static int DepthOfBlock = 1024;
    public static int ColumnsOfStrip = 1024;
    public static int RowsOfBlock = 64;

    /// <summary>A part has at most this many columns: its packed B stays in the last cache.</summary>
    private const int ColumnsOfPart = 1024;

    private const long FlopsOfPart = 1 << 21;
    public static int MostParts = 8; public static string? PK;

    public MatMulPlan(in MatMulProblem p)
    {
        var flops = 2L * p.M * p.N * p.K * p.Batch;
        var wanted = (int)Math.Clamp(flops / FlopsOfPart, 1, MostParts);
        PacksB = p.BColumn != 1 || (long)p.N * p.K > 256 * 1024;
        PacksA = (p.ARow == 1 || p.AColumn == 1) && p.M > 14 && p.N >= 128 && (long)p.M * p.K > 256 * 1024;
        var z = PK; if (z != null) { PacksA = z[0] == '1'; PacksB = z[1] == '1'; }
        SharesB = PacksB && p.Batch == 1 && wanted > 1;
        (RowParts, ColumnParts) = Grid(p, (wanted + p.Batch - 1) / p.Batch, SharesB);
    }

    public int RowParts { get; }

    public int ColumnParts { get; }

    public bool PacksA { get; }

    public bool PacksB { get; }

    /// <summary>Whether B is packed once for all parts.</summary>
    public bool SharesB { get; }

    /// <summary>Whether there are 32 vector registers, as with AVX-512 and on Arm, or 16.</summary>
    private static bool HasManyRegisters => Vector512.IsHardwareAccelerated || AdvSimd.Arm64.IsSupported;

    /// <summary>So many rectangles of C (more if they were wider than allowed), cut so that the least of A and B is read twice.</summary>
    private static (int Rows, int Columns) Grid(in MatMulProblem p, int parts, bool sharesB)
    {
        var fewestColumnParts = sharesB ? 1 : (p.N + ColumnsOfPart - 1) / ColumnsOfPart;
        var (best, leastRead) = ((1, fewestColumnParts), long.MaxValue);
        for (var rows = 1; rows <= parts; rows++)
        {
            var columns = Math.Max(fewestColumnParts, parts / rows);
            var read = (long)p.M * columns + (sharesB ? 0 : (long)p.N * rows);
            if (rows * columns >= parts && read < leastRead && (rows == 1 || p.M / rows >= 32) && (columns == 1 || p.N / columns >= 64))
            {
                (best, leastRead) = ((rows, columns), read);
            }
        }

        return best;
    }

    /// <summary>How many of the rows that are left the next tile takes, so that all its sums stay in registers and no tile is much smaller.</summary>
    public static int RowsOfTile(int rows, int vectors)
    {
        var most = (vectors, HasManyRegisters) switch { (1, true) => 16, (1, false) => 12, (_, true) => 14, _ => 6 };
        var tiles = (rows + most - 1) / most;
        return (rows + tiles - 1) / tiles;
    }
}
