using MiniTensor.Backends.Cpu;
using Xunit;

namespace MiniTensor.Tests;

/// <summary>Tests that read the pool's counters run alone: other tests rent and return memory as well.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PoolCounters
{
    public const string Name = "Pool counters";

    /// <summary>Bytes in the hands of tensors, once what earlier tests dropped has gone back.</summary>
    public static long RentedBytes()
    {
        for (var round = 0; round < 2; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return CpuBackend.Instance.Pool.RentedBytes;
    }
}
