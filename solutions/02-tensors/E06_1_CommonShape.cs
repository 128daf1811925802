namespace Exercises.Stage02;

/// <summary>Exercise 06.1. The shape of the result when two shapes meet.</summary>
/// <remarks>
/// Line the two shapes up at their last axes; where one of them has no axis left, read a 1. Two sizes go together if they
/// are equal or one of them is 1; the result has the size that is not 1 (lesson 06, "The rule").
/// The library does this in every operation of two tensors. Do not call one: it is what you rebuild here.
/// </remarks>
public static class E06_1_CommonShape
{
    /// <param name="a">The sizes of one array's axes, each at least 1.</param>
    /// <param name="b">The sizes of the other's.</param>
    /// <returns>The common shape: (4, 1, 3) and (5, 1) give (4, 5, 3).</returns>
    /// <exception cref="ArgumentException">Two sizes do not go together.</exception>
    public static int[] Of(int[] a, int[] b)
    {
        #region Exercise 06.1: compare the sizes from the last axis to the first
        var shape = new int[Math.Max(a.Length, b.Length)];
        for (var back = 1; back <= shape.Length; back++)
        {
            var sizeA = back <= a.Length ? a[^back] : 1;
            var sizeB = back <= b.Length ? b[^back] : 1;
            if (sizeA != sizeB && sizeA != 1 && sizeB != 1)
            {
                throw new ArgumentException($"Sizes {sizeA} and {sizeB} do not go together, in axis {back} from the end.", nameof(b));
            }

            shape[^back] = sizeA == 1 ? sizeB : sizeA;
        }

        return shape;
        #endregion
    }
}
