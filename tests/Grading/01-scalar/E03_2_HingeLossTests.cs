using Exercises.Stage01;
using Micrograd;

namespace CourseKit.Grading.Stage01;

[GradedTests("03.2")]
public sealed class E03_2_HingeLossTests
{
    [Graded]
    public void Sure_and_right_costs_nothing()
    {
        foreach (var label in new[] { 1, -1 })
        {
            var score = label * Draw.Rng().Uniform(1.5, 4);
            Expect.Near(
                0,
                Loss([score], [label]),
                $"The loss of score {score:F3} with label {label}",
                1e-9,
                (1 + label * score, "A right score must lower the loss. Which sign has label * score in it?"),
                (1 - label * score, "A loss never goes below 0. Where is the relu?"),
                (1, "Is the label -1 taken as 0? Labels are -1 and +1, so label * score says which side is right."));
        }
    }

    [Graded]
    public void Right_but_unsure_costs_what_is_missing_to_1()
    {
        var rng = Draw.Rng();
        var label = rng.Next(2) == 0 ? -1 : 1;
        var score = label * rng.Uniform(0.2, 0.8);
        Expect.Near(
            1 - label * score,
            Loss([score], [label]),
            $"The loss of score {score:F3} with label {label}",
            1e-9,
            (0, "The score is on the right side, but less than 1 away from 0. Where does the margin of 1 come in?"));
    }

    [Graded]
    public void The_loss_is_the_mean_over_all_points()
    {
        var (scores, labels) = Points(Draw.Rng(), 4);
        var losses = scores.Zip(labels, (score, label) => Math.Max(0, 1 - label * score)).ToArray();
        Expect.Near(
            losses.Average(),
            Loss(scores, labels),
            $"The loss of {scores.Length} points",
            1e-9,
            (losses.Sum(), "That is the sum. How does the mean come from it?"),
            (losses[^1], "That is the last point's loss alone. Is each loss added to the sum so far?"),
            (
                losses[^1] / losses.Length,
                "Only the last point's loss is in the sum. Is each loss added to the sum so far?"));
    }

    [Graded]
    public void Backward_reaches_every_score()
    {
        var (numbers, labels) = Points(Draw.Rng(), 5);
        var scores = Graph.Leaves(numbers);
        Graph.ExpectSlopes(
            E03_2_HingeLoss.Mean(scores, labels),
            at => at.Zip(labels, (score, label) => Math.Max(0, 1 - label * score)).Average(),
            [.. Graph.Named("scores", scores)],
            "loss");
    }

    [Graded]
    public void Accuracy_is_the_share_on_the_right_side()
    {
        Expect.Near(
            0.625,
            E03_2_HingeLoss.Accuracy(Graph.Leaves([2, -5, -1.5, -3, 3, -0.5, -2, -4]), [1, 1, -1, -1, -1, -1, 1, -1]),
            "The accuracy of scores [2, -5, -1.5, -3, 3, -0.5, -2, -4] with labels [1, 1, -1, -1, -1, -1, 1, -1]",
            1e-9,
            (0, "In C#, 5 / 8 of two ints is 0. Which of the two can be made a double?"),
            (5, "That is how many are right. What share of all points is it?"),
            (0.375, "That is the share on the wrong side."),
            (0.25, "That is the share of scores above 0. Where does the label come in?"),
            (0.5, "A score of -0.5 with label -1 is on the right side: accuracy asks for no margin."));
    }

    [Graded]
    public void A_score_of_0_is_on_neither_side()
    {
        Expect.Near(
            0.5,
            E03_2_HingeLoss.Accuracy(Graph.Leaves([0, 3, 0, -3]), [1, 1, -1, -1]),
            "The accuracy of scores [0, 3, 0, -3] with labels [1, 1, -1, -1]",
            1e-9,
            (1, "A score of exactly 0 votes for neither class, so it is not right."),
            (0.75, "A score of exactly 0 votes for neither class, so it is not right with label -1 either."));
    }

    /// <summary>Random points whose losses stay away from the kink of the relu.</summary>
    private static (double[] Scores, int[] Labels) Points(MiniTensor.Rng rng, int count)
    {
        var labels = Enumerable.Range(0, count).Select(i => i % 2 == 0 ? 1 : -1).ToArray();
        var scores = labels.Select((label, i) => i switch
        {
            0 => label * rng.Uniform(1.5, 3),
            1 => label * rng.Uniform(-2, -0.5),
            _ => label * rng.Uniform(-2, 0.9),
        });
        return ([.. scores], labels);
    }

    private static double Loss(double[] scores, int[] labels) =>
        Graph.Number(E03_2_HingeLoss.Mean(Graph.Leaves(scores), labels), "The loss");
}
