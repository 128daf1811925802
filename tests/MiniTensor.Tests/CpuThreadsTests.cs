using MiniTensor.Backends.Cpu;
using MiniTensor.Simd;
using Xunit;

namespace MiniTensor.Tests;

[Collection(nameof(ConvAlgorithms))] // sets the number of threads
public sealed class CpuThreadsTests
{
    [Fact]
    public void Each_part_is_done_once_however_many_threads_and_parts()
    {
        var rng = new Rng(51);
        for (var round = 0; round < 2000; round++)
        {
            var counts = new int[rng.Next(40)];
            WithThreads(1 + rng.Next(5), () => Run(counts));
            Assert.All(counts, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void Threads_of_the_caller_s_own_may_run_kernels_at_once()
    {
        WithThreads(3, () => Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            for (var round = 0; round < 1000; round++)
            {
                var counts = new int[7];
                Run(counts);
                Assert.All(counts, count => Assert.Equal(1, count));
            }
        }));
    }

    [Fact]
    public void A_kernel_that_throws_is_reported_and_the_threads_stay_usable()
    {
        foreach (var threads in new[] { 1, 2, 4 })
        {
            WithThreads(threads, () =>
            {
                for (var round = 0; round < 100; round++)
                {
                    var e = Assert.ThrowsAny<Exception>(() =>
                    {
                        var kernel = new Failing(round % 9);
                        CpuThreads.Run(ref kernel, 9);
                    });
                    Assert.Contains("part that fails", e.Message, StringComparison.Ordinal);
                    var counts = new int[9];
                    Run(counts);
                    Assert.All(counts, count => Assert.Equal(1, count));
                }
            });
        }
    }

    [Fact]
    public void A_kernel_within_a_kernel_is_done_by_its_own_thread()
    {
        var counts = new int[6 * 5];
        WithThreads(3, () =>
        {
            var kernel = new Nested(counts);
            CpuThreads.Run(ref kernel, 6);
        });
        Assert.All(counts, count => Assert.Equal(1, count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(257)]
    public void The_number_of_threads_has_bounds(int count) => Assert.Throws<ArgumentOutOfRangeException>(() => CpuThreads.Count = count);

    private static void Run(int[] counts)
    {
        var kernel = new Counting(counts, 0);
        CpuThreads.Run(ref kernel, counts.Length);
    }

    private static void WithThreads(int threads, Action action)
    {
        var before = CpuThreads.Count;
        try
        {
            CpuThreads.Count = threads;
            action();
        }
        finally
        {
            CpuThreads.Count = before;
        }
    }

    private readonly struct Counting(int[] counts, int first) : IKernel
    {
        public void Run<TV>(int part)
            where TV : unmanaged, ISimd<TV> => Interlocked.Increment(ref counts[first + part]);
    }

    private readonly struct Failing(int failing) : IKernel
    {
        public void Run<TV>(int part)
            where TV : unmanaged, ISimd<TV>
        {
            if (part == failing)
            {
                throw new TimeZoneNotFoundException("the part that fails");
            }
        }
    }

    private readonly struct Nested(int[] counts) : IKernel
    {
        public void Run<TV>(int part)
            where TV : unmanaged, ISimd<TV>
        {
            var inner = new Counting(counts, 5 * part);
            CpuThreads.Run(ref inner, 5);
        }
    }
}
