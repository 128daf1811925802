using MiniTensor;

namespace Exercises.Stage02;

/// <summary>Exercise 08.2. The way back through a multiplication in which one tensor was stretched to fit the other.</summary>
/// <remarks>
/// y = a * b, element by element; axes of size 1, and axes that are missing in front, are repeated (lesson 06).
/// The slope of a product in one factor is the other factor, and a number that was repeated gets the sum over its copies
/// (lesson 08, "Back through a broadcast").
/// x.Sum(axes, keepDim: true) adds along those axes and leaves them with size 1, and with no axes at all it adds
/// up everything; x.Reshape(shape) drops axes of size 1.
/// Do not call Backward: it is what you rebuild here.
/// </remarks>
public static class E08_2_MultiplyBackward
{
    /// <param name="dy">The gradient of y, in y's shape.</param>
    /// <param name="a">One factor, of any shape that can be stretched to y's.</param>
    /// <param name="b">The other.</param>
    /// <returns>The gradients of a and of b, each in the shape of what it belongs to.</returns>
    public static (Tensor Da, Tensor Db) Of(Tensor dy, Tensor a, Tensor b)
    {
        throw new NotImplementedException("Exercise 08.2: slope times gradient, then back to the factor's own shape");
    }

    /// <summary>Adds the gradients of all copies.</summary>
    /// <param name="gradient">A gradient in the stretched shape.</param>
    /// <param name="shape">The shape before: lined up at the last axis, each size is the stretched one or 1.</param>
    /// <returns>The gradient in the shape before.</returns>
    public static Tensor SumTo(Tensor gradient, Shape shape)
    {
        throw new NotImplementedException("Exercise 08.2: find the axes that were repeated, and add along them");
    }
}
