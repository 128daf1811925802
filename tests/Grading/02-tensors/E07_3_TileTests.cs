using System.Numerics;
using Exercises.Stage02;

namespace CourseKit.Grading.Stage02;

[GradedTests("07.3")]
public sealed class E07_3_TileTests
{
    [Graded]
    public void One_tile_is_a_product_of_four_rows()
    {
        var (rng, n, k) = (Draw.Rng(), E07_3_Tile.Columns, 5);
        var (a, b) = (Products.Numbers(rng, 4 * k), Products.Numbers(rng, k * n));
        var c = new float[4 * n];
        E07_3_Tile.Tile(a, b, c, n, k);
        var lanes = Vector<float>.Count;
        double Term(int i, int j, int p) => (double)a[i * k + p] * b[p * n + j];
        Expect.Near(
            Products.Exact(a, b, 4, n, k),
            Products.Widen(c),
            $"A tile of 4 rows and {n} columns: c",
            1e-4,
            (new double[4 * n], "Is anything written to c?"),
            (Products.Sums(4, n, k, (i, j, p) => Term(i, j % lanes, p)), "The right half is the left half once more. Which vector of b belongs to it?"),
            (Products.Sums(4, n, k, (i, j, p) => Term(0, j, p)), "All rows are the first one. Where does row r of a begin?"),
            (Products.Sums(4, n, 1, (i, j, p) => Term(i, j, k - 1)), "Only the last p is in it. Is each product added to its sum?"),
            (Products.Sums(4, n, k, (i, j, p) => i < 3 ? Term(i, j, p) : 0), "The last row is missing."),
            (Products.Sums(4, n, k - 1, Term), "The last p is missing. How far does the loop run?"));
    }

    [Graded]
    public void A_tile_lies_anywhere_in_a_larger_matrix()
    {
        var (rng, m, n, k) = (Draw.Rng(), 9, 3 * E07_3_Tile.Columns + 5, 7);
        var (a, b) = (Products.Numbers(rng, m * k), Products.Numbers(rng, k * n));
        var c = Enumerable.Repeat(100f, m * n).ToArray();
        var (i, j) = (3, 11);
        E07_3_Tile.Tile(a.AsSpan(i * k), b.AsSpan(j), c.AsSpan(i * n + j), n, k);
        var exact = Products.Exact(a, b, m, n, k);
        bool IsInside(int at) => at / n >= i && at / n < i + 4 && at % n >= j && at % n < j + E07_3_Tile.Columns;
        Expect.Near(
            [.. exact.Select((value, at) => IsInside(at) ? value : 100)],
            Products.Widen(c),
            $"A ({m}, {n}) matrix full of 100, with one tile written at row {i}, column {j}: c",
            1e-4,
            (
                [.. exact.Select((value, at) => IsInside(at) ? value + 100 : 100)],
                "The 100 is still in it: the tile holds its part of the product, whatever c held before."));
    }

    [Graded]
    public void Tiles_cover_a_matrix_that_they_fit()
    {
        ExpectProduct(8, 2 * E07_3_Tile.Columns, 16);
        ExpectProduct(4, E07_3_Tile.Columns, 1);
    }

    [Graded]
    public void Rows_and_columns_that_are_left_are_not_forgotten()
    {
        var wide = E07_3_Tile.Columns;
        foreach (var (m, n) in ((int, int)[])[(8, wide + 3), (7, wide), (7, wide + 3), (3, wide), (4, wide - 1), (1, 1), (5, 2 * wide + 1)])
        {
            ExpectProduct(m, n, 6);
        }
    }

    [Graded]
    public void Tiles_are_faster()
    {
        if (!Vector.IsHardwareAccelerated)
        {
            E07_3_Tile.Multiply([1], [1], new float[1], 1, 1, 1); // nothing to time here, but a stub is to show itself
            return;
        }

        var faster = Products.Speedup(E07_3_Tile.Multiply, 64, 256, 256, enough: 5);
        Expect.True(
            faster >= 5,
            $"Your product of a (64, 256) and a (256, 256) matrix is {faster:F1} times as fast as the triple loop; it should be "
            + "5 times at least. Are the eight sums local variables, and does Multiply use Tile wherever one fits?");
    }

    private static void ExpectProduct(int m, int n, int k)
    {
        var rng = Draw.Rng();
        var (a, b) = (Products.Numbers(rng, m * k), Products.Numbers(rng, k * n));
        var c = Enumerable.Repeat(100f, m * n).ToArray();
        E07_3_Tile.Multiply(a, b, c, m, n, k);
        var exact = Products.Exact(a, b, m, n, k);
        var (rows, columns) = (m - m % 4, n - n % E07_3_Tile.Columns);
        double[] Without(Func<int, int, bool> isLeft) => [.. exact.Select((value, at) => isLeft(at / n, at % n) ? 100 : value)];
        Expect.Near(
            exact,
            Products.Widen(c),
            $"A ({m}, {k}) matrix times a ({k}, {n}) matrix, c full of 100 before: c",
            1e-4,
            (Without((i, _) => i >= rows), "The rows below the last tile are still 100."),
            (Without((i, j) => j >= columns && i < rows), "The columns to the right of the last tile are still 100."),
            (Without((i, j) => j >= columns), "The columns to the right of the last tile are still 100."),
            (Without((i, j) => i >= rows && j >= columns), "The corner, right of the last tile and below it, is still 100."),
            (Without((i, j) => i >= rows || j >= columns), "What the tiles do not cover is still 100. Single computes one number."));
    }
}
