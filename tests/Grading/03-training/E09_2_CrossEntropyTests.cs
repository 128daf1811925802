using Exercises.Stage03;
using MiniTensor;

namespace CourseKit.Grading.Stage03;

[GradedTests("09.2")]
public sealed class E09_2_CrossEntropyTests
{
    public E09_2_CrossEntropyTests() =>
        Expect.DoesNotCall(typeof(E09_2_CrossEntropy), typeof(Functional), nameof(Functional.CrossEntropy));

    [Graded]
    public void One_row_costs_minus_log_p()
    {
        var rng = Draw.Rng();
        var z = Tensors.Draw(rng, [1, 4]);
        var logs = Classes.LogProbabilities(z.Doubles(), 4);
        var target = 1 + rng.Next(3);
        Expect.Near(
            -logs[target],
            Expect.Answer(() => E09_2_CrossEntropy.Of(z, [target], 0), $"One row of scores {Classes.Text(z.ToArray())}, target {target}"),
            $"The loss of scores {Classes.Text(z.ToArray())} with target {target}",
            1e-4,
            (logs[target], "The logarithm of a probability is below 0. What makes a loss of it?"),
            (-logs[0], "That is the loss of class 0. Where does the target come in?"),
            (-logs.Sum(), "That is the loss of all classes together. Which ones have a share in the truth?"),
            (Math.Exp(logs[target]), "That is the probability. Where is the logarithm?"),
            (-logs[target] / 4, "It was divided by the number of scores. How many examples are there?"));
    }

    [Graded]
    public void A_batch_costs_the_mean()
    {
        var rng = Draw.Rng();
        var two = Tensor.Of([0.5f, -1, 2, 1.5f, 0.3f, -0.7f], [2, 3]);
        var twoLogs = Classes.LogProbabilities(two.Doubles(), 3);
        Expect.Near(
            -(twoLogs[2] + twoLogs[3 + 1]) / 2,
            Expect.Answer(() => E09_2_CrossEntropy.Of(two, [2, 1], 0), "Two rows of three scores, targets 2 and 1"),
            $"The loss of scores {Classes.Text(two.ToArray())}, in two rows, with targets 2 and 1",
            1e-4,
            (-(twoLogs[2] + twoLogs[1]) / 2, "Both losses come from the first row. Where in the long row of numbers does row i begin?"),
            (-(twoLogs[2] + twoLogs[3]) / 2, "Those are numbers of other rows. Where in the long row of numbers does row i begin?"),
            (-(twoLogs[2] + twoLogs[4]), "That is the sum over the rows. The loss of a batch is the mean."),
            (-(twoLogs[2] + twoLogs[4]) / 6, "It was divided by the number of scores. How many examples are there?"));

        var (n, classes) = (3 + rng.Next(4), 3 + rng.Next(3));
        var z = Tensors.Draw(rng, [n, classes]);
        var targets = Classes.Targets(rng, n, classes);
        var expected = Classes.CrossEntropy(z.Doubles(), targets, classes, 0);
        Expect.Near(
            expected,
            E09_2_CrossEntropy.Of(z, targets, 0),
            $"The loss of {n} rows of {classes} scores",
            1e-4,
            (expected * n, "That is the sum over the rows. The loss of a batch is the mean."),
            (expected / classes, "It was divided by the number of scores. How many examples are there?"));
    }

    [Graded]
    public void Equal_scores_cost_the_logarithm_of_the_number_of_classes()
    {
        var smoothing = Draw.Rng().Rounded(0.1, 0.9);
        Expect.Near(Math.Log(10), E09_2_CrossEntropy.Of(Tensor.Zeros([5, 10]), [0, 3, 3, 9, 1], 0), "The loss of ten equal scores", 1e-5);
        Expect.Near(
            Math.Log(10),
            E09_2_CrossEntropy.Of(Tensor.Zeros([5, 10]), [0, 3, 3, 9, 1], smoothing),
            $"The loss of ten equal scores with a smoothing of {smoothing}",
            1e-5,
            (Math.Log(10) * (1 + smoothing), "That is more truth than 1. What does the truth add up to?"),
            (Math.Log(10) * (1 - smoothing), "That is less truth than 1. What does the truth add up to?"));
    }

    [Graded]
    public void Smoothing_spreads_a_part_of_the_truth()
    {
        var rng = Draw.Rng();
        var z = Tensors.Draw(rng, [3, 4]);
        var targets = Classes.Targets(rng, 3, 4);
        var smoothing = rng.Rounded(0.1, 0.6);
        var logs = Classes.LogProbabilities(z.Doubles(), 4);
        double With(double atTarget, double elsewhere) =>
            -logs.Select((log, at) => log * (at % 4 == targets[at / 4] ? atTarget : elsewhere)).Sum() / 3;
        while (Math.Abs(With(1, 0) - With(0.25, 0.25)) < 0.1)
        {
            targets = Classes.Targets(rng, 3, 4); // where both are the same, so is the loss with any smoothing
        }

        Expect.Near(
            With(1 - smoothing + smoothing / 4, smoothing / 4),
            E09_2_CrossEntropy.Of(z, targets, smoothing),
            $"The loss of three rows with a smoothing of {smoothing}",
            1e-4,
            (With(1, 0), "That is the loss without smoothing. Where does the smoothing come in?"),
            (With(1 - smoothing, smoothing / 3), "The smoothing went to the three other classes. Does the target get its share of what is spread?"),
            (With(1 - smoothing, smoothing / 4), "The truth of a row adds up to less than 1. Does the target get its share of what is spread?"),
            (With(1 + smoothing / 4, smoothing / 4), "The target kept all of its 1. What does the truth add up to?"),
            (With(1 - smoothing + smoothing, smoothing), "Each class got the whole smoothing. Among how many is it spread?"));
    }
}
