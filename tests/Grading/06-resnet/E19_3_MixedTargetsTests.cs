using Exercises.Stage06;
using MiniTensor;

namespace CourseKit.Grading.Stage06;

[GradedTests("19.3")]
public sealed class E19_3_MixedTargetsTests
{
    private readonly Rng _rng = Draw.Rng();

    public E19_3_MixedTargetsTests() => Expect.DoesNotCall(typeof(E19_3_MixedTargets), typeof(Functional), nameof(Functional.CrossEntropy));

    [Graded]
    public void A_mixed_picture_has_two_classes()
    {
        var share = _rng.Rounded(0.6, 0.9);
        double[] Row(double first, double last) => [first, 0, last];
        Tensors.ExpectNear(
            [1, 3],
            Row(share, 1 - share),
            E19_3_MixedTargets.Truth([0], [2], share, 0, 3),
            $"The truth about a picture of class 0, {share} of it, mixed with one of class 2, without smoothing",
            1e-5,
            (Row(1 - share, share), "The shares are the other way round. To whom does share belong?"),
            (Row(1, 0), "That is its own class alone. The partner has a part in it too."),
            (Row(0.5, 0.5), "Both were given a half. share says how much each has."),
            (Row(1, 1), "Both classes have all of it. A row adds up to 1."));
        Tensors.ExpectNear(
            [2, 3],
            [0, 1, 0, 0, 0, 1],
            E19_3_MixedTargets.Truth([1, 2], [1, 2], share, 0, 3),
            $"The truth about two pictures, each mixed with one of its own class, {share} to {1 - share:F1}",
            1e-5,
            (
                [0, 1 - share, 0, 0, 0, 1 - share],
                "The second class was written over the first one. Where both are the same, the two shares are added."),
            ([0, share, 0, 0, 0, share], "Only one of the two shares was written. Where both classes are the same, they are added."));
    }

    [Graded]
    public void Smoothing_leaves_a_little_to_every_class()
    {
        const double Share = 0.75, S = 0.2;
        double[] Row(double own, double partner, double other) => [other, partner, other, own];
        Tensors.ExpectNear(
            [1, 4],
            Row(0.65, 0.25, 0.05),
            E19_3_MixedTargets.Truth([3], [1], Share, S, 4),
            "The truth about a picture of class 3, 0.75 of it, mixed with one of class 1, smoothing 0.2, four classes",
            1e-5,
            (Row(0.75, 0.25, 0), "Nothing was spread. Each of the four classes gets 0.2 / 4."),
            (Row(0.75 * 0.8, 0.25 * 0.8, 0.1), "The smoothing went to the other classes alone. All four get 0.2 / 4, the two included."),
            (Row(0.8, 0.3, 0.05), "The row adds up to more than 1. What is spread has to be taken away first: 1 - s is left of the rest."),
            (Row(0.75 * 0.8, 0.25 * 0.8, 0), "0.2 was taken away and given to nobody."),
            (Row(0.75 * 0.8 + 0.05, 0.25 + 0.05, 0.05), "Only the picture's own class was made softer. The partner's is too."),
            (Row(0.75 * 0.8 + 0.2 / 3, 0.25 * 0.8 + 0.2 / 3, 0.2 / 3), "s was divided by one class too few. All four share it."),
            (Row(0.65, 0.25, 0), "Only the two classes got their part of s. Each of the four gets 0.2 / 4."),
            (Row(0.75 * 0.8 + 0.05, 0.25 * 0.8 + 0.1, 0), "Only the two classes got their part of s. Each of the four gets 0.2 / 4."),
            (Row(0.75 * 0.8 + 0.2, 0.25 * 0.8 + 0.2, 0.2), "Each class got all of s. It is spread: each gets s / classes."));
    }

    [Graded]
    public void The_loss_is_the_mean_of_the_rows()
    {
        var (z, truth) = (Tensors.Draw(_rng, [3, 4]), E19_3_MixedTargets.Truth([0, 1, 3], [2, 1, 0], 0.7, 0.1, 4));
        var right = Loss(z.Doubles(), truth.Doubles());
        var came = E19_3_MixedTargets.Loss(z, truth);
        Expect.True(came.Count == 1, $"The loss has shape {came.Shape}, expected a single number.");
        Expect.Near(
            right,
            came.Item(),
            "The loss of three rows of four scores",
            1e-4,
            (3 * right, "That is the sum over the rows. The loss of a batch is their mean."),
            (right / 4, "That is the mean over all numbers. It is a sum over the classes, and a mean over the rows."),
            (-right, "The sign is the other way round."),
            (-truth.Doubles().Zip(z.Doubles(), (t, v) => t * v).Sum() / 3, "Those are the scores themselves. log p comes from LogSoftmax."),
            (
                -truth.Doubles().Zip(Probabilities(z.Doubles()), (t, p) => t * p).Sum() / 3,
                "Those are the probabilities. Their logarithms are wanted."),
            (
                -Probabilities(z.Doubles()).Zip(truth.Doubles(), (p, t) => p * Math.Log(t)).Sum() / 3,
                "The logarithm was taken of the truth. It belongs to p."),
            (
                -(truth * z.Detach().LogSoftmax(0)).Sum().Item() / 3,
                "p was made down the columns. The probabilities of a row add up to 1: that is axis 1."),
            (
                -truth.Doubles().Zip(Probabilities(z.Doubles()), (t, p) => t * p).Chunk(4).Sum(row => Math.Log(row.Sum())) / 3,
                "The logarithm of the sum was taken. Each p has a logarithm of its own."));
    }

    [Graded]
    public void Its_gradient_reaches_the_scores()
    {
        var (z, truth) = (Tensors.Draw(_rng, [3, 4]), E19_3_MixedTargets.Truth([2, 1, 3], [0, 3, 3], 0.6, 0.2, 4));
        z.RequiresGrad = true;
        var loss = E19_3_MixedTargets.Loss(z, truth);
        Expect.True(
            loss.RequiresGrad,
            "The loss does not know where it came from, so nothing can be learnt from it. Is it made by operations on z, or of an array?");
        loss.Backward();
        var weights = truth.Doubles();
        Tensors.ExpectNear([3, 4], Tensors.Slopes(v => Loss(v, weights), z.Doubles()), z.Grad, "The gradient of the scores", 1e-3);
    }

    private static double[] Probabilities(double[] z) =>
        [.. z.Chunk(4).SelectMany(row => row.Select(v => Math.Exp(v) / row.Sum(Math.Exp)))];

    private static double Loss(double[] z, double[] truth) => -truth.Zip(Probabilities(z), (t, p) => t * Math.Log(p)).Sum() / 3;
}
