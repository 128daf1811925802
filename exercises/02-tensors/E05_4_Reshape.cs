namespace Exercises.Stage02;

/// <summary>Exercise 05.4. Can this array be read in another shape without moving a number?</summary>
/// <remarks>
/// A reshape keeps the elements in reading order, the last axis fastest, and cuts that list into other rows. It is a view
/// when strides for the new shape exist that reach the same places in the same order (lesson 05, "When a reshape must copy").
/// An array may have a billion elements: look at the axes, not at the elements.
/// </remarks>
public static class E05_4_Reshape
{
    /// <param name="shape">The sizes of the axes, each at least 1.</param>
    /// <param name="strides">Their strides, each above 0.</param>
    /// <param name="newShape">The sizes wanted, each at least 1, for the same number of elements.</param>
    /// <returns>Strides for the new shape; null if there are none. The stride of an axis of size 1 may be anything.</returns>
    public static int[]? Strides(int[] shape, int[] strides, int[] newShape)
    {
        throw new NotImplementedException("Exercise 05.4: find the strides of the new shape, or return null");
    }
}
