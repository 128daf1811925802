namespace Exercises.Stage02;

/// <summary>Exercise 06.3. Add two arrays element by element, whatever their strides.</summary>
/// <remarks>
/// Both are read in the same shape, through strides of their own: transposed, sliced or stretched, the one loop does it all
/// (lesson 06, "One loop for all of it"). The element (i, j, ...) of a is a[i * aStrides[0] + j * aStrides[1] + ...], and of b alike.
/// The library's + does this. Do not call it: it is what you rebuild here.
/// </remarks>
public static class E06_3_Add
{
    /// <param name="a">The numbers of the first array; its element (0, 0, ...) is a[0].</param>
    /// <param name="aStrides">One stride for each axis of the shape; 0 where a is repeated.</param>
    /// <param name="b">The numbers of the second array.</param>
    /// <param name="bStrides">Its strides.</param>
    /// <param name="shape">The shape both are read in: any number of axes, each of size 1 or more.</param>
    /// <returns>The sums in reading order, the last axis fastest, without gaps.</returns>
    public static float[] Of(float[] a, int[] aStrides, float[] b, int[] bStrides, int[] shape)
    {
        #region Exercise 06.3: walk through every index of the shape, in reading order
        var count = 1;
        foreach (var size in shape)
        {
            count *= size;
        }

        var sums = new float[count];
        var index = new int[shape.Length];
        var (atA, atB) = (0, 0);
        for (var i = 0; i < count; i++)
        {
            sums[i] = a[atA] + b[atB];

            // Like the counter of kilometres in a car: the last wheel moves, and a wheel that is through starts again at 0
            // and moves the one before it.
            for (var axis = shape.Length - 1; axis >= 0; axis--)
            {
                index[axis]++;
                atA += aStrides[axis];
                atB += bStrides[axis];
                if (index[axis] < shape[axis])
                {
                    break;
                }

                index[axis] = 0;
                atA -= shape[axis] * aStrides[axis];
                atB -= shape[axis] * bStrides[axis];
            }
        }

        return sums;
        #endregion
    }
}
