using MiniTensor.Optim;

namespace MiniTensor.Backends;

public partial interface IBackend
{
    /// <summary>One step of an optimizer: the rule for every number of every parameter, in one pass.</summary>
    /// <param name="rule">What happens to one number.</param>
    /// <param name="parameters">Dense, each with a gradient and as many states, in its order of axes, as the rule keeps.</param>
    void Update<TRule>(TRule rule, ReadOnlySpan<ParameterState> parameters)
        where TRule : unmanaged, IUpdateRule;
}
