using Exercises.Stage01;
using Micrograd;

namespace CourseKit.Grading.Stage01;

[GradedTests("04.1")]
public sealed class E04_1_CrossEntropyTests
{
    private const string Overflow =
        "NaN is what infinity / infinity gives: e^1000 is too large for a double. "
        + "What can be subtracted from every logit without changing the probabilities?";

    [Graded]
    public void Equal_logits_share_equally()
    {
        var rng = Draw.Rng();
        var n = 2 + rng.Next(5);
        var logit = rng.Uniform(0.5, 2);
        var logits = Enumerable.Repeat(logit, n).ToArray();
        Expect.Near(
            [.. logits.Select(_ => 1.0 / n)],
            Softmax(logits),
            $"softmax of {n} equal logits: p",
            1e-9,
            ([.. logits.Select(Math.Exp)], "Those are the powers of e. What are they divided by, to be 1 together?"),
            ([.. logits.Select(_ => 1.0)], "Those are the powers of e. What are they divided by, to be 1 together?"));
    }

    [Graded]
    public void Higher_logits_get_larger_shares()
    {
        var logits = Logits(Draw.Rng(), 4);
        var powers = logits.Select(Math.Exp).ToArray();
        Expect.Near(
            Probabilities(logits),
            Softmax(logits),
            $"softmax of [{string.Join(", ", logits.Select(logit => $"{logit:F3}"))}]: p",
            1e-9,
            (
                [.. logits.Select(logit => logit / logits.Sum())],
                "Those are shares of the logits. What makes every logit a number above 0 first?"),
            (
                [.. powers.Select(power => power / powers.Max())],
                "They are divided by the largest power. Which number makes them 1 together?"));
    }

    [Graded]
    public void Large_logits_do_not_overflow()
    {
        foreach (var logits in new double[][] { [1000, 999, 997], [-1000, -999, -997] })
        {
            Expect.Near(
                Probabilities([.. logits.Select(logit => logit - logits[0])]),
                Softmax(logits),
                $"softmax of [{string.Join(", ", logits)}]: p",
                1e-9,
                ([double.NaN, double.NaN, double.NaN], logits[0] > 0
                    ? Overflow
                    : "0 / 0 is NaN, and e^-1000 is too small for a double. Is the largest logit subtracted?"));
        }
    }

    [Graded]
    public void Backward_goes_through_every_power()
    {
        var rng = Draw.Rng();
        var numbers = Logits(rng, 3);
        var logits = Graph.Leaves(numbers);
        var sum = numbers.Sum(Math.Exp);
        Graph.ExpectSlopes(
            E04_1_CrossEntropy.Softmax(logits)[0],
            at => Probabilities(at)[0],
            [.. Graph.Named("logits", logits)],
            "softmax(logits)[0]",
            (
                at => Math.Exp(at[0]) / sum,
                "The sum below the fraction depends on the logits too. Is it a Value, or was it made from .Data?"));
    }

    [Graded]
    public void The_loss_of_a_blind_guess_is_ln_n()
    {
        Expect.Near(
            Math.Log(27),
            Loss(new double[27], Draw.Rng().Next(27)),
            "The loss of 27 equal logits (ln 27)",
            1e-9,
            (-Math.Log(27), "The logarithm of a probability is below 0. Which sign makes a loss of it?"),
            (1.0 / 27, "That is the probability. Where is the logarithm?"),
            (1 - 1.0 / 27, "That is 1 - p; where is the logarithm?"),
            (
                double.PositiveInfinity,
                "That is the logarithm of the logit, 0. What turns logits into probabilities?"),
            (Math.Log2(27), "That is the logarithm to base 2. Log() of Value is the natural one, to base e."));
    }

    [Graded]
    public void The_loss_looks_at_the_target()
    {
        var rng = Draw.Rng();
        var logits = Logits(rng, 5);
        var target = rng.Next(5);
        var logs = Probabilities(logits).Select(p => Math.Log(p)).ToArray();
        Expect.Near(
            -logs[target],
            Loss(logits, target),
            $"The loss of five logits with target {target}",
            1e-9,
            (
                -Math.Log(Math.Abs(logits[target])),
                "That is the logarithm of the logit. What turns logits into probabilities?"),
            (-logs.Average(), "That is the mean over all letters. Only the target's probability counts."),
            (-logs.Sum(), "That is the sum over all letters. Only the target's probability counts."),
            (-logs.Max(), "That looks at the largest probability. Which one does target name?"));
    }

    [Graded]
    public void The_gradient_is_probability_minus_truth()
    {
        var rng = Draw.Rng();
        var logits = Graph.Leaves(Logits(rng, 4));
        var target = rng.Next(4);
        Graph.ExpectSlopes(
            E04_1_CrossEntropy.Loss(logits, target),
            at => -Math.Log(Probabilities(at)[target]),
            [.. Graph.Named("logits", logits)],
            "loss");
    }

    private static double[] Logits(MiniTensor.Rng rng, int count) =>
        [.. Enumerable.Range(0, count).Select(i => i + rng.Uniform(0.2, 0.8))];

    private static double[] Probabilities(IReadOnlyList<double> logits) =>
        [.. logits.Select(logit => Math.Exp(logit) / logits.Sum(Math.Exp))];

    private static double[] Softmax(double[] logits) =>
        Graph.Numbers(E04_1_CrossEntropy.Softmax(Graph.Leaves(logits)), "softmax");

    private static double Loss(double[] logits, int target) =>
        Graph.Number(E04_1_CrossEntropy.Loss(Graph.Leaves(logits), target), "The loss");
}
