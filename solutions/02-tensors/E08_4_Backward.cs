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
        #region Exercise 08.4: inputs before users in a list, then from its end back to its beginning
        var order = Order(output);
        foreach (var node in order)
        {
            if (node.Inputs.Length > 0)
            {
                node.Grad = null;
            }
        }

        output.Grad = Plus(output.Grad, Tensor.Ones(output.Value.Shape));
        for (var i = order.Count - 1; i >= 0; i--)
        {
            var node = order[i];
            if (node.Inputs.Length == 0 || node.Grad is null)
            {
                continue;
            }

            var gradients = node.Slopes(node.Grad);
            for (var k = 0; k < gradients.Length; k++)
            {
                node.Inputs[k].Grad = Plus(node.Inputs[k].Grad, gradients[k]);
            }
        }
        #endregion
    }

    #region Solution only
    private static Tensor Plus(Tensor? sum, Tensor gradient) => sum is null ? gradient : sum + gradient;

    /// <summary>Every node after its inputs, the output last.</summary>
    private static List<TensorNode> Order(TensorNode output)
    {
        var order = new List<TensorNode>();
        var seen = new HashSet<TensorNode> { output };
        var open = new Stack<(TensorNode Node, int Next)>();
        open.Push((output, 0));
        while (open.TryPop(out var top))
        {
            if (top.Next == top.Node.Inputs.Length)
            {
                order.Add(top.Node);
                continue;
            }

            open.Push((top.Node, top.Next + 1));
            var input = top.Node.Inputs[top.Next];
            if (seen.Add(input))
            {
                open.Push((input, 0));
            }
        }

        return order;
    }
    #endregion
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
