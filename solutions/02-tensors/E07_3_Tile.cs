using System.Numerics;

namespace Exercises.Stage02;

/// <summary>Exercise 07.3. The matrix product by tiles whose sums stay in registers.</summary>
/// <remarks>
/// A tile is 4 rows of c and 2 vectors wide: 8 vectors, each a sum over p, in 8 local variables
/// (lesson 07, "A tile that stays in registers"). Matrices lie row by row, as in exercise 07.2.
/// new Vector&lt;float&gt;(b[at..]) reads a vector from b, new Vector&lt;float&gt;(x) has x in every lane, and sum.CopyTo(c[at..])
/// writes a vector to c. Your Multiply goes into the library at the end of the stage.
/// </remarks>
public static class E07_3_Tile
{
    /// <summary>How many rows a tile has.</summary>
    public const int Rows = 4;

    /// <summary>How many columns a tile has: two vectors.</summary>
    public static int Columns => 2 * Vector<float>.Count;

    /// <summary>One whole tile of c. Afterwards it holds its part of the product, whatever it held before.</summary>
    /// <param name="a">From the first number of the tile's first row of a: number p of its row r is a[r * k + p].</param>
    /// <param name="b">From the tile's first column of b: its row p begins at b[p * n].</param>
    /// <param name="c">From the tile's first number in c: its row r begins at c[r * n].</param>
    /// <param name="n">How many numbers lie between one row of b, or of c, and the next.</param>
    /// <param name="k">How many numbers lie between one row of a and the next, and how many products each sum has.</param>
    public static void Tile(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int n, int k)
    {
        #region Exercise 07.3: eight sums over p, then eight stores
        var lanes = Vector<float>.Count;
        Vector<float> c00 = default, c01 = default, c10 = default, c11 = default;
        Vector<float> c20 = default, c21 = default, c30 = default, c31 = default;
        for (var p = 0; p < k; p++)
        {
            // Two vectors of b are loaded once and meet four numbers of a: six loads for eight multiply-adds.
            var b0 = new Vector<float>(b[(p * n)..]);
            var b1 = new Vector<float>(b[(p * n + lanes)..]);
            var x = new Vector<float>(a[p]);
            c00 = Vector.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector.FusedMultiplyAdd(x, b1, c01);
            x = new Vector<float>(a[k + p]);
            c10 = Vector.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector.FusedMultiplyAdd(x, b1, c11);
            x = new Vector<float>(a[2 * k + p]);
            c20 = Vector.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector.FusedMultiplyAdd(x, b1, c21);
            x = new Vector<float>(a[3 * k + p]);
            c30 = Vector.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector.FusedMultiplyAdd(x, b1, c31);
        }

        c00.CopyTo(c);
        c01.CopyTo(c[lanes..]);
        c10.CopyTo(c[n..]);
        c11.CopyTo(c[(n + lanes)..]);
        c20.CopyTo(c[(2 * n)..]);
        c21.CopyTo(c[(2 * n + lanes)..]);
        c30.CopyTo(c[(3 * n)..]);
        c31.CopyTo(c[(3 * n + lanes)..]);
        #endregion
    }

    /// <summary>The whole product, of any size: tiles where they fit, and single numbers in the rows and columns that are left.</summary>
    /// <param name="a">The left matrix, (m, k).</param>
    /// <param name="b">The right matrix, (k, n).</param>
    /// <param name="c">Takes the product, (m, n), whatever it held before.</param>
    /// <param name="m">The rows of a and c.</param>
    /// <param name="n">The columns of b and c.</param>
    /// <param name="k">The columns of a and the rows of b.</param>
    public static void Multiply(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int n, int k)
    {
        #region Exercise 07.3: tiles where they fit, the rest with Single
        var wholeRows = m - m % Rows;
        var wholeColumns = n - n % Columns;

        // Tiles below each other read the same columns of b, which are then still in the cache.
        for (var j = 0; j < wholeColumns; j += Columns)
        {
            for (var i = 0; i < wholeRows; i += Rows)
            {
                Tile(a[(i * k)..], b[j..], c[(i * n + j)..], n, k);
            }
        }

        for (var i = 0; i < m; i++)
        {
            for (var j = i < wholeRows ? wholeColumns : 0; j < n; j++)
            {
                c[i * n + j] = Single(a[(i * k)..], b[j..], n, k);
            }
        }
        #endregion
    }

    /// <summary>One number of c: a row of a times a column of b.</summary>
    private static float Single(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int n, int k)
    {
        var sum = 0f;
        for (var p = 0; p < k; p++)
        {
            sum += a[p] * b[p * n];
        }

        return sum;
    }
}
