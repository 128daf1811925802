using Exercises.Stage05;
using MiniTensor;

namespace CourseKit.Grading.Stage05;

[GradedTests("15.3")]
public sealed class E15_3_ColumnsTests
{
    public E15_3_ColumnsTests() =>
        Expect.DoesNotCall(typeof(E15_3_Columns), typeof(Functional), nameof(Functional.Conv2d), nameof(Functional.Unfold));

    [Graded]
    public void Each_window_is_a_column()
    {
        Tensors.ExpectNear(
            [1, 4, 3],
            [1, 2, 3, 2, 3, 4, 5, 6, 7, 6, 7, 8],
            E15_3_Columns.Columns(Tensor.Of([1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 2, 4]), 2, 1, 0),
            "The windows of 2 x 2 of 1 2 3 4 / 5 6 7 8",
            1e-6,
            ([1, 2, 3, 5, 6, 7, 2, 3, 4, 6, 7, 8], "Within a window the numbers stand column by column. Row after row, please."),
            (
                [1, 2, 5, 6, 2, 3, 6, 7, 3, 4, 7, 8],
                "Each window's numbers stand side by side. A window is a column: they stand one below the other."));
    }

    [Graded]
    public void Channels_stand_one_below_the_other()
    {
        Tensors.ExpectNear(
            [1, 8, 1],
            [1, 2, 3, 4, 5, 6, 7, 8],
            E15_3_Columns.Columns(Tensor.Of([1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 2, 2]), 2, 1, 0),
            "The one window of channels 1 2 / 3 4 and 5 6 / 7 8",
            1e-6,
            ([1, 5, 2, 6, 3, 7, 4, 8], "The channels alternate. All numbers of the first come first."));
    }

    [Graded]
    public void Stride_and_padding_move_the_windows()
    {
        var came = E15_3_Columns.Columns(Tensor.Of([1, 2, 3, 4], [1, 1, 2, 2]), 2, 2, 1);
        Tensors.ExpectNear(
            [1, 4, 4],
            [0, 0, 0, 4, 0, 0, 3, 0, 0, 2, 0, 0, 1, 0, 0, 0],
            came,
            "The windows of 2 x 2 of 1 2 / 3 4 with a frame of zeros, two steps apart",
            1e-6,
            ([1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0], "The windows begin in the frame: where is the padding taken off?"),
            ([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4], "The edge was repeated where zeros stand."),
            ([0, 0, 0, 1, 0, 0, 1, 2, 0, 1, 0, 3, 1, 2, 3, 4], "Where does the stride come in?"),
            (
                [0, 0, 0, 4, 0, 3, 0, 0, 0, 0, 2, 0, 1, 0, 0, 0],
                "The places run down the columns of the picture. They come in reading order: row i, column j is place i * OW + j."));
    }

    [Graded]
    public void Filters_times_columns_are_the_maps()
    {
        var rng = Draw.Rng();
        Shape shape = [2, 3, 5, 7], filters = [4, 3, 3, 3];
        var (x, weight, bias) = (Tensors.Draw(rng, shape), Tensors.Draw(rng, filters), Tensors.Draw(rng, [4]));
        foreach (var (stride, padding) in ((int, int)[])[(1, 0), (2, 1)])
        {
            double[] Right(double[] b) => Convolutions.Of(x.Doubles(), shape, weight.Doubles(), filters, b, stride, padding);
            var result = Convolutions.Result(shape, filters, stride, padding);
            var (places, half) = (result[2] * result[3], result.Elements / 2);
            var right = Right(bias.Doubles());
            double[] exchanged = [.. right.Select((_, at) => right[at / half * half + at % 4 * places + at / 4 % places])];
            Tensors.ExpectNear(
                result,
                right,
                Expect.Answer(() => E15_3_Columns.Of(x, weight, bias, stride, padding), $"Stride {stride}, padding {padding}"),
                $"The maps of pictures {shape} under filters {filters}, stride {stride}, padding {padding}",
                1e-4,
                (Right(new double[4]), "Where is the bias?"),
                (exchanged, "Places and filters were exchanged: all places of the first map come first."),
                (
                    [.. right.Select((_, at) => right[at % half])],
                    "Both pictures got the maps of the first one. Where does picture n begin?"));
        }
    }
}
