using MiniTensor.Simd;

namespace MiniTensor.Ops;

/// <summary>A reduction: many numbers become one by combining them two at a time, in an order that is fixed by the shape alone.</summary>
public interface IReduceOp<TSelf>
    where TSelf : unmanaged, IReduceOp<TSelf>
{
    static abstract string Name { get; }

    /// <summary>What combines with anything to that thing itself: 0 for a sum, -infinity for a maximum.</summary>
    static abstract float Identity { get; }

    /// <summary>What is done to each number first; nothing for a sum.</summary>
    TV Map<TV>(TV x)
        where TV : unmanaged, ISimd<TV>;

    /// <summary>Two partial results into one.</summary>
    TV Combine<TV>(TV a, TV b)
        where TV : unmanaged, ISimd<TV>;
}
