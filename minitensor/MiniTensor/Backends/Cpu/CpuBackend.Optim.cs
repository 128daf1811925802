using MiniTensor.Backends.Cpu.Optim;
using MiniTensor.Optim;

namespace MiniTensor.Backends.Cpu;

internal sealed unsafe partial class CpuBackend
{
    /// <summary>Parameters in one pass; the list of them lies on the stack.</summary>
    private const int UpdatesAtOnce = 256;

    public void Update<TRule>(TRule rule, ReadOnlySpan<ParameterState> parameters)
        where TRule : unmanaged, IUpdateRule
    {
        var blocks = stackalloc UpdateBlock[Math.Min(parameters.Length, UpdatesAtOnce)];
        for (var first = 0; first < parameters.Length; first += UpdatesAtOnce)
        {
            var some = parameters[first..Math.Min(parameters.Length, first + UpdatesAtOnce)];
            var end = 0L;
            for (var i = 0; i < some.Length; i++)
            {
                blocks[i] = Block(some[i], ref end);
            }

            var kernel = new UpdateKernel<TRule>(rule, blocks, some.Length, end);
            CpuThreads.Run(ref kernel, kernel.Parts);
            foreach (var parameter in some)
            {
                GC.KeepAlive(parameter.Gradient);
            }
        }
    }

    private static UpdateBlock Block(ParameterState state, ref long end)
    {
        var (parameter, states) = (state.Parameter, state.States);
        var begin = end;
        end += (parameter.Count + UpdateBlock.Alignment - 1) / UpdateBlock.Alignment * UpdateBlock.Alignment;
        return new UpdateBlock(
            begin,
            parameter.Count,
            Data(parameter),
            Data(state.Gradient),
            states.Length > 0 ? Data(states[0]) : null,
            states.Length > 1 ? Data(states[1]) : null,
            states.Length > 2 ? Data(states[2]) : null);
    }
}
