using Micrograd;

namespace Exercises.Stage01;

/// <summary>Exercise 02.1. Make the nodes of a sum, a product and a power.</summary>
/// <remarks>
/// A node keeps its result, its inputs, and for each input a local slope: how fast the result changes when that input
/// moves while the other stands still (lesson 02, "Local slopes"). A constructor of Value makes the node:
/// <code>
/// new Value(op, data, input, slope)                               one input
/// new Value(op, data, first, firstSlope, second, secondSlope)     two inputs
/// </code>
/// op is the name that drawings show: "+", "*" or "pow". data is the result, worked out from the inputs' Data.
/// Use the constructors; do not use Value's own +, * and Pow: those are what you rebuild here.
/// </remarks>
public static class E02_1_Arithmetic
{
    /// <returns>A node with the inputs a and b, in this order, that holds a + b.</returns>
    public static Value Add(Value a, Value b)
    {
        throw new NotImplementedException("Exercise 02.1: make the node of a + b");
    }

    /// <returns>A node with the inputs a and b, in this order, that holds a * b.</returns>
    public static Value Multiply(Value a, Value b)
    {
        throw new NotImplementedException("Exercise 02.1: make the node of a * b");
    }

    /// <param name="a">The base; above 0 when the exponent is not a whole number.</param>
    /// <param name="exponent">A constant that is not 0: 2, 0.5, -1. It is not an input, so it has no slope.</param>
    /// <returns>A node with the one input a that holds a to this power. The slope of x^n is n x^(n - 1).</returns>
    public static Value Power(Value a, double exponent)
    {
        throw new NotImplementedException("Exercise 02.1: make the node of a to a constant power");
    }
}
