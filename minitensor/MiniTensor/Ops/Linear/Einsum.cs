using MiniTensor.Ops;

namespace MiniTensor;

public static partial class Functional
{
    /// <summary>Sums of products by the names of axes: <c>Einsum("ij,jk->ik", a, b)</c> is the matrix product.</summary>
    /// <param name="equation">
    /// A letter for each axis of each tensor, with a comma between tensors. Axes of one letter are walked together; letters behind the
    /// arrow stay, in that order, and the others are summed over. Without an arrow the letters that occur once stay, in alphabetic order.
    /// </param>
    /// <param name="tensors">One to three.</param>
    /// <remarks>Each pair of tensors becomes one batched matrix product of views, from left to right.</remarks>
    /// <exception cref="ShapeException">
    /// The equation is malformed, does not fit the shapes, or names a letter twice for one tensor (a diagonal).
    /// </exception>
    public static Tensor Einsum(string equation, params ReadOnlySpan<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(equation);
        ThrowIfAnyIsNull(tensors);
        var (inputs, output) = EinsumOp.Parse(equation, tensors);
        var (labels, y) = (inputs[0], tensors[0]);
        for (var i = 1; i < tensors.Length; i++)
        {
            var later = string.Concat(inputs[(i + 1)..]) + output;
            (labels, y) = EinsumOp.Pair(labels, y, inputs[i], tensors[i], later);
        }

        (labels, y) = EinsumOp.SumAllBut(output, labels, y);
        return EinsumOp.Ordered(output, labels, y);
    }
}
