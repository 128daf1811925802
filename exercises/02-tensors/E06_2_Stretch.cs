namespace Exercises.Stage02;

/// <summary>Exercise 06.2. Read an array as if it had a larger shape, without copying a number.</summary>
/// <remarks>
/// Along an axis with stride 0 every step stays at the same place, so one number is read again and again
/// (lesson 06, "Stride 0 is the whole trick"). That is how an axis of size 1, or one that is missing, is stretched.
/// </remarks>
public static class E06_2_Stretch
{
    /// <param name="shape">The sizes of the array's axes.</param>
    /// <param name="strides">Their strides.</param>
    /// <param name="target">The shape to read it in. It fits: lined up at the last axis, each size of the array is the target's or 1.</param>
    /// <returns>One stride for each axis of the target.</returns>
    public static int[] Strides(int[] shape, int[] strides, int[] target)
    {
        throw new NotImplementedException("Exercise 06.2: keep the stride of an axis that has its full size, and take 0 for one that is repeated");
    }
}
