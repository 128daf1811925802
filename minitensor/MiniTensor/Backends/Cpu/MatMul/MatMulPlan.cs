using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>How a product is cut: into parts for the threads, and each part into blocks for the caches.</summary>
/// <remarks>All of it follows from the problem's size and layout alone, so that results are the same on any number of threads.</remarks>
internal readonly struct MatMulPlan
{
    /// <summary>The most of k, of A's rows and of B's columns that are packed at a time: a block of A for the second cache, a strip of B for the third.</summary>
    public const int DepthOfBlock = 1024;
    public const int RowsOfBlock = 64;
    public const int ColumnsOfStrip = 1024;

    private const long FlopsOfPart = 1 << 21; // about 18 microseconds at the peak of one thread: a guess at what is worth a second one
    private const int MostParts = 8;

    private const int ShortSum = 128; // of so many products at most: longer ones gain nothing from smaller tiles

    private const long SmallFloats = 1 << 18; // 1 MiB: an operand that the second cache holds is read where it lies

    private const long NearFloats = 1 << 16; // an A or a C of so many is in the second cache, and need not be fetched

    public MatMulPlan(in MatMulProblem p)
    {
        var flops = 2L * p.M * p.N * p.K * p.Batch;
        var wanted = (int)Math.Clamp(flops / FlopsOfPart, 1, MostParts);
        PacksB = p.BColumn != 1 || (long)p.N * p.K > SmallFloats;
        PacksA = (p.ARow == 1 || p.AColumn == 1) && p.N >= 128 && (long)p.M * p.K > SmallFloats;
        SharesB = PacksB && p.Batch == 1 && wanted > 1;
        IsNear = (long)p.M * Math.Max(p.N, p.K) * p.Batch <= NearFloats;
        KParts = p.Batch == 1 && p.K >= 16 * Math.Max(p.M, p.N) ? Math.Min(wanted, p.K / DepthOfBlock) : 1;
        (RowParts, ColumnParts) = Grid(p, (wanted + p.Batch - 1) / p.Batch, SharesB);
    }

    public int RowParts { get; }

    public int ColumnParts { get; }

    /// <summary>More than 1 where C is small and k so long that its parts are worth summing on their own.</summary>
    public int KParts { get; }

    public bool PacksA { get; }

    public bool PacksB { get; }

    /// <summary>Whether B is packed once for all parts.</summary>
    public bool SharesB { get; }

    /// <summary>Whether A and C are so small that the caches hold them.</summary>
    public bool IsNear { get; }

    /// <summary>Whether there are 32 vector registers, as with AVX-512 and on Arm, or 16.</summary>
    private static bool HasManyRegisters => Vector512.IsHardwareAccelerated || AdvSimd.Arm64.IsSupported;

    /// <summary>
    /// How many tiles the rows of a panel are cut into, of as equal height as can be, so that all sums of a tile stay in registers and, where
    /// the sums are short, can leave them at once (<see cref="StoreQueue"/>).
    /// </summary>
    public static int Tiles<TV>(int rows, int vectors, int depth)
        where TV : unmanaged, ISimd<TV>
    {
        var inRegisters = (vectors, HasManyRegisters) switch
        {
            (1, true) => 16,
            (1, false) => 12,
            (_, true) => 14,
            _ => 6,
        };
        var most = depth > ShortSum ? inRegisters : Math.Min(inRegisters, StoreQueue.Vectors<TV>() / vectors);
        return (rows + most - 1) / most;
    }

    /// <summary>At least so many rectangles of C, if it is large enough, cut so that as little as can be of A and B is read twice.</summary>
    private static (int Rows, int Columns) Grid(in MatMulProblem p, int parts, bool sharesB)
    {
        var fewestColumns = sharesB ? 1 : (p.N + ColumnsOfStrip - 1) / ColumnsOfStrip;
        var (best, leastRead) = ((1, fewestColumns), long.MaxValue);
        for (var rows = 1; rows <= parts; rows++)
        {
            var columns = Math.Max(fewestColumns, (parts + rows - 1) / rows);
            var read = (long)p.M * columns + (sharesB ? 0 : (long)p.N * rows);
            var isCoarse = (rows == 1 || p.M / rows >= 32) && (columns == fewestColumns || p.N / columns >= 64);
            if (isCoarse && read < leastRead)
            {
                (best, leastRead) = ((rows, columns), read);
            }
        }

        return best;
    }
}
