namespace Exercises.Stage02;

/// <summary>Exercise 07.4. How fast can a matrix product be at most?</summary>
/// <remarks>
/// The product of an (m, k) and a (k, n) matrix of floats takes 2 m n k FLOP. At the very least, each of the three matrices
/// crosses between memory and processor once. A float has 4 bytes (lesson 07, "The roofline").
/// </remarks>
public static class E07_4_Roofline
{
    /// <summary>The arithmetic intensity of a product: FLOP for each byte that crosses.</summary>
    /// <param name="m">The rows of A and C, at least 1; the product of all three may be larger than an int holds.</param>
    /// <param name="n">The columns of B and C, at least 1.</param>
    /// <param name="k">The columns of A and the rows of B, at least 1.</param>
    public static double Intensity(int m, int n, int k)
    {
        throw new NotImplementedException("Exercise 07.4: FLOP divided by bytes");
    }

    /// <summary>The most GFLOP/s that a program can reach.</summary>
    /// <param name="peak">The processor's GFLOP/s.</param>
    /// <param name="bandwidth">The memory's GB/s.</param>
    /// <param name="intensity">The program's FLOP for each byte.</param>
    public static double Bound(double peak, double bandwidth, double intensity)
    {
        throw new NotImplementedException("Exercise 07.4: the lower of the two limits");
    }

    /// <summary>The smallest n for which the product of two (n, n) matrices can reach the peak.</summary>
    /// <param name="peak">The processor's GFLOP/s.</param>
    /// <param name="bandwidth">The memory's GB/s.</param>
    public static int SmallestSquare(double peak, double bandwidth)
    {
        throw new NotImplementedException("Exercise 07.4: the first n whose intensity is not left of the ridge");
    }
}
