using Exercises.Stage06;
using MiniTensor;
using MiniTensor.Training;

namespace CourseKit.Grading.Stage06;

[GradedTests("20.4")]
public sealed class E20_4_ViewsTests
{
    private const int Height = 4;
    private const int Width = 5;

    private readonly Rng _rng = Draw.Rng();

    public E20_4_ViewsTests() => Expect.DoesNotCall(typeof(E20_4_Views), typeof(TestTimeAveraging));

    [Graded]
    public void A_moved_picture_comes_from_one_pixel_further() => Moves(1);

    [Graded]
    public void And_from_one_pixel_before() => Moves(-1);

    [Graded]
    public void Six_views_are_averaged()
    {
        var x = Tensors.Draw(_rng, [2, 1, Height, Width]);
        var weights = Tensors.Draw(_rng, [3, Height * Width], 1);
        Tensor Model(Tensor pictures) => pictures.Reshape([pictures.Shape[0], -1]).MatMul(weights.T).Square();
        var (p, w) = (x.Doubles(), weights.Doubles());

        // The scores of one view: the picture moved by d, mirrored or not.
        double[] View(int d, bool isMirrored) =>
        [
            .. from n in Enumerable.Range(0, 2)
               from c in Enumerable.Range(0, 3)
               select Math.Pow(Sum(n, c, (row, column) => At(n, row, isMirrored ? Width - 1 - column : column, d)), 2),
        ];

        double[] UpsideDown() =>
        [
            .. from n in Enumerable.Range(0, 2)
               from c in Enumerable.Range(0, 3)
               select Math.Pow(Sum(n, c, (row, column) => Pixel(p, n, Height - 1 - row, column)), 2),
        ];

        double[] OfMeanPicture() =>
        [
            .. from n in Enumerable.Range(0, 2)
               from c in Enumerable.Range(0, 3)
               select Math.Pow(
                   Sum(n, c, (row, column) => 0.25 * (At(n, row, column, 0) + At(n, row, Width - 1 - column, 0))
                       + 0.125 * (At(n, row, column, 1) + At(n, row, Width - 1 - column, 1))
                       + 0.125 * (At(n, row, column, -1) + At(n, row, Width - 1 - column, -1))),
                   2),
        ];

        double At(int n, int row, int column, int d) => Pixel(p, n, Reflected(row + d, Height), Reflected(column + d, Width));

        double Sum(int n, int c, Func<int, int, double> pixel) =>
            Enumerable.Range(0, Height * Width).Sum(at => w[c * Height * Width + at] * pixel(at / Width, at % Width));

        double[] Mean(params (double Share, double[] Scores)[] views) =>
            [.. Enumerable.Range(0, 6).Select(i => views.Sum(view => view.Share * view.Scores[i]))];
        var (plain, mirrored) = (View(0, false), View(0, true));
        double[][] moved = [View(1, false), View(1, true), View(-1, false), View(-1, true)];
        double[] Six(double own, double each) => Mean([(own, plain), (own, mirrored), .. moved.Select(view => (each, view))]);
        var came = E20_4_Views.Scores(Model, x);
        Tensors.ExpectNear(
            [2, 3],
            Six(0.25, 0.125),
            came,
            "The scores of two pictures, averaged over six views,",
            1e-3,
            (plain, "Those are the scores of the picture alone."),
            (Mean((0.5, plain), (0.5, mirrored)), "Those are two views, the picture and its mirror image."),
            (Six(1.0 / 6, 1.0 / 6), "All six count the same. The picture itself and its mirror image count 1/4 each."),
            (Six(0.5, 0.25), "The shares of the views add up to 2."),
            (Six(0.25, 0.25), "The shares of the views add up to 1.5."),
            (Six(0.125, 0.125), "The shares of the views add up to 0.75. The picture itself and its mirror image count 1/4 each."),
            (
                Mean([(0.25, plain), (0.25, mirrored), (0.25, moved[0]), (0.25, moved[1])]),
                "Those are four views. The picture moved by -1 is missing."),
            (OfMeanPicture(), "The pictures were averaged, and the model was asked about the blurred one. It is to answer for each view."),
            (Six(1, 1), "The six were added up. What is their mean?"),
            (Mean((0.5, plain), (0.25, moved[0]), (0.25, moved[2])), "No view is a mirror image."),
            (
                Mean([(0.25, plain), (0.25, UpsideDown()), .. moved.Select(view => (0.125, view))]),
                "The picture was turned upside down. Which axis is left and right?"));
    }

    private void Moves(int d)
    {
        var x = Tensors.Draw(_rng, [2, 2, Height, Width]);
        var p = x.Doubles();
        double[] From(Func<int, int> row, Func<int, int> column) =>
        [
            .. from plane in Enumerable.Range(0, 4)
               from i in Enumerable.Range(0, Height)
               from j in Enumerable.Range(0, Width)
               select row(i) is >= 0 and < Height && column(j) is >= 0 and < Width ? Pixel(p, plane, row(i), column(j)) : 0,
        ];

        Tensors.ExpectNear(
            x.Shape,
            From(i => Reflected(i + d, Height), j => Reflected(j + d, Width)),
            E20_4_Views.Moved(x, d),
            $"Two pictures of 4 x 5 with two channels, moved by {d},",
            1e-6,
            (p, "They have not moved."),
            (From(i => i + d, j => j + d), "Zeros came in at the edge. The picture is reflected there."),
            (
                From(i => Math.Clamp(i + d, 0, Height - 1), j => Math.Clamp(j + d, 0, Width - 1)),
                "The outermost pixel is repeated. The mirror stands on it: next comes the one before it."),
            (From(i => (i + d + Height) % Height, j => (j + d + Width) % Width), "What left at one side came in at the other."),
            (
                From(i => Reflected(i - d, Height), j => Reflected(j - d, Width)),
                "They moved the other way: pixel (row, column) comes from (row + d, column + d)."),
            (From(i => Reflected(i + d, Height), j => j), "Only the rows moved."),
            (From(i => i, j => Reflected(j + d, Width)), "Only the columns moved."));
    }

    private static double Pixel(double[] p, int plane, int row, int column) => p[(plane * Height + row) * Width + column];

    private static int Reflected(int place, int length) => place < 0 ? -place : place >= length ? 2 * length - 2 - place : place;
}
