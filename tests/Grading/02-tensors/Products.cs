using System.Diagnostics;
using MiniTensor;

namespace CourseKit.Grading.Stage02;

/// <summary>Multiplies a (m, k) by b (k, n) into c (m, n), all of them row by row.</summary>
internal delegate void Product(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int n, int k);

/// <summary>What matrix products are held against: sums in double precision, and the speed of three plain loops.</summary>
internal static class Products
{
    /// <summary>The product in double precision.</summary>
    public static double[] Exact(float[] a, float[] b, int m, int n, int k) =>
        Sums(m, n, k, (i, j, p) => (double)a[i * k + p] * b[p * n + j]);

    /// <summary>A sum over p for each place (i, j) of an (m, n) matrix.</summary>
    public static double[] Sums(int m, int n, int k, Func<int, int, int, double> term) =>
    [
        .. from i in Enumerable.Range(0, m)
           from j in Enumerable.Range(0, n)
           select Enumerable.Range(0, k).Sum(p => term(i, j, p)),
    ];

    public static double[] Widen(float[] numbers) => Array.ConvertAll(numbers, number => (double)number);

    /// <summary>Numbers with one digit behind the point, none of them 0.</summary>
    public static float[] Numbers(Rng rng, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(Math.Round(rng.Uniform(0.1, 2), 1) * (rng.Next(2) == 0 ? 1 : -1)))];

    /// <summary>How many times as fast as three plain loops a product is, measured until that is enough, or time is up.</summary>
    public static double Speedup(Product product, int m, int n, int k, double enough)
    {
        var rng = new Rng(1);
        float[] a = Numbers(rng, m * k), b = Numbers(rng, k * n), c = new float[m * n];
        return Ratio(
            small => product(a, b, c, small ? 8 : m, small ? 32 : n, small ? 32 : k),
            small => TripleLoop(a, b, c, small ? 8 : m, small ? 32 : n, small ? 32 : k),
            enough);
    }

    /// <summary>How many times as long the other work takes. Each is told whether to do only a little, to be compiled well first.</summary>
    /// <remarks>
    /// Both take turns, and the best time of each counts. On a busy machine the compiler, which works in the background, comes late
    /// and good times are rare: so it is measured again until the ratio is enough, for two seconds at most.
    /// </remarks>
    public static double Ratio(Action<bool> work, Action<bool> other, double enough)
    {
        var (best, otherBest) = (double.MaxValue, double.MaxValue);
        var clock = Stopwatch.StartNew();
        do
        {
            for (var i = 0; i < 60; i++)
            {
                work(true);
                other(true);
            }

            Thread.Sleep(120);
            for (var i = 0; i < 4; i++)
            {
                best = Math.Min(best, Seconds(work));
                otherBest = Math.Min(otherBest, Seconds(other));
            }
        }
        while (otherBest / best < enough && clock.Elapsed.TotalSeconds < 2);

        return otherBest / best;
    }

    private static double Seconds(Action<bool> work)
    {
        var clock = Stopwatch.StartNew();
        work(false);
        return clock.Elapsed.TotalSeconds;
    }

    public static void TripleLoop(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int n, int k)
    {
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = 0f;
                for (var p = 0; p < k; p++)
                {
                    sum += a[i * k + p] * b[p * n + j];
                }

                c[i * n + j] = sum;
            }
        }
    }
}
