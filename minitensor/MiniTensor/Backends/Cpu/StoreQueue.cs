using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>How much a kernel can write at once without waiting.</summary>
/// <remarks>
/// A processor puts what it writes into a queue, and goes on while the first cache takes it from there. When the sums of a tile of results leave
/// their registers all together and do not fit the queue, the next tile's loads wait behind them. Long sums hide that, short ones do not: on Zen 4
/// a tile of 24 vectors of 512 bits cost 72 cycles beyond its multiply-adds, one of 14 cost 23 (LOG.md).
/// </remarks>
internal static class StoreQueue
{
    /// <summary>The vectors that a tile of short sums should have at most.</summary>
    public static int Vectors<TV>()
        where TV : unmanaged, ISimd<TV> => 14 * 16 / TV.Count;
}
