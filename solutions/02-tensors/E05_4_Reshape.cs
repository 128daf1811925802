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
        #region Exercise 05.4: find the strides of the new shape, or return null
        // Neighbouring axes between which the steps stay even are one long axis: a run. The innermost run comes first.
        List<(int Count, int Stride)> runs = [];
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            if (shape[axis] == 1)
            {
                continue; // nobody ever takes a step along it
            }

            if (runs.Count > 0 && strides[axis] == runs[^1].Count * runs[^1].Stride)
            {
                runs[^1] = (runs[^1].Count * shape[axis], runs[^1].Stride);
            }
            else
            {
                runs.Add((shape[axis], strides[axis]));
            }
        }

        // The new axes are cut from the runs, the innermost first. None may reach over the end of a run.
        var newStrides = new int[newShape.Length];
        var (run, left, stride) = (0, 1, 1);
        for (var axis = newShape.Length - 1; axis >= 0; axis--)
        {
            if (left == 1 && newShape[axis] > 1)
            {
                (left, stride) = runs[run++];
            }

            if (left % newShape[axis] != 0)
            {
                return null;
            }

            newStrides[axis] = stride;
            stride *= newShape[axis];
            left /= newShape[axis];
        }

        return newStrides;
        #endregion
    }
}
