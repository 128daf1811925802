using System.Diagnostics;
using System.Runtime.Intrinsics;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>What the processor can do at most, measured: the two lines of the roofline.</summary>
/// <remarks>Clocks drift with heat and neighbours: measure in the same run as what is held against it.</remarks>
public static unsafe class MachineLimits
{
    private const int Repetitions = 12; // of which the best counts
    private const int PartsPerThread = 8;

    /// <summary>Multiply-adds a second without memory, each counted twice, in GFLOP/s: the best of a few runs, about a tenth of a second.</summary>
    /// <param name="threads">On how many threads.</param>
    /// <param name="repetitions">How many runs, of about 5 milliseconds each, of which the best counts.</param>
    public static double FmaPeak(int threads, int repetitions = Repetitions)
    {
        const int Rounds = 200_000;
        var parts = PartsPerThread * threads;
        var sums = stackalloc float[parts];
        var kernel = new FmaPeak(sums, Rounds);
        var seconds = BestSeconds(ref kernel, parts, threads, repetitions);
        return parts * FlopsOfPart(Rounds) / seconds / 1e9;
    }

    /// <summary>
    /// Memory read and written a second in GB/s, by STREAM's triad a = b + s * c over 3 x 64 MiB, which counts 12 bytes an element;
    /// the better of plain stores and stores past the caches.
    /// </summary>
    /// <param name="threads">On how many threads.</param>
    /// <param name="repetitions">How many runs of each kind, of about 7 milliseconds each, of which the best counts.</param>
    public static double MemoryBandwidth(int threads, int repetitions = Repetitions)
    {
        const int Length = 1 << 24;
        var memory = (float*)NativeBlock.Allocate(3 * Length * sizeof(float));
        try
        {
            new Span<float>(memory, Length).Fill(1);
            new Span<float>(memory + Length, Length).Fill(2);
            new Span<float>(memory + 2 * Length, Length).Fill(3);
            var parts = PartsPerThread * threads;
            var lengthOfPart = Length / parts / 64 * 64;
            var plain = new StreamTriad(memory, memory + Length, memory + 2 * Length, lengthOfPart, pastCaches: false);
            var past = new StreamTriad(memory, memory + Length, memory + 2 * Length, lengthOfPart, pastCaches: true);
            var seconds = Math.Min(BestSeconds(ref plain, parts, threads, repetitions), BestSeconds(ref past, parts, threads, repetitions));
            return 3.0 * sizeof(float) * parts * lengthOfPart / seconds / 1e9;
        }
        finally
        {
            NativeBlock.Free(memory);
        }
    }

    /// <summary>Memory read a second in GB/s, where nothing is written: 128 MiB, the better of one and of four paths through each part.</summary>
    /// <remarks>
    /// A core waits for so many lines of memory at a time and no more, but what it writes past the caches it does not wait for: so a thread that
    /// only reads moves fewer bytes than <see cref="MemoryBandwidth"/> says.
    /// </remarks>
    /// <param name="threads">On how many threads.</param>
    /// <param name="repetitions">How many runs of each kind, of about 5 milliseconds each, of which the best counts.</param>
    public static double ReadBandwidth(int threads, int repetitions = Repetitions)
    {
        const int Length = 1 << 25;
        var parts = PartsPerThread * threads;
        var lengthOfPart = Length / parts / 64 * 64;
        var largest = stackalloc float[parts];
        var memory = (float*)NativeBlock.Allocate(Length * sizeof(float));
        try
        {
            new Span<float>(memory, Length).Fill(1);
            var one = new StreamRead(memory, lengthOfPart, paths: 1, largest);
            var four = new StreamRead(memory, lengthOfPart, paths: 4, largest);
            var seconds = Math.Min(BestSeconds(ref one, parts, threads, repetitions), BestSeconds(ref four, parts, threads, repetitions));
            return 1.0 * sizeof(float) * parts * lengthOfPart / seconds / 1e9;
        }
        finally
        {
            NativeBlock.Free(memory);
        }
    }

    private static double BestSeconds<TKernel>(ref TKernel kernel, int parts, int threads, int repetitions)
        where TKernel : struct, IKernel
    {
        var before = CpuThreads.Count;
        CpuThreads.Count = threads;
        try
        {
            var best = double.PositiveInfinity;
            for (var repetition = 0; repetition < repetitions; repetition++)
            {
                var start = Stopwatch.GetTimestamp();
                CpuThreads.Run(ref kernel, parts);
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
            }

            return best;
        }
        finally
        {
            CpuThreads.Count = before;
        }
    }

    private static long FlopsOfPart(int rounds) =>
        Vector512.IsHardwareAccelerated ? Cpu.FmaPeak.Flops<Simd512>(rounds)
        : Vector256.IsHardwareAccelerated ? Cpu.FmaPeak.Flops<Simd256>(rounds)
        : Vector128.IsHardwareAccelerated ? Cpu.FmaPeak.Flops<Simd128>(rounds)
        : Cpu.FmaPeak.Flops<SimdScalar>(rounds);
}
