using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using CourseKit.Bench;

// `micrograd` times our scalar engine and karpathy's turn by turn, `loader` the data loader, `checkpoint` a checkpoint; anything else goes to
// BenchmarkDotNet.
if (args is ["micrograd", .. var options])
{
    return MicrogradDuel.Run(options);
}

if (args is ["loader"])
{
    return LoaderRun.Run();
}

if (args is ["checkpoint"])
{
    return CheckpointRun.Run();
}

// In process: BenchmarkDotNet 0.14 would build a project for a runtime it does not know yet.
var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(ValueBenchmarks).Assembly).Run(args, config);
return 0;
