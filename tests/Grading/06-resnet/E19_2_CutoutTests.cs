using Exercises.Stage06;
using MiniTensor;

namespace CourseKit.Grading.Stage06;

[GradedTests("19.2")]
public sealed class E19_2_CutoutTests
{
    private const int Channels = 2;
    private const int Height = 5;
    private const int Width = 7;
    private const int Plane = Height * Width;

    [Graded]
    public void Each_picture_has_one_square_of_zeros()
    {
        foreach (var size in new[] { 3, 2 })
        {
            var x = Pictures(300);
            var (from, y) = (x.Doubles(), E19_2_Cutout.Of(x, size, Draw.Rng()));
            Expect.True(y.Shape == x.Shape, $"The result has shape {y.Shape}, expected {x.Shape}.");
            var to = y.Doubles();
            for (var i = 0; i < 300; i++)
            {
                var (was, now) = (from[Picture(i)], to[Picture(i)]);
                if (Centres(was, now, size).Any())
                {
                    continue;
                }

                var holes = now.Chunk(Plane).Select(plane => plane.Count(v => v == 0)).ToArray();
                var says = now.SequenceEqual(was) ? " It is as it was."
                    : holes.All(n => n > Plane / 2) ? " Most of it is zero. The square is made zero, and the rest stays."
                    : holes[0] > 0 && holes[1..].All(n => n == 0) ? " Only its first channel has a hole. It goes through all of them."
                    : Centres(was, now, size + 1, begins: size / 2).Any()
                        ? " The square is too large: from top on there are rows up to top + size - 1."
                    : Centres(was, now, size - 1, begins: size / 2).Any()
                        ? " The square is too small: it has `size` rows, from top to top + size - 1."
                    : Enumerable.Range(0, Channels).All(k => Centres(Of(was, k), Of(now, k), size).Any())
                        ? " Its channels have their holes at different places."
                    : Centres(was, now, size, runsOn: true).Any()
                        ? " The square ran on into another row: a column can lie outside, too."
                    : Centres(was, now, size, fill: was.Average()).Any() ? " The square was filled with the mean. Put zeros there."
                    : Centres(was, now, size, begins: 0).Any()
                        ? " The square begins at the centre. It begins size / 2 above and left of it."
                    : "";
                throw new GradeException(
                    $"Picture {i} of 300 has no square of {size} x {size} zeros around one of its pixels, with the rest as it was.{says}");
            }
        }
    }

    [Graded]
    public void The_pictures_that_were_given_stay_as_they_are()
    {
        var x = Pictures(20);
        var before = x.Doubles();
        E19_2_Cutout.Of(x, 3, Draw.Rng());
        Expect.True(
            before.SequenceEqual(x.Doubles()),
            "The pictures that were given have holes afterwards. Write into an array of your own.");
    }

    [Graded]
    public void Each_pixel_is_equally_likely_as_a_centre()
    {
        const int Count = 7_000;
        var x = Pictures(Count);
        var (from, to) = (x.Doubles(), E19_2_Cutout.Of(x, 3, Draw.Rng()).Doubles());
        var centres = Enumerable.Range(0, Count)
            .Select(i => Centres(from[Picture(i)], to[Picture(i)], 3).FirstOrDefault((-1, -1)))
            .ToList();
        Expect.True(
            centres.Distinct().Count() > 1,
            "All pictures of a batch have their hole at the same place. Each of them has a centre of its own.");
        Expect.True(
            centres.Any(c => c.Item1 is 0 or Height - 1) && centres.Any(c => c.Item2 is 0 or Width - 1),
            $"In {Count} pictures of {Height} x {Width} no square of 3 x 3 reaches beyond the edge. "
            + "Each pixel may be the centre, also one at the edge.");
        foreach (var (at, came) in Enumerable.Range(0, Plane).Select(at => (at, centres.Count(c => c == (at / Width, at % Width)))))
        {
            Expect.True( // 200 each, give or take five standard deviations
                Math.Abs(came - Count / Plane) < 71,
                $"In {Count} pictures the pixel in row {at / Width}, column {at % Width} is the centre {came} times, "
                + $"where {Count / Plane} times would be fair.{(came > Count / Plane ? " Are its row and its column two draws?" : "")}");
        }
    }

    private static double[] Of(double[] picture, int channel) => picture[(channel * Plane)..((channel + 1) * Plane)];

    private static Range Picture(int i) => (i * Channels * Plane)..((i + 1) * Channels * Plane);

    private static Tensor Pictures(int count)
    {
        var rng = Draw.Rng();
        return Tensor.Of(
            [.. Enumerable.Range(0, count * Channels * Plane).Select(_ => 1f + rng.Next(100))],
            [count, Channels, Height, Width]);
    }

    /// <summary>The centres for which a picture with a hole would look as it does: one of them, or none.</summary>
    /// <param name="was">The picture, or one channel of it.</param>
    /// <param name="now">What came.</param>
    /// <param name="size">The side of the square.</param>
    /// <param name="fill">What stands in the hole.</param>
    /// <param name="begins">How far above and left of the centre it begins.</param>
    /// <param name="runsOn">Whether a hole that leaves the picture on one side goes on in the next or the last row.</param>
    private static IEnumerable<(int Row, int Column)> Centres(
        double[] was, double[] now, int size, double fill = 0, int? begins = null, bool runsOn = false) =>
        from row in Enumerable.Range(0, Height)
        from column in Enumerable.Range(0, Width)
        let above = begins ?? size / 2
        where Enumerable.Range(0, was.Length).All(at =>
        {
            var (r, s) = (at % Plane / Width, at % Width);
            bool In(int far) => far + above >= 0 && far + above < size;
            bool Inside(int r, int s) => In(r - row) && In(s - column);
            var inside = Inside(r, s) || (runsOn && ((r + 1 < Height && Inside(r + 1, s - Width)) || (r > 0 && Inside(r - 1, s + Width))));
            return Math.Abs(now[at] - (inside ? fill : was[at])) < 1e-3;
        })
        select (row, column);
}
