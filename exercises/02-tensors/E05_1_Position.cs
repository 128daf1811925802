namespace Exercises.Stage02;

/// <summary>Exercise 05.1. From a shape to its strides, and from an index to a place in memory.</summary>
/// <remarks>
/// The numbers of an array lie in one row in memory, the last axis fastest: one step along the last axis is one place
/// further. A stride says how many places one step along its axis is (lesson 05, "A row and a formula").
/// The element (i, j, ...) lies at offset + i * strides[0] + j * strides[1] + ...
/// The library has the strides ready, in Layout. Do not call it: it is what you rebuild here.
/// </remarks>
public static class E05_1_Position
{
    /// <param name="shape">The sizes of the axes, each at least 1; none for a single number.</param>
    /// <returns>One stride for each axis: (2, 3, 4) gives (12, 4, 1).</returns>
    public static int[] Strides(int[] shape)
    {
        throw new NotImplementedException("Exercise 05.1: work out the strides, from the last axis to the first");
    }

    /// <param name="index">One number for each axis.</param>
    /// <param name="strides">As many strides.</param>
    /// <param name="offset">Where the element (0, 0, ...) lies.</param>
    /// <returns>Where the element with this index lies.</returns>
    public static int Position(int[] index, int[] strides, int offset)
    {
        throw new NotImplementedException("Exercise 05.1: find the element's place");
    }
}
