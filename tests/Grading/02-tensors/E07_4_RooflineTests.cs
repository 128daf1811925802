using Exercises.Stage02;

namespace CourseKit.Grading.Stage02;

[GradedTests("07.4")]
public sealed class E07_4_RooflineTests
{
    [Graded]
    public void A_small_product_is_counted_by_hand()
    {
        // (2, 4) times (4, 3): 2 * 2 * 3 * 4 = 48 FLOP; 8 + 12 + 6 = 26 floats, 104 bytes.
        Expect.Near(
            48 / 104.0,
            E07_4_Roofline.Intensity(2, 3, 4),
            "The intensity of a (2, 4) matrix times a (4, 3) matrix",
            1e-9,
            (24 / 104.0, "Each of the m n k steps multiplies and adds: how many FLOP is that?"),
            (48 / 26.0, "That is FLOP for each number. How many bytes has a float?"),
            (48 / 80.0, "Does the result cross as well?"),
            (104 / 48.0, "That is bytes for each FLOP."),
            (0, "An int divided by an int drops the fraction."),
            (48 / (4.0 * 24), "The three sizes are m k, k n and m n numbers, not m n k."));
    }

    [Graded]
    public void Large_products_do_not_overflow()
    {
        // The FLOP of the first no longer fit into an int, the bytes of the second do not either.
        foreach (var (n, tooLarge) in ((int, string)[])[
            (2048, "2 * 2048 * 2048 * 2048 FLOP"),
            (100_000, "4 * 3 * 100000 * 100000 bytes")])
        {
            var intensity = E07_4_Roofline.Intensity(n, n, n);
            Expect.True(
                Math.Abs(intensity - n / 6.0) < 1e-6 * n,
                $"The intensity of the product of two matrices of {n} x {n} came out {intensity}, expected n / 6 = {n / 6.0:F2}. "
                + $"{tooLarge} are more than an int holds. Where does the calculation become one in double?");
        }
    }

    [Graded]
    public void A_vector_brings_no_reuse()
    {
        // Each number of the matrix is used for one multiplication and one addition: 2 FLOP for its 4 bytes.
        Expect.Near(
            0.5, E07_4_Roofline.Intensity(4096, 1, 4096), "The intensity of a (4096, 4096) matrix times one column", 1e-3);
    }

    [Graded]
    public void The_bound_is_the_lower_limit()
    {
        var rng = Draw.Rng();
        var (peak, bandwidth) = (Math.Round(rng.Uniform(80, 120)), Math.Round(rng.Uniform(20, 30)));
        var at = $"with a peak of {peak} GFLOP/s and {bandwidth} GB/s";
        Expect.Near(
            bandwidth / 2,
            E07_4_Roofline.Bound(peak, bandwidth, 0.5),
            $"The bound at 0.5 FLOP a byte {at}",
            1e-9,
            (peak, "That is the peak. Do the bytes come fast enough?"),
            (bandwidth * 2, "GB/s divided by FLOP a byte is no speed. Which unit has their product?"));
        Expect.Near(
            peak,
            E07_4_Roofline.Bound(peak, bandwidth, 100),
            $"The bound at 100 FLOP a byte {at}",
            1e-9,
            (bandwidth * 100, "No program is faster than the peak."));
    }

    [Graded]
    public void The_smallest_square_is_the_first_that_is_not_held_by_memory()
    {
        foreach (var (peak, bandwidth, n) in ((double, double, int)[])[(100, 25, 24), (118, 27, 27), (240, 40, 36), (481, 77, 38)])
        {
            var came = E07_4_Roofline.SmallestSquare(peak, bandwidth);
            Expect.Equal(
                n,
                came,
                $"The smallest n that can reach the peak, with {peak} GFLOP/s and {bandwidth} GB/s,",
                came == n - 1 ? "With that n the bound is still below the peak. Which way must the fraction be rounded?"
                    : came == n + 1 ? "One less would do: at the ridge itself both limits are equal." : null);
        }
    }
}
