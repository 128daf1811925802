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
        throw new NotImplementedException("Exercise 07.3: eight sums over p, then eight stores");
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
        throw new NotImplementedException("Exercise 07.3: tiles where they fit, the rest with Single");
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
