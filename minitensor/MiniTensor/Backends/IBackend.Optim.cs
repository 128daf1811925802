using MiniTensor.Optim;

namespace MiniTensor.Backends;

public partial interface IBackend
{
    /// <summary>One step of an optimizer: the rule for every number of many tensors, in one pass.</summary>
    /// <param name="rule">What happens to one number.</param>
    /// <param name="operands">For each parameter as many tensors as the rule needs.</param>
    void Update<TRule>(TRule rule, ReadOnlySpan<UpdateOperands> operands)
        where TRule : unmanaged, IUpdateRule;

    /// <summary>
    /// The sum of the squares of all numbers of these tensors, which are dense; parts of a fixed size are added up in a
    /// fixed order.
    /// </summary>
    double SumOfSquares(ReadOnlySpan<Tensor> tensors);
}
