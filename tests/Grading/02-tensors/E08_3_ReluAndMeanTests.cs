using Exercises.Stage02;
using MiniTensor;

namespace CourseKit.Grading.Stage02;

[GradedTests("08.3")]
public sealed class E08_3_ReluAndMeanTests
{
    public E08_3_ReluAndMeanTests() =>
        Expect.DoesNotCall(typeof(E08_3_ReluAndMean), typeof(Tensor), nameof(Tensor.Backward));

    [Graded]
    public void Relu_lets_the_gradient_through_where_x_is_positive()
    {
        var x = Tensor.Of([-2, 3, 0.5f, -0.1f]);
        var dy = Tensor.Of([10, 20, -30, -40]);
        Tensors.ExpectNear(
            [4],
            [0, 20, -30, 0],
            E08_3_ReluAndMean.Relu(dy, x),
            "With x = [-2 3 0.5 -0.1] and dy = [10 20 -30 -40]: dx",
            ([10, 20, 0, 0], "That is relu of dy. Whose sign decides, that of dy or that of x?"),
            ([0, 1, 1, 0], "Those are the slopes. Where does dy come in?"),
            ([0, 3, 0.5, 0], "That is relu(x). What is its slope?"),
            ([10, 20, -30, -40], "All of dy came through. What is the slope of relu below 0?"),
            ([0, 60, -15, 0], "That is dy times relu(x). The slope is 1 where x is above 0, however large x is."),
            ([10, 0, 0, -40], "It came through where x is below 0."));
    }

    [Graded]
    public void At_zero_the_slope_is_zero()
    {
        Tensors.ExpectNear(
            [2],
            [0, 7],
            E08_3_ReluAndMean.Relu(Tensor.Of([5, 7]), Tensor.Of([0, 1])),
            "With x = [0 1] and dy = [5 7]: dx",
            ([5, 7], "At 0 relu has a corner; the slope taken there is 0. Is the comparison \"above\" or \"at least\"?"));
    }

    [Graded]
    public void The_mean_gives_each_number_an_equal_share()
    {
        Tensors.ExpectNear(
            [2, 3],
            [2, 2, 2, 2, 2, 2],
            E08_3_ReluAndMean.Mean(Tensor.Scalar(12), [2, 3]),
            "The mean of a (2, 3) tensor, with dy = 12: dx",
            ([12, 12, 12, 12, 12, 12], "That is the way back through a sum. By how much does a mean of six move when one of them moves by 1?"),
            ([1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 6.0], "Those are the slopes. Where does dy come in?"),
            ([6, 6, 6, 6, 6, 6], "It was divided by the number of rows. Over how many numbers is the mean?"),
            ([4, 4, 4, 4, 4, 4], "It was divided by the number of columns. Over how many numbers is the mean?"),
            ([0, 0, 0, 0, 0, 0], "An int divided by an int drops the fraction."));
    }

    [Graded]
    public void Both_agree_with_measured_slopes()
    {
        var rng = Draw.Rng();
        var x = Tensors.Draw(rng, [3, 5]);
        var dy = Tensor.Scalar(rng.Rounded(1, 3));
        var dx = E08_3_ReluAndMean.Relu(E08_3_ReluAndMean.Mean(dy, x.Shape), x);
        var scale = dy.Item();
        Tensors.ExpectNear(
            [3, 5], Tensors.Slopes(v => scale * v.Average(number => Math.Max(0, number)), x.Doubles()), dx, "The mean of relu(x): dx");
    }
}
