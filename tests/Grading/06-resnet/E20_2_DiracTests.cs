using Exercises.Stage06;
using MiniTensor;
using MiniTensor.Nn;

namespace CourseKit.Grading.Stage06;

[GradedTests("20.2")]
public sealed class E20_2_DiracTests
{
    private readonly Rng _rng = Draw.Rng();

    public E20_2_DiracTests() => Expect.DoesNotCall(typeof(E20_2_Dirac), typeof(Init));

    [Graded]
    public void The_first_filters_are_the_identity()
    {
        var weight = Tensors.Draw(_rng, [2, 2, 3, 3]);
        var random = weight.Doubles();
        double[] Identity(Action<double[], int> mark, double[]? over = null)
        {
            double[] w = over is null ? new double[36] : [.. over];
            mark(w, 0);
            mark(w, 1);
            return w;
        }

        void KernelAlone(double[] w, int i)
        {
            w.AsSpan((i * 2 + i) * 9, 9).Clear();
            w[(i * 2 + i) * 9 + 4] = 1;
        }

        var middle = Identity((w, i) => w[(i * 2 + i) * 9 + 4] = 1);
        Tensors.ExpectNear(
            [2, 2, 3, 3],
            middle,
            E20_2_Dirac.Of(weight),
            "A weight of two outputs, two inputs and a 3 x 3 kernel",
            1e-6,
            (random, "It is as it was drawn."),
            (Identity((w, i) => w[(i * 2 + i) * 9 + 4] = 1, random), "The numbers of chance are still around the 1. What has to be 0?"),
            (
                Identity((w, i) => w[(i * 2 + i) * 9] = 1),
                "The 1 stands in the corner of the kernel, so the picture moves. Where is the middle?"),
            (Identity((w, i) => w[(i * 2 + i) * 9 + 8] = 1), "The 1 stands in the last corner. Of 0, 1, ..., k - 1 the middle is k / 2."),
            (Identity(KernelAlone, random), "The numbers of chance are left at the other channel. Of filter i every channel is cleared."),
            (
                Identity((w, i) => w[i * 2 * 9 + 4] = w[(i * 2 + 1) * 9 + 4] = 1),
                "Each filter adds both channels up. Filter i hands on channel i alone."),
            (Identity((w, i) => w[i * 2 * 9 + 4] = 1), "Every filter hands channel 0 on. Which channel does filter i hand on?"),
            (
                Identity((w, i) => w.AsSpan((i * 2 + i) * 9, 9).Fill(1)),
                "The whole kernel is 1: that adds nine pixels up. How many of them are handed on?"),
            (
                Identity((w, i) => w.AsSpan((i * 2 + i) * 9, 9).Fill(1.0 / 9)),
                "That is the mean of nine pixels. How many of them are handed on?"),
            (Identity((w, i) => w[(i * 2 + 1 - i) * 9 + 4] = 1), "The channels change places."));
    }

    [Graded]
    public void The_other_filters_keep_what_chance_gave_them()
    {
        var weight = Tensors.Draw(_rng, [5, 2, 3, 3]);
        double[] others = weight.Doubles()[36..];
        var came = E20_2_Dirac.Of(weight);
        Expect.True(came.Shape == [5, 2, 3, 3], $"A weight (5, 2, 3, 3) came out with shape {came.Shape}.");
        double[] again = new double[54];
        foreach (var o in (int[])[2, 3, 4])
        {
            again[((o - 2) * 2 + o % 2) * 9 + 4] = 1;
        }

        Expect.Near(
            others,
            came.Doubles()[36..],
            "Of five filters on two channels, the last three",
            1e-6,
            (new double[54], "They are zero: such a filter gives nothing. Only the first filters are set."),
            (
                again,
                "The identity begins anew with each two filters. Of five results several would be the same: only the first ones are set."));
        Expect.Near(1, came.Doubles()[(1 * 2 + 1) * 9 + 4], "The middle of filter 1 at channel 1");
    }

    [Graded]
    public void A_convolution_with_it_hands_its_input_on()
    {
        foreach (var (k, inputs) in ((int, int)[])[(3, 2), (5, 3), (1, 4)])
        {
            var x = Tensors.Draw(_rng, [2, inputs, 6, 5]);
            var y = Functional.Conv2d(x, E20_2_Dirac.Of(Tensors.Draw(_rng, [inputs + 3, inputs, k, k])), padding: k / 2);
            Tensors.ExpectNear(
                x.Shape,
                x.Doubles(),
                y.Slice(1, 0, inputs, 1),
                $"The first {inputs} channels after a {k} x {k} convolution of a picture with {inputs} channels",
                1e-5);
        }
    }
}
