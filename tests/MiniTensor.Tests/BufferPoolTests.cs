using MiniTensor.Backends;
using MiniTensor.Backends.Cpu;
using Xunit;

namespace MiniTensor.Tests;

[Collection(PoolCounters.Name)]
public sealed class BufferPoolTests
{
    private static CpuBackend Backend => CpuBackend.Instance;

    [Fact]
    public void No_block_is_handed_out_twice_and_each_is_long_enough()
    {
        var before = PoolCounters.RentedBytes();
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, thread =>
        {
            var rng = new Rng(61, (ulong)thread);
            var held = new List<(Storage Storage, int Length, float Mark)>();
            for (var round = 0; round < 3000; round++)
            {
                if (held.Count == 0 || rng.Next(5) < 3)
                {
                    var length = rng.Next(4) == 0 ? rng.Next(20_000) : rng.Next(300);
                    var (storage, mark) = (Backend.Rent(length), (float)(thread * 10_000 + round));
                    Assert.True(storage.Length >= length);
                    Whole(storage).Fill(mark);
                    held.Add((storage, length, mark));
                    continue;
                }

                var at = rng.Next(held.Count);
                AssertMarked(held[at].Storage, held[at].Mark);
                Backend.Return(held[at].Storage);
                held.RemoveAt(at);
            }

            foreach (var (storage, _, mark) in held)
            {
                AssertMarked(storage, mark);
                Backend.Return(storage);
            }
        });
        Assert.Equal(before, Backend.Pool.RentedBytes);
    }

    [Fact]
    public void A_block_is_used_again_and_wastes_at_most_an_eighth()
    {
        for (var length = 1; length < 3_000_000; length += 1 + length / 7)
        {
            var first = Backend.Rent(length);
            Assert.InRange(first.Length, length, Math.Max(length + 15, length * 9L / 8 + 1));
            Backend.Return(first);
            var second = Backend.Rent(length);
            Assert.Same(first, second);
            Backend.Return(second);
        }
    }

    [Fact]
    public void Trim_gives_all_free_blocks_to_the_system()
    {
        Tensor.Zeros([100_000]).Dispose();
        Assert.True(Backend.Pool.FreeBytes >= 400_000);
        Backend.Pool.Trim();
        Assert.Equal(0, Backend.Pool.FreeBytes);
        Assert.Equal(100_000, Tensor.Ones([100_000]).Sum().Item());
    }

    private static unsafe Span<float> Whole(Storage storage) => new(((CpuStorage)storage).Pointer, storage.Length);

    private static void AssertMarked(Storage storage, float mark) => Assert.Equal(-1, Whole(storage).IndexOfAnyExcept(mark));
}
