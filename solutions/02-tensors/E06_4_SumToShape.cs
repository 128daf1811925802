namespace Exercises.Stage02;

/// <summary>Exercise 06.4. The way back: the gradient of an array that was stretched.</summary>
/// <remarks>
/// A number that was repeated is used several times, and the slopes of its uses add up (lesson 02, and lesson 06,
/// "Backward by hand"). So each number of the input gets the sum of the gradients of all its copies.
/// Add in double: a float loses digits when millions of numbers are added.
/// The library's Sum can do this. Do not call it: it is what you rebuild here.
/// </remarks>
public static class E06_4_SumToShape
{
    /// <param name="gradient">One number for each element of the stretched array, in reading order.</param>
    /// <param name="shape">The stretched shape.</param>
    /// <param name="inputShape">The shape before: lined up at the last axis, each of its sizes is the stretched one or 1.</param>
    /// <returns>One number for each element of the input, in reading order.</returns>
    public static float[] Of(float[] gradient, int[] shape, int[] inputShape)
    {
        #region Exercise 06.4: add the gradient of every copy to the number it is a copy of
        // The input's strides, stretched: they lead each copy back to its number.
        var strides = new int[shape.Length];
        var count = 1;
        for (var back = 1; back <= inputShape.Length; back++)
        {
            strides[^back] = inputShape[^back] == 1 ? 0 : count;
            count *= inputShape[^back];
        }

        var sums = new double[count];
        for (var i = 0; i < gradient.Length; i++)
        {
            var (rest, at) = (i, 0);
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                at += rest % shape[axis] * strides[axis];
                rest /= shape[axis];
            }

            sums[at] += gradient[i];
        }

        return [.. sums.Select(sum => (float)sum)];
        #endregion
    }
}
