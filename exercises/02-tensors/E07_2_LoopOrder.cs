namespace Exercises.Stage02;

/// <summary>Exercise 07.2. The matrix product, with its loops in the order that memory likes.</summary>
/// <remarks>
/// c[i, j] = a[i, 0] b[0, j] + a[i, 1] b[1, j] + ... + a[i, k-1] b[k-1, j]
/// Matrices lie row by row: a[i, p] is a[i * k + p], b[p, j] is b[p * n + j], c[i, j] is c[i * n + j].
/// The inner loop must walk along rows only (lesson 07, "The same loops in another order").
/// c may hold anything before; afterwards it holds the product.
/// </remarks>
public static class E07_2_LoopOrder
{
    /// <param name="a">The left matrix, (m, k).</param>
    /// <param name="b">The right matrix, (k, n).</param>
    /// <param name="c">Takes the product, (m, n).</param>
    /// <param name="m">The rows of a and c.</param>
    /// <param name="n">The columns of b and c.</param>
    /// <param name="k">The columns of a and the rows of b.</param>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int n, int k)
    {
        throw new NotImplementedException("Exercise 07.2: add each number of a, times a row of b, to a row of c");
    }
}
