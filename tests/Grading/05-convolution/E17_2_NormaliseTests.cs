using Exercises.Stage05;
using MiniTensor;
using MiniTensor.Data;

namespace CourseKit.Grading.Stage05;

[GradedTests("17.2")]
public sealed class E17_2_NormaliseTests
{
    public E17_2_NormaliseTests()
    {
        Expect.DoesNotCall(typeof(E17_2_Normalise), typeof(ImageDataset));
        Expect.DoesNotCall(typeof(E17_2_Normalise), typeof(MiniTensor.Data.Normalise));
    }

    [Graded]
    public void Each_channel_has_a_mean_of_its_own()
    {
        // Two pictures of two channels of two pixels.
        byte[] pictures = [0, 51, 102, 102, 51, 102, 204, 204];
        var (mean, _) = Statistics(pictures, 2, 2);
        Expect.Near(
            [0.2, 0.6],
            mean,
            "Two pictures, channel 0 of 0, 51 and 51, 102, channel 1 of 102, 102 and 204, 204: the mean of channel",
            1e-9,
            ([0.4, 0.4], "That is the mean of everything. Red may be brighter than blue; each channel has its own."),
            ([51, 153], "Those are means of bytes. A byte of 255 counts as 1."),
            ([0.1, 0.4], "Only the first picture was counted."),
            ([0.4, 1.2], "It was divided by the pixels of one picture. Over how many pictures goes the sum?"),
            ([0.1, 0.3], "It was divided by the pixels of all channels. How many pixels has one channel, in all pictures?"),
            ([0.35, 0.45], "Pixels of the two channels were mixed: a channel's pixels lie side by side, plane after plane."),
            ([0, 0], "An int divided by an int drops the fraction."));
    }

    [Graded]
    public void The_deviation_is_the_root_of_the_mean_square()
    {
        // One channel: a dark picture and a bright one, 0, 0 and 51, 255. Mean 76.5; distances -76.5, -76.5, -25.5, 178.5.
        var (_, deviation) = Statistics([0, 0, 51, 255], 1, 2);
        double[] x = [0, 0, 0.2, 1];
        var square = x.Sum(value => (value - 0.3) * (value - 0.3));
        Expect.Near(
            Math.Sqrt(square / 4),
            deviation[0],
            "A dark picture of 0, 0 and a bright one of 51, 255: the deviation",
            1e-9,
            (square / 4, "That is the variance. Where is the root?"),
            (Math.Sqrt(square / 3), "It was divided by n - 1. Nothing is guessed here; these are all the pixels, so divide by n."),
            (0.2, "That is the mean of each picture's own deviation. How far apart the two pictures are is part of it, too."),
            (x.Average(value => Math.Abs(value - 0.3)), "That is the mean distance. Square, then mean, then root."),
            (
                Math.Sqrt(x.Average(value => value * value)),
                "That is the root of the mean square of x itself. Where is the mean taken away?"),
            (255 * Math.Sqrt(square / 4), "That is the deviation of bytes. A byte of 255 counts as 1."),
            (Math.Sqrt(square / 4 * 255) / 255, "The variance was divided by 255 once. It is made of squares."));
    }

    [Graded]
    public void Small_differences_far_from_zero_are_not_lost()
    {
        byte[] pictures = [.. Enumerable.Range(0, 32 * 1024).Select(i => (byte)(200 + i % 2))];
        var came = Statistics(pictures, 1, 1024).Deviation[0];
        Expect.True(
            Math.Abs(255 * came - 0.5) < 1e-3,
            FormattableString.Invariant($"32768 pixels, 200 and 201 by turns: the deviation came out {came:G4}, ")
            + "expected 0.001961, half a byte. Were large sums of floats subtracted from one another? Add up in long or double.");
    }

    [Graded]
    public void Many_bright_pixels_do_not_overflow()
    {
        // 102,400 pixels: their squares add up to more than six billion.
        var pictures = new byte[100 * 1024];
        Array.Fill(pictures, (byte)255);
        pictures[0] = 0;
        var (mean, deviation) = Statistics(pictures, 1, 1024);
        var (n, m) = ((double)pictures.Length, 1 - 1.0 / pictures.Length);
        Expect.Near(m, mean[0], $"{pictures.Length} pixels, one black, the others white: the mean", 1e-9);
        Expect.Near(
            Math.Sqrt(m * m / n + (n - 1) / n * (1 - m) * (1 - m)),
            deviation[0],
            "And the deviation",
            1e-6,
            (double.NaN, "Under the root stands a number below 0. How large may a sum of ints become?"));
    }

