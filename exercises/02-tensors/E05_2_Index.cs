namespace Exercises.Stage02;

/// <summary>Exercise 05.2. Back from a place in the row to the index.</summary>
/// <remarks>
/// The inverse of exercise 05.1, for an array whose numbers lie in a row without gaps, the last axis fastest, beginning at
/// place 0. In shape (2, 3) the places 0 1 2 3 4 5 have the indices (0, 0) (0, 1) (0, 2) (1, 0) (1, 1) (1, 2).
/// Each place has exactly one index (lesson 05, "There and back").
/// </remarks>
public static class E05_2_Index
{
    /// <param name="position">A place, from 0 to the number of elements - 1.</param>
    /// <param name="shape">The sizes of the axes, each at least 1.</param>
    /// <returns>One number for each axis, from 0 to the axis's size - 1.</returns>
    public static int[] Of(int position, int[] shape)
    {
        throw new NotImplementedException("Exercise 05.2: take the place apart, one axis at a time");
    }
}
