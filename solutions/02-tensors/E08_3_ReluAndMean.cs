using MiniTensor;

namespace Exercises.Stage02;

/// <summary>Exercise 08.3. The way back through relu, and through a mean.</summary>
/// <remarks>
/// relu(x) = max(0, x) has the slope 1 where x is above 0, and 0 elsewhere (also at 0 itself).
/// The mean of n numbers has the slope 1/n in each of them (lesson 08, "Sum, mean and relu").
/// x.Greater(0) has a 1 where x is above 0 and a 0 elsewhere; Tensor.Full(shape, value) has the same number everywhere;
/// dy.Item() is the number in a tensor of one. Do not call Backward: it is what you rebuild here.
/// </remarks>
public static class E08_3_ReluAndMean
{
    /// <summary>Back through y = relu(x).</summary>
    /// <param name="dy">The gradient of y, in y's shape.</param>
    /// <param name="x">What relu was given, of the same shape.</param>
    /// <returns>The gradient of x.</returns>
    public static Tensor Relu(Tensor dy, Tensor x)
    {
        #region Exercise 08.3: let the gradient through where relu let the number through
        return dy * x.Greater(0);
        #endregion
    }

    /// <summary>Back through y = the mean of all numbers of x.</summary>
    /// <param name="dy">The gradient of y: one number.</param>
    /// <param name="shape">The shape of x.</param>
    /// <returns>The gradient of x.</returns>
    public static Tensor Mean(Tensor dy, Shape shape)
    {
        #region Exercise 08.3: an equal share for each number
        return Tensor.Full(shape, dy.Item() / (double)shape.Elements);
        #endregion
    }
}