    [Graded]
    public void Each_channel_moves_by_its_own_numbers()
    {
        var rng = Draw.Rng();
        var x = Tensors.Draw(rng, [2, 3, 2, 3]);
        double[] mean = [0.5, 0.25, -1], deviation = [2, 0.5, 0.25];
        var numbers = x.Doubles();
        double[] By(Func<double, int, double> formula) => [.. numbers.Select((value, i) => formula(value, i / 6 % 3))];
        Tensors.ExpectNear(
            [2, 3, 2, 3],
            By((value, c) => (value - mean[c]) / deviation[c]),
            Expect.Answer(() => E17_2_Normalise.Apply(x, mean, deviation), "Two pictures of 3 channels, 2 rows, 3 columns"),
            "Pictures of shape (2, 3, 2, 3), normalised: number",
            1e-4,
            (
                By((value, c) => (value - mean[c]) * deviation[c]),
                "It was multiplied by the deviation. A wide channel is to become narrower."),
            (By((value, c) => value / deviation[c] - mean[c]), "It was divided first. Which comes off first, mean or deviation?"),
            (By((value, c) => (value + mean[c]) / deviation[c]), "The mean was added."),
            (By((value, c) => (value - mean[c]) / (deviation[c] * deviation[c])), "It was divided by the variance."),
            (
                [.. numbers.Select((value, i) => (value - mean[i % 3]) / deviation[i % 3])],
                "The numbers were stretched along the columns. Give them the shape (1, C, 1, 1)."));
        Expect.Near(numbers, x.Doubles(), "The pictures themselves, afterwards");
    }

    [Graded]
    public void The_test_pictures_are_moved_like_the_others()
    {
        // To learn from: 0 and 102, mean 0.2, deviation 0.2. To test with: much brighter.
        var (train, test) = Expect.Answer(
            () => E17_2_Normalise.Prepare([0, 102], [204, 255], [1, 1, 2]), "One picture to learn from and one to test with");
        double[] all = [0, 0.4, 0.8, 1];
        var deviation = Math.Sqrt(all.Average(value => (value - 0.55) * (value - 0.55)));
        Tensors.ExpectNear(
            [1, 1, 1, 2],
            [-1, 1],
            train,
            "Training pixels 0 and 102, normalised: number",
            1e-5,
            (
                [-0.55 / deviation, -0.15 / deviation],
                "Those are mean and deviation of all four pixels. Were the test pictures counted, too?"),
            ([0, 0.4], "The training pictures were not normalised."));
        Tensors.ExpectNear(
            [1, 1, 1, 2],
            [3, 4],
            test,
            "Test pixels 204 and 255, where those to learn from were 0 and 102: normalised, number",
            1e-5,
            (
                [-1, 1],
                "The test pictures were normalised by their own mean and deviation. "
                + "Bright pictures would then look like dark ones, and the network would see other numbers than it learnt from."),
            ([0.8, 1], "The test pictures were not normalised."));
    }

    [Graded]
    public void The_test_pictures_are_not_looked_at()
    {
        var dark = Expect.Answer(() => E17_2_Normalise.Prepare([0, 102], [0, 0], [1, 1, 2]), "Dark test pictures").Train.Doubles();
        var bright = Expect.Answer(() => E17_2_Normalise.Prepare([0, 102], [255, 255], [1, 1, 2]), "Bright test pictures").Train.Doubles();
        Expect.True(
            dark.SequenceEqual(bright),
            "The training pictures came out differently when the test pictures were others. Do they enter mean and deviation? Those are the training pictures' own.");
    }

    [Graded]
    public void Random_pictures_agree_with_a_naive_loop()
    {
        var rng = Draw.Rng();
        var (channels, plane, count) = (3, 12, 4 + rng.Next(4));
        byte[] pictures = [.. Enumerable.Range(0, count * channels * plane).Select(_ => (byte)rng.Next(256))];
        var (mean, deviation) = Statistics(pictures, channels, plane);
        for (var c = 0; c < channels; c++)
        {
            double[] x = [.. pictures.Where((_, i) => i / plane % channels == c).Select(pixel => pixel / 255.0)];
            var middle = x.Average();
            Expect.Near(middle, mean[c], $"{count} pictures by chance: the mean of channel {c}");
            Expect.Near(Math.Sqrt(x.Average(value => (value - middle) * (value - middle))), deviation[c], $"The deviation of channel {c}");
        }
    }

    private static (double[] Mean, double[] Deviation) Statistics(byte[] pictures, int channels, int plane) =>
        Expect.Answer(
            () => E17_2_Normalise.Statistics(pictures, channels, plane),
            $"{pictures.Length / channels / plane} pictures of {channels} channels");
}
