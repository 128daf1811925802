using Exercises.Stage03;

namespace CourseKit.Grading.Stage03;

[GradedTests("10.4")]
public sealed class E10_4_EarlyStoppingTests
{
    [Graded]
    public void A_loss_that_falls_goes_on_to_the_end() => Check(
        [1, 0.8, 0.7, 0.65],
        2,
        0,
        (4, 4),
        ((3, 3), "Epochs are counted from 1."),
        ((4, 3), "Epochs are counted from 1."),
        ((4, 1), "Which epoch had the lowest loss?"));

    [Graded]
    public void Patience_runs_out_after_so_many_epochs()
    {
        Check(
            [1, 0.5, 0.6, 0.7, 0.8, 0.9],
            3,
            0,
            (5, 2),
            ((4, 2), "It ended an epoch early: after how many without an improvement?"),
            ((6, 2), "It ended an epoch late: after how many without an improvement?"),
            ((5, 5), "The weights of the last epoch were kept. Which are better?"));
        Check([1, 2], 1, 0, (2, 1));
    }

    [Graded]
    public void An_improvement_gives_the_patience_back() => Check(
        [1, 1.1, 0.9, 1.2, 0.8, 0.9, 1],
        2,
        0,
        (7, 5),
        ((4, 3), "Epochs without an improvement count when they stand in a row. What happens to the count after an improvement?"));

    [Graded]
    public void It_is_compared_with_the_best_and_not_with_the_last() => Check(
        [1, 0.5, 0.9, 0.8, 0.7, 0.6],
        2,
        0,
        (4, 2),
        ((6, 6), "0.8 is below 0.9 and above the best so far. With which one is it compared?"),
        ((6, 2), "0.8 is below 0.9 and above the best so far. With which one is it compared?"));

    [Graded]
    public void What_comes_after_the_end_is_never_seen() => Check(
        [1, 0.6, 0.7, 0.8, 0.1, 0.1],
        2,
        0,
        (4, 2),
        ((4, 5), "Training ended after epoch 4: nobody knows of the 0.1."),
        ((6, 5), "Training should have ended after epoch 4."));

    [Graded]
    public void An_improvement_must_be_large_enough()
    {
        Check(
            [1, 1, 1, 0.5],
            2,
            0,
            (3, 1),
            ((4, 4), "The same loss again is no improvement."));
        Check(
            [1, 0.75, 0.7, 0.65, 0.6],
            3,
            0.125,
            (5, 5),
            ((5, 2), "0.6 is below the best, 0.75, by more than 0.125, and an improvement. With which one is it compared?"));
        Check(
            [1, 0.98, 0.97, 0.96],
            3,
            0.125,
            (4, 1),
            ((4, 4), "None of them is below 1 by more than 0.125. Where does the smallest change come in?"));
    }

    [Graded]
    public void A_loss_that_is_not_a_number_is_no_improvement() => Check(
        [1, double.NaN, double.NaN, 0.5],
        2,
        0,
        (3, 1),
        ((4, 4), "NaN compared with anything is false. What does your comparison make of it?"),
        ((3, 3), "NaN was taken for the best."),
        ((4, 2), "NaN was taken for the best, and then nothing is below it."));

    private static void Check(
        double[] losses, int patience, double minimumChange, (int Last, int Best) expected, params ((int Last, int Best) Value, string Says)[] knownMistakes)
    {
        var came = E10_4_EarlyStopping.Of([.. losses], patience, minimumChange);
        Expect.Equal(
            expected,
            came,
            $"Losses {Classes.Text(losses)}, a patience of {patience}{(minimumChange > 0 ? FormattableString.Invariant($", at least {minimumChange} better") : "")}: (last, best)",
            knownMistakes.FirstOrDefault(mistake => mistake.Value == came).Says);
    }
}
