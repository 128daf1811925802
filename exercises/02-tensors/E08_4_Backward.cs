using MiniTensor;

namespace Exercises.Stage02;

/// <summary>Exercise 08.4. The backward pass over a graph of tensors.</summary>
/// <remarks>
/// The rules are those of lesson 02, and only the numbers have become tensors (lesson 08, "The same tape"):
/// 1. Every node that has inputs starts without a gradient (null). A leaf keeps what it holds: what comes is added to it.
/// 2. The output's gradient is a tensor of ones, in the shape of its value.
/// 3. From the output back, each node passes its gradient on once it is complete, that is after all of its users:
///    node.Slopes(node.Grad) gives one gradient for each of node.Inputs, and it is added to that input's Grad.
/// Two inputs may be given the same tensor, so do not change a gradient in place: x + y makes a new one.
/// A graph may be 100,000 nodes deep: do not recurse.
/// </remarks>
public static class E08_4_Backward
{
    /// <param name="output">The node whose slopes are wanted.</param>
    public static void Run(TensorNode output)
    {
        throw new NotImplementedException("Exercise 08.4: inputs before users in a list, then from its end back to its beginning");
    }
}

/// <summary>A tensor that remembers what it was computed from.</summary>
/// <param name="value">The numbers.</param>
/// <param name="inputs">The nodes it was computed from; none for a leaf.</param>
/// <param name="slopes">From the node's gradient to one gradient for each input, in the input's shape.</param>
public sealed class TensorNode(Tensor value, TensorNode[] inputs, Func<Tensor, Tensor[]> slopes)
{
    /// <summary>A leaf: a parameter, or data.</summary>
    public TensorNode(Tensor value)
        : this(value, [], _ => [])
    {
    }

    public Tensor Value { get; set; } = value;

    /// <summary>The slope of the output in each number of <see cref="Value"/>; null before the first backward pass.</summary>
    public Tensor? Grad { get; set; }

    public TensorNode[] Inputs { get; } = inputs;

    public Func<Tensor, Tensor[]> Slopes { get; } = slopes;
}
