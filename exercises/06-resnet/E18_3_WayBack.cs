using MiniTensor;

namespace Exercises.Stage06;

/// <summary>Exercise 18.3. The way back through a residual block.</summary>
/// <remarks>
/// The block was y = relu(F(x) + S(x)), with the branch F and the shortcut S. You are given dy, the gradient of y, and want that of x.
/// First back through relu: where y is 0, nothing comes through (y.Greater(0) is 1 where y is above 0, and 0 elsewhere). What is left,
/// g, goes to both terms of the sum as it is. Each of them used x, and gradients of two uses are added
/// (lesson 18, "The way back through an addition").
/// Neither Tensor.Backward nor a second forward pass is needed.
/// </remarks>
public static class E18_3_WayBack
{
    /// <summary>The gradient of x.</summary>
    /// <param name="dy">The gradient of y, of its shape.</param>
    /// <param name="y">What came out of the block.</param>
    /// <param name="branch">Takes a gradient of F's result back to one of x.</param>
    /// <param name="projection">Takes a gradient of S's result back to one of x; null where S(x) = x.</param>
    /// <returns>The shape of x.</returns>
    public static Tensor Of(Tensor dy, Tensor y, Func<Tensor, Tensor> branch, Func<Tensor, Tensor>? projection)
    {
        throw new NotImplementedException("Exercise 18.3: back through relu, then along both ways, and their sum");
    }
}
