using BenchmarkDotNet.Attributes;
using Micrograd;

namespace CourseKit.Bench;

/// <summary>The scalar engine alone: forward, and forward with backward.</summary>
[MemoryDiagnoser]
public class ValueBenchmarks
{
    [Params("chain", "moons")]
    public string Job { get; set; } = "chain";

    [Benchmark(Baseline = true)]
    public double Forward() => Jobs.ByName(Job)().Data;

    [Benchmark]
    public Value ForwardBackward()
    {
        var output = Jobs.ByName(Job)();
        output.Backward();
        return output;
    }
}
