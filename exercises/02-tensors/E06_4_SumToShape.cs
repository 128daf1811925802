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
        throw new NotImplementedException("Exercise 06.4: add the gradient of every copy to the number it is a copy of");
    }
}
