namespace Exercises.Stage02;

/// <summary>Exercise 05.3. Look at the same numbers in another way: permute the axes, take a slice.</summary>
/// <remarks>
/// No number is moved or copied here. A view is a new shape, new strides and a new offset over the same row of numbers
/// (lesson 05, "Views"). Leave the arrays that you are given as they are: the view they describe is still in use.
/// </remarks>
public static class E05_3_Views
{
    /// <summary>The axes in another order; for two axes and [1, 0] it is the transpose.</summary>
    /// <param name="shape">The sizes of the axes.</param>
    /// <param name="strides">Their strides.</param>
    /// <param name="axes">For each axis of the result, the number of the old axis it is: (2, 3, 4) with [2, 0, 1] has shape (4, 2, 3).</param>
    /// <returns>The shape and strides of the view; its offset stays as it was.</returns>
    public static (int[] Shape, int[] Strides) Permute(int[] shape, int[] strides, int[] axes)
    {
        #region Exercise 05.3: put sizes and strides into the new order
        // Not the other way round, newShape[axes[i]] = shape[i]: that is the inverse, which only looks alike for two axes.
        return ([.. axes.Select(axis => shape[axis])], [.. axes.Select(axis => strides[axis])]);
        #endregion
    }

    /// <summary>Along one axis, only the elements start, start + step, start + 2 step, ... that come before end.</summary>
    /// <param name="shape">The sizes of the axes.</param>
    /// <param name="strides">Their strides.</param>
    /// <param name="offset">Where the first element lies.</param>
    /// <param name="axis">The axis to slice.</param>
    /// <param name="start">The first element kept, from 0.</param>
    /// <param name="end">The first one that is too far; above start, and at most the axis's size.</param>
    /// <param name="step">From each element kept to the next, at least 1.</param>
    /// <returns>The shape, strides and offset of the view.</returns>
    public static (int[] Shape, int[] Strides, int Offset) Slice(
        int[] shape, int[] strides, int offset, int axis, int start, int end, int step)
    {
        #region Exercise 05.3: move the offset to the first element, and make the steps longer
        int[] newShape = [.. shape];
        int[] newStrides = [.. strides];
        newShape[axis] = (end - start + step - 1) / step; // divided and rounded up: a step that is begun has its first element
        newStrides[axis] = strides[axis] * step;
        return (newShape, newStrides, offset + start * strides[axis]);
        #endregion
    }
}
