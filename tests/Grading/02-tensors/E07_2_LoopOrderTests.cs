using Exercises.Stage02;

namespace CourseKit.Grading.Stage02;

[GradedTests("07.2")]
public sealed class E07_2_LoopOrderTests
{
    [Graded]
    public void Two_by_two_comes_out_as_by_pencil()
    {
        var c = new float[4];
        E07_2_LoopOrder.Multiply([1, 2, 3, 4], [5, 6, 7, 8], c, 2, 2, 2);
        Expect.Near(
            [19, 22, 43, 50],
            Products.Widen(c),
            "[1 2; 3 4] times [5 6; 7 8]: c",
            1e-5,
            ([0, 0, 0, 0], "Is anything written to c?"),
            ([14, 16, 28, 32], "Only the last p is in it. Is each share added to what c holds?"),
            ([17, 23, 39, 53], "That is a times the transpose of b. b[p, j] is b[p * n + j]."),
            ([26, 30, 38, 44], "That is the transpose of a times b. a[i, p] is a[i * k + p]."),
            ([23, 34, 31, 46], "That is b times a. Which of the two gives the row?"),
            ([5, 12, 21, 32], "Those are products element by element. Each element of c is a sum over p."));
    }

    [Graded]
    public void Rows_and_columns_may_differ_in_number()
    {
        var rng = Draw.Rng();
        foreach (var (m, n, k) in ((int, int, int)[])[(2, 3, 5), (5, 1, 3), (1, 7, 2), (3, 5, 1), (8, 6, 7)])
        {
            var (a, b) = (Products.Numbers(rng, m * k), Products.Numbers(rng, k * n));
            var c = new float[m * n];
            E07_2_LoopOrder.Multiply(a, b, c, m, n, k);
            Expect.Near(
                Products.Exact(a, b, m, n, k),
                Products.Widen(c),
                $"A ({m}, {k}) matrix times a ({k}, {n}) matrix: c",
                1e-4,
                (
                    Products.Sums(m, n, k - 1, (i, j, p) => (double)a[i * k + p] * b[p * n + j]),
                    "The last p is missing. How far does its loop run?"),
                (
                    Products.Sums(m, n, Math.Min(k, n), (i, j, p) => (double)a[i * k + p] * b[p * n + j]),
                    "The loop over p ends at n. How many products does each sum have?"));
        }
    }

    [Graded]
    public void What_c_held_before_does_not_matter()
    {
        var c = new float[] { 100, 100, 100, 100 };
        E07_2_LoopOrder.Multiply([1, 2, 3, 4], [5, 6, 7, 8], c, 2, 2, 2);
        Expect.Near(
            [19, 22, 43, 50],
            Products.Widen(c),
            "The product, written over a c full of 100: c",
            1e-5,
            ([119, 122, 143, 150], "The 100 is still in it. What must happen before the first addition?"));
    }

    [Graded]
    public void Walking_along_rows_is_faster()
    {
        var faster = Products.Speedup(E07_2_LoopOrder.Multiply, 8, 1024, 1024, enough: 2);
        Expect.True(
            faster >= 2,
            $"Your product of an (8, 1024) and a (1024, 1024) matrix is {faster:F1} times as fast as the triple loop; it "
            + "should be 2 times at least. Which of b and c does the inner loop walk down a column?");
    }
}
