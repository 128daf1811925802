using System.Numerics;
using Exercises.Stage02;

namespace CourseKit.Grading.Stage02;

[GradedTests("07.1")]
public sealed class E07_1_DotTests
{
    [Graded]
    public void One_vector_is_multiplied_and_added_up()
    {
        var lanes = Vector<float>.Count;
        var (a, b) = Case(lanes);
        var products = Terms(a, b);
        Expect.Near(
            products.Sum(),
            E07_1_Dot.Of(a, b),
            $"The dot product of {lanes} numbers, as many as a vector holds,",
            1e-5,
            (products[0], "That is the product in lane 0. What adds up the lanes?"),
            (products[^1], "That is the product in the last lane. What adds up the lanes?"),
            (0, "Was the loop entered? A vector that just fits is a whole vector."),
            (a.Sum(number => (double)number) + b.Sum(number => (double)number), "Those are sums. Where are the products?"));
    }

    [Graded]
    public void Several_vectors_are_added()
    {
        var lanes = Vector<float>.Count;
        var (a, b) = Case(4 * lanes);
        var products = Terms(a, b);
        Expect.Near(
            products.Sum(),
            E07_1_Dot.Of(a, b),
            $"The dot product of {4 * lanes} numbers, four vectors,",
            1e-5,
            (products[^lanes..].Sum(), "Only the last vector is in it. Is each added to the sum so far?"),
            (products[..lanes].Sum(), "Only the first vector is in it. By how much does i grow in a round?"),
            (products[..^lanes].Sum(), "The last vector is missing. It just fits: i + lanes may equal the length."));
    }

    [Graded]
    public void The_tail_is_not_forgotten()
    {
        var lanes = Vector<float>.Count;
        foreach (var tail in Enumerable.Range(1, lanes - 1).Reverse())
        {
            var (a, b) = Case(2 * lanes + tail);
            var products = Terms(a, b);
            Expect.Near(
                products.Sum(),
                Of(a, b),
                $"The dot product of {a.Length} numbers, where a vector holds {lanes},",
                1e-5,
                (products[..^tail].Sum(), $"The last {tail} are missing. They do not fill a vector: add them one by one."),
                (products[..^1].Sum(), "The very last product is missing. Where does the second loop end?"),
                (products[..^tail].Sum() + products[^1], $"Of the {tail} numbers of the tail, one is in it. Is there a loop?"),
                (products.Sum() + products[..^tail].Sum(), "Everything but the tail is in it twice. Where does the second loop begin?"),
                (products[..lanes].Sum() + products[..^tail].Sum() + products[^tail..].Sum(), "The first vector is in it twice."),
                (
                    products[..^tail].Sum() + products[^lanes..].Sum(),
                    "The last vector overlaps the one before it, and what they share was counted twice."));
        }
    }

    [Graded]
    public void Fewer_numbers_than_a_vector_holds_will_do()
    {
        Expect.Near(0, Of([], []), "The dot product of no numbers");
        for (var n = 1; n < Vector<float>.Count; n++)
        {
            var (a, b) = Case(n);
            Expect.Near(Terms(a, b).Sum(), Of(a, b), $"The dot product of {n} numbers", 1e-5);
        }
    }

    [Graded]
    public void Many_numbers_at_a_time_are_faster()
    {
        if (!Vector.IsHardwareAccelerated)
        {
            _ = E07_1_Dot.Of([1], [1]); // nothing to time here, but a stub is to show itself
            return;
        }

        var (a, b) = Case(4096);
        var faster = Products.Ratio(
            small => Repeat(small ? 1 : 400, () => E07_1_Dot.Of(a, b)),
            small => Repeat(small ? 1 : 400, () => Plain(a, b)),
            enough: 2);
        Expect.True(
            faster >= 2,
            $"Your dot product of 4,096 numbers is {faster:F1} times as fast as a plain loop; with vectors of "
            + $"{Vector<float>.Count} numbers it should be 2 times at least. Does the main loop work on whole vectors?");
    }

    /// <summary>The answer; if it throws, what lengths have to do with it.</summary>
    private static float Of(float[] a, float[] b)
    {
        try
        {
            return E07_1_Dot.Of(a, b);
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException)
        {
            throw new GradeException(
                $"The dot product of {a.Length} numbers, where a vector holds {Vector<float>.Count}, threw {e.GetType().Name}. "
                + "Is a vector read where fewer numbers are left than a vector holds?");
        }
    }

    private static (float[] A, float[] B) Case(int n)
    {
        var rng = Draw.Rng();
        return (Products.Numbers(rng, n), Products.Numbers(rng, n));
    }

    private static double[] Terms(float[] a, float[] b) => [.. a.Zip(b, (x, y) => (double)x * y)];

    private static float Plain(float[] a, float[] b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void Repeat(int times, Func<float> work)
    {
        for (var i = 0; i < times; i++)
        {
            work();
        }
    }
}
