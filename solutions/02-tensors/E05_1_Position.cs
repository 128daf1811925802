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
        #region Exercise 05.1: work out the strides, from the last axis to the first
        var strides = new int[shape.Length];
        var stride = 1;
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis]; // one step along the axis before this one passes all elements of this one
        }

        return strides;
        #endregion
    }

    /// <param name="index">One number for each axis.</param>
    /// <param name="strides">As many strides.</param>
    /// <param name="offset">Where the element (0, 0, ...) lies.</param>
    /// <returns>Where the element with this index lies.</returns>
    public static int Position(int[] index, int[] strides, int offset)
    {
        #region Exercise 05.1: find the element's place
        var position = offset;
        for (var axis = 0; axis < index.Length; axis++)
        {
            position += index[axis] * strides[axis];
        }

        return position;
        #endregion
    }
}
