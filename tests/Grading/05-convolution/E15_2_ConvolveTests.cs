using Exercises.Stage05;
using MiniTensor;

namespace CourseKit.Grading.Stage05;

[GradedTests("15.2")]
public sealed class E15_2_ConvolveTests
{
    public E15_2_ConvolveTests() =>
        Expect.DoesNotCall(typeof(E15_2_Convolve), typeof(Functional), nameof(Functional.Conv2d), nameof(Functional.Unfold));

    [Graded]
    public void One_filter_slides_over_one_picture()
    {
        Tensor x = Tensor.Of([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 1, 3, 3]), weight = Tensor.Of([1, 10, 100, 1000], [1, 1, 2, 2]);
        var y = E15_2_Convolve.Of(x, weight, Tensor.Zeros([1]), 1, 0);
        Tensors.ExpectNear(
            [1, 1, 2, 2],
            [5421, 6532, 8754, 9865],
            y,
            "The picture 1 2 3 / 4 5 6 / 7 8 9 under the filter 1 10 / 100 1000",
            1e-6,
            ([1245, 2356, 4578, 5689], "The filter was turned round. Its upper left number meets the window's upper left one."),
            ([5241, 6352, 8574, 9685], "Rows and columns of the filter were exchanged."),
            ([5421, 11953, 20707, 30572], "Each result has the ones before it in it. Where does its sum begin anew?"));
    }

    [Graded]
    public void Channels_are_added_up_and_the_bias_once()
    {
        Tensor x = Tensor.Of([1, 2, 3, 4], [1, 2, 1, 2]), weight = Tensor.Of([10, 100, 1000, 10000], [2, 2, 1, 1]);
        var y = E15_2_Convolve.Of(x, weight, Tensor.Of([0.5f, 0.25f]), 1, 0);
        Tensors.ExpectNear(
            [1, 2, 1, 2],
            [310.5, 420.5, 31000.25, 42000.25],
            y,
            "Channels 1 2 and 3 4, filters (10, 100) and (1000, 10000), biases 0.5 and 0.25",
            1e-6,
            ([10.5, 20.5, 1000.25, 2000.25], "Only the first channel was looked at. A filter has a part for each channel."),
            ([300.5, 400.5, 30000.25, 40000.25], "Only the last channel was kept. Are the channels' parts added?"),
            ([311, 421, 31000.5, 42000.5], "The bias came in once for each channel."),
            ([310, 420, 31000, 42000], "Where is the bias?"),
            ([210.5, 320.5, 21000.25, 32000.25], "The place in x.ToArray() is not right: a row of the picture has W numbers, not H."));
    }

    [Graded]
    public void Padding_is_a_frame_of_zeros()
    {
        Tensor x = Tensor.Of([1, 2, 3, 4], [1, 1, 2, 2]), weight = Tensor.Of([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 1, 3, 3]);
        var y = E15_2_Convolve.Of(x, weight, Tensor.Zeros([1]), 1, 1);
        Tensors.ExpectNear(
            [1, 1, 2, 2],
            [77, 67, 47, 37],
            y,
            "The picture 1 2 / 3 4 with a frame of zeros under the filter 1 2 3 / 4 5 6 / 7 8 9",
            1e-6,
            ([111, 126, 141, 156], "The edge was repeated where zeros stand."),
            ([37, 18, 11, 4], "The windows begin in the frame: where is the padding taken off?"));
    }

    [Graded]
    public void A_stride_moves_the_window_and_not_what_lies_in_it()
    {
        Tensor x = Tensor.Of([1, 2, 3, 4, 5, 6], [1, 1, 1, 6]), weight = Tensor.Of([1, 10], [1, 1, 1, 2]);
        var y = E15_2_Convolve.Of(x, weight, Tensor.Zeros([1]), 2, 0);
        Tensors.ExpectNear(
            [1, 1, 1, 3],
            [21, 43, 65],
            y,
            "The row 1 2 3 4 5 6 under the filter 1 10, stride 2",
            1e-6,
            ([21, 32, 43], "Where does the stride come in?"),
            ([31, 53, 5], "The stride pulled the window apart: its numbers lie side by side. Multiply i and j alone, not i + r."));
    }

    [Graded]
    public void Whatever_the_sizes_it_is_the_sum_over_all_windows()
    {
        var rng = Draw.Rng();
        foreach (var (stride, padding) in ((int, int)[])[(1, 0), (2, 1), (3, 2)])
        {
            Shape shape = [2, 3, 5, 7], filters = [4, 3, 3, 2];
            var (x, weight, bias) = (Tensors.Draw(rng, shape), Tensors.Draw(rng, filters), Tensors.Draw(rng, [4]));
            Tensors.ExpectNear(
                Convolutions.Result(shape, filters, stride, padding),
                Convolutions.Of(x.Doubles(), shape, weight.Doubles(), filters, bias.Doubles(), stride, padding),
                Expect.Answer(() => E15_2_Convolve.Of(x, weight, bias, stride, padding), $"Stride {stride}, padding {padding}"),
                $"Pictures {shape}, filters {filters}, stride {stride}, padding {padding}",
                1e-4);
        }
    }
}
