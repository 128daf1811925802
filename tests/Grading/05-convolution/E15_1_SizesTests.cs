using Exercises.Stage05;

namespace CourseKit.Grading.Stage05;

[GradedTests("15.1")]
public sealed class E15_1_SizesTests
{
    [Graded]
    public void A_window_of_5_keeps_28_with_two_zeros_on_each_side() => Expect.Near(
        28,
        E15_1_Sizes.Out(28, 5, 1, 2),
        "Out(28, 5, stride 1, padding 2)",
        0,
        (24, "That is without the zeros."),
        (26, "Zeros stand on both sides."),
        (27, "The first place counts too."));

    [Graded]
    public void With_a_stride_only_whole_steps_count()
    {
        Expect.Near(
            14,
            E15_1_Sizes.Out(28, 5, 2, 2),
            "Out(28, 5, stride 2, padding 2)",
            0,
            (15, "The last window would reach over the edge: round down."),
            (28, "Where does the stride come in?"));
        Expect.Near(
            15,
            E15_1_Sizes.Out(29, 5, 2, 2),
            "Out(29, 5, stride 2, padding 2)",
            0,
            (14, "Add the first place after dividing, not before."));
    }

    [Graded]
    public void Every_size_is_that_of_sliding_the_window()
    {
        var rng = Draw.Rng();
        for (var trial = 0; trial < 30; trial++)
        {
            var (kernel, stride, padding) = (1 + rng.Next(7), 1 + rng.Next(4), rng.Next(4));
            var size = kernel + rng.Next(30);
            Expect.Near(
                Convolutions.Places(size, kernel, stride, padding),
                E15_1_Sizes.Out(size, kernel, stride, padding),
                $"Out({size}, {kernel}, stride {stride}, padding {padding})",
                0,
                ((size + stride - 1) / stride, "It is so only where the zeros make up for the window. How long is the window?"));
        }
    }

    [Graded]
    public void Two_layers_of_3_see_5() => Expect.Near(
        5,
        E15_1_Sizes.Field([(3, 1), (3, 1)]),
        "Field of two layers of kernel 3, stride 1",
        0,
        (4, "Begin with 1: with no layer at all a number sees itself."),
        (6, "Neighbouring windows overlap: kernels do not simply add up."),
        (7, "A layer adds k - 1: a window of 3 reaches two numbers further than one of 1."),
        (9, "Neighbouring windows overlap: kernels do not multiply."));

    [Graded]
    public void A_stride_makes_later_layers_see_further()
    {
        Expect.Near(
            13,
            E15_1_Sizes.Field([(5, 2), (5, 2)]),
            "Field of two layers of kernel 5, stride 2",
            0,
            (9, "Where do the strides come in?"),
            (25, "A layer's own stride does not widen its own window, only those after it."));
        Expect.Near(
            7,
            E15_1_Sizes.Field([(3, 2), (3, 1)]),
            "Field of kernel 3, stride 2, then kernel 3, stride 1",
            0,
            (5, "A step of the second layer is worth the stride of the layer before it, not its own."));
        var rng = Draw.Rng();
        for (var trial = 0; trial < 20; trial++)
        {
            var layers = Enumerable.Range(0, 1 + rng.Next(4)).Select(_ => (Kernel: 1 + rng.Next(5), Stride: 1 + rng.Next(3))).ToArray();
            var (first, last) = (0, 0); // the places that result 0 sees, layer by layer from the back
            foreach (var (kernel, stride) in layers.Reverse())
            {
                (first, last) = (first * stride, last * stride + kernel - 1);
            }

            var text = string.Join(", then ", layers.Select(layer => $"kernel {layer.Kernel}, stride {layer.Stride}"));
            Expect.Near(last - first + 1, E15_1_Sizes.Field(layers), $"Field of {text}", 0);
        }
    }
}
