using Micrograd;

namespace Exercises.Stage01;

/// <summary>Exercise 02.2. Make the nodes of four functions of one number.</summary>
/// <remarks>
/// Each node has the one input a, and one local slope (lesson 02, "Slopes of functions"):
/// <code>
/// exp    e^x             slope e^x
/// log    ln x            slope 1/x
/// tanh   tanh x = t      slope 1 - t^2, where t is the result
/// relu   max(0, x)       slope 1 for x above 0, else 0
/// </code>
/// Use new Value(op, data, input, slope) and the functions of Math.
/// Do not call Value's own Exp, Log, Tanh and Relu: those are what you rebuild here.
/// </remarks>
public static class E02_2_Functions
{
    /// <returns>The node "exp", which holds e to the power a.</returns>
    public static Value Exp(Value a)
    {
        throw new NotImplementedException("Exercise 02.2: make the node of e to the power a");
    }

    /// <param name="a">A number above 0.</param>
    /// <returns>The node "log", which holds the natural logarithm of a.</returns>
    public static Value Log(Value a)
    {
        throw new NotImplementedException("Exercise 02.2: make the node of the natural logarithm of a");
    }

    /// <param name="a">Any number; 1,000 and -1,000 must work as well.</param>
    /// <returns>The node "tanh", which holds the hyperbolic tangent of a.</returns>
    public static Value Tanh(Value a)
    {
        throw new NotImplementedException("Exercise 02.2: make the node of the hyperbolic tangent of a");
    }

    /// <returns>The node "relu", which holds a where a is above 0, and 0 elsewhere.</returns>
    public static Value Relu(Value a)
    {
        throw new NotImplementedException("Exercise 02.2: make the node of the relu of a");
    }
}
