using Exercises.Stage06;
using MiniTensor;

namespace CourseKit.Grading.Stage06;

[GradedTests("18.2")]
public sealed class E18_2_PaddedShortcutTests
{
    private readonly Rng _rng = Draw.Rng();

    [Graded]
    public void It_takes_every_second_pixel()
    {
        // Four rows and six columns, so that rows and columns cannot be exchanged.
        var x = Tensors.Draw(_rng, [1, 1, 4, 6]);
        double[] Reduced(Func<double[], double> of) =>
            [.. Pixels(2, 3).Select(p => of([.. Pixels(2, 2).Select(q => At(x, 0, 0, 2 * p.Row + q.Row, 2 * p.Column + q.Column))]))];

        Tensors.ExpectNear(
            [1, 1, 2, 3],
            Reduced(four => four[0]),
            Shaped(E18_2_PaddedShortcut.Of(x, 1, 2), 1),
            "A picture of 4 x 6 with stride 2: y",
            1e-5,
            (Reduced(four => four[3]), "Those are rows and columns 1, 3, ... It begins with row 0 and column 0."),
            (Reduced(four => four.Average()), "Those are means of four pixels. Option A takes one of them."),
            (Reduced(four => four.Max()), "Those are the largest of four pixels. Option A takes the first."),
            (
                [.. Pixels(2, 3).Select(p => At(x, 0, 0, p.Row, p.Column))],
                "Those are the upper left pixels next to each other. Take each second row and column of the whole picture."));
    }

    [Graded]
    public void The_new_channels_are_zeros_around_the_old_ones()
    {
        var x = Tensors.Draw(_rng, [2, 2, 2, 2]);
        double[] Placed(params int[] channels) =>
            [.. Enumerable.Range(0, 2).SelectMany(i => channels.Select(k => k < 0 ? 0 : At(x, i, k, 0, 0)))];

        Tensors.ExpectNear(
            [2, 6, 1, 1],
            Placed(-1, -1, 0, 1, -1, -1),
            Shaped(E18_2_PaddedShortcut.Of(x, 6, 2), 6),
            "Two pictures of 2 channels as 6 channels: y",
            1e-5,
            (Placed(-1, -1, -1, -1, 0, 1), "All zeros stand in front. Half of them do."),
            (Placed(0, 1, -1, -1, -1, -1), "All zeros stand behind. Half of them do."),
            (Placed(0, 1, 0, 1, 0, 1), "The channels of x were repeated. The new ones are zeros."));
        Tensors.ExpectNear(
            [2, 5, 1, 1],
            Placed(-1, 0, 1, -1, -1),
            Shaped(E18_2_PaddedShortcut.Of(x, 5, 2), 5),
            "Two pictures of 2 channels as 5 channels: y",
            1e-5,
            (Placed(-1, -1, 0, 1, -1), "Of three new channels one stands in front: the half is rounded down."));
    }

    [Graded]
    public void A_last_row_without_partner_is_taken_too()
    {
        foreach (var (h, w, stride) in new[] { (5, 3, 2), (7, 5, 3), (4, 4, 1) })
        {
            var x = Tensors.Draw(_rng, [1, 1, h, w]);
            var (rows, columns) = ((h + stride - 1) / stride, (w + stride - 1) / stride);
            Tensors.ExpectNear(
                [1, 2, rows, columns],
                [.. Pixels(rows, columns).Select(p => At(x, 0, 0, stride * p.Row, stride * p.Column)), .. new double[rows * columns]],
                Expect.Answer(() => E18_2_PaddedShortcut.Of(x, 2, stride), $"A picture of {h} x {w} with stride {stride}"),
                $"A picture of {h} x {w} with stride {stride}, as two channels: y",
                1e-5);
        }
    }

    [Graded]
    public void Gradients_come_back_to_the_pixels_that_were_taken()
    {
        var x = Tensors.Draw(_rng, [1, 1, 4, 4]);
        x.RequiresGrad = true;
        var dy = Tensors.Draw(_rng, [1, 2, 2, 2]);
        var y = E18_2_PaddedShortcut.Of(x, 2, 2);
        Expect.True(
            y.RequiresGrad,
            "The result does not know where it came from, so no gradient comes back. Is it made by operations on x, or of an array?");
        (y * dy).Sum().Backward();
        Tensors.ExpectNear(
            [1, 1, 4, 4],
            [.. Pixels(4, 4).Select(p => p.Row % 2 == 0 && p.Column % 2 == 0 ? At(dy, 0, 0, p.Row / 2, p.Column / 2) : 0)],
            x.Grad,
            "The gradient of a picture of 4 x 4, taken with stride 2",
            1e-5);
    }

    /// <summary>The answer, if it has as many channels as the branch.</summary>
    private static Tensor Shaped(Tensor y, int channels)
    {
        Expect.True(
            y.Rank != 4 || y.Shape[1] <= channels,
            $"The result has shape {y.Shape}, and the branch {channels} channels. How many does x have already?");
        Expect.True(
            y.Rank != 4 || y.Shape[1] == channels,
            $"The result has shape {y.Shape}, and the branch {channels} channels. "
            + "Of Pad's three pairs the first is for the channels, and all that are missing are added.");
        return y;
    }

    private static IEnumerable<(int Row, int Column)> Pixels(int rows, int columns) =>
        Enumerable.Range(0, rows * columns).Select(i => (i / columns, i % columns));

    private static double At(Tensor x, int picture, int channel, int row, int column) => x[picture, channel, row, column].Item();
}
