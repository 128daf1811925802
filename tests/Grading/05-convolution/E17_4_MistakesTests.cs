using Exercises.Stage05;
using MiniTensor;

namespace CourseKit.Grading.Stage05;

[GradedTests("17.4")]
public sealed class E17_4_MistakesTests
{
    [Graded]
    public void Each_class_has_an_accuracy_of_its_own() => Expect.Near(
        [0.75, 0.5, 1],
        PerClass(Answers([0, 0, 0, 1, 1, 2, 2], 3), [0, 0, 0, 0, 1, 1, 2]),
        "Classes 0, 0, 0, 0, 1, 1, 2 answered with 0, 0, 0, 1, 1, 2, 2: the right part of class",
        1e-9,
        (
            [1, 0.5, 0.5],
            "That is the precision: of the pictures answered so, how many are it. Of the pictures of a class, how many were found?"),
        ([3 / 7.0, 1 / 7.0, 1 / 7.0], "Those are parts of all pictures. Divide by the pictures of the class."),
        ([3, 1, 1], "Those are counts. What part of the class is it?"),
        ([0, 0, 1], "An int divided by an int drops the fraction."),
        ([5 / 7.0, 5 / 7.0, 5 / 7.0], "That is the accuracy of everything, three times."));

    [Graded]
    public void A_class_without_pictures_has_no_accuracy() => Expect.Near(
        [1, double.NaN],
        PerClass(Answers([0, 0], 2), [0, 0]),
        "Two pictures of class 0, none of class 1: the right part of class",
        1e-9,
        ([1, 0], "Nobody has seen a picture of class 1. 0 would say that all of them were missed."));

    [Graded]
    public void Both_directions_count()
    {
        // 100 pictures of each. 1 is taken for 2 20 times, never the other way round; 0 and 2 for one another 15 and 12 times.
        int[,] confusion = { { 85, 0, 15 }, { 0, 80, 20 }, { 12, 0, 88 } };
        Expect.Equal(
            (0, 2),
            Confused(confusion),
            "100 pictures of each class; 1 taken for 2: 20; 0 taken for 2: 15; 2 taken for 0: 12. The pair",
            Confused(confusion) switch
            {
                (0, 1) => "0 and 1 are never confused: the first pair won. Are all shares 0? An int divided by an int drops the fraction.",
                (1, 2) or (2, 1) => "20 is the largest place, but 0 and 2 are taken for one another 27 times. Add up both directions.",
                (2, 0) => "The right pair. The smaller number comes first.",
                (2, 2) or (1, 1) or (0, 0) => "That is the diagonal: pictures answered rightly.",
                _ => null,
            });
    }

    [Graded]
    public void Large_classes_do_not_win_by_their_size()
    {
        // Of 2,000 pictures of classes 0 and 1, 100 are confused: 5%. Of 200 of classes 2 and 3, 40: 20%.
        int[,] confusion = { { 950, 50, 0, 0 }, { 50, 950, 0, 0 }, { 0, 0, 80, 20 }, { 0, 0, 20, 80 } };
        Expect.Equal(
            (2, 3),
            Confused(confusion),
            "Of 2,000 pictures of the classes 0 and 1 100 are confused, of 200 of the classes 2 and 3 40. The pair",
            "Classes 0 and 1 have more mistakes only because they have more pictures. Divide by the pictures of both.");
    }

    [Graded]
    public void The_share_is_of_what_the_pictures_are()
    {
        // The answer is often 0: its column is long, though there are as many pictures of it as of the others.
        int[,] confusion = { { 100, 0, 0, 0 }, { 60, 40, 0, 0 }, { 70, 0, 30, 0 }, { 0, 0, 60, 40 } };
        Expect.Equal(
            (0, 2),
            Confused(confusion),
            "100 pictures of each class; 1 taken for 0: 60; 2 taken for 0: 70; 3 taken for 2: 60. The pair",
            "Pictures of a class are its row. Was it divided by the columns?");
    }

    [Graded]
    public void The_worst_mistake_has_the_highest_loss()
    {
        // Right class 0 each time. Losses: 0: log(1 + e^3), 1: log(1 + e^1), 2: right, 3: log(1 + e^5).
        var scores = Tensor.Of([-1, 2, 0, 1, 2, 0, -2, 3], [4, 2]);
        Expect.Near(
            [3, 0, 1],
            Worst(scores, [0, 0, 0, 0], 3),
            "Class 0 each time, scores (-1, 2), (0, 1), (2, 0), (-2, 3): the three worst, number",
            1e-9,
            ([1, 0, 3], "The mildest came first: the loss is that of the right class, and the highest comes first."),
            ([0, 1, 3], "Those are the wrong ones in the order of the data."),
            ([3, 0, 2], "Those are the surest answers; picture 2 is right. Which ones are mistakes?"));
    }

    [Graded]
    public void Right_answers_are_no_mistakes()
    {
        var came = Worst(Tensor.Of([0.1f, 0, 0, 1, 3, 0], [3, 2]), [0, 0, 0], 3);
        Expect.True(
            came.Length == 1,
            $"Scores (0.1, 0), (0, 1), (3, 0), class 0 each time, three asked for: {came.Length} came, expected 1. "
            + "Pictures 0 and 2 are right. There may be fewer mistakes than are asked for.");
        Expect.Near([1], came, "Scores (0.1, 0), (0, 1), (3, 0), class 0 each time: number");
    }

    [Graded]
    public void The_loss_looks_at_all_scores()
    {
        // Right class 0. Picture 0: (4, 5, -9): p = 1 / (1 + e), loss 1.31. Picture 1: (-6, -5.9, -6): loss 1.13.
        // Picture 2: (1, 2, 2): loss 1.86.
        var scores = Tensor.Of([4, 5, -9, -6, -5.9f, -6, 1, 2, 2], [3, 3]);
        Expect.Near(
            [2, 0, 1],
            Worst(scores, [0, 0, 0], 3),
            "Class 0 each time, scores (4, 5, -9), (-6, -5.9, -6), (1, 2, 2): from the worst to the mildest, number",
            1e-9,
            (
                [1, 2, 0],
                "That is the order of the right class's score. A score says something only beside the other scores: take log-softmax."),
            ([0, 2, 1], "That is the order of the margin, or of how sure the answer is. The loss asks how probable the right class is."));
    }

    [Graded]
    public void Random_scores_agree_with_a_naive_search()
    {
        var rng = Draw.Rng();
        var (n, classes) = (30, 4);
        var scores = Tensor.Uniform(rng, [n, classes], -3, 3);
        int[] labels = [.. Enumerable.Range(0, n).Select(_ => rng.Next(classes))];
        var rows = scores.Doubles().Chunk(classes).ToArray();
        double Loss(int i) => Math.Log(rows[i].Sum(Math.Exp)) - rows[i][labels[i]];
        int[] wrong = [.. Enumerable.Range(0, n).Where(i => rows[i].Max() > rows[i][labels[i]])];
        var worst = Worst(scores, labels, 5);
        Expect.True(worst.Length == 5, $"{worst.Length} mistakes came, where the five worst were asked for: {n} pictures of {classes} classes by chance.");
        Expect.Near(
            [.. wrong.OrderByDescending(Loss).Take(5).Select(i => (double)i)],
            worst,
            $"{n} pictures of {classes} classes by chance, the five worst mistakes: number");
        Expect.Near(
            [.. Enumerable.Range(0, classes).Select(c => 1 - wrong.Count(i => labels[i] == c) / (double)labels.Count(label => label == c))],
            PerClass(scores, labels),
            "And the right part of class");
    }

    private static double[] PerClass(Tensor scores, int[] labels) =>
        Expect.Answer(() => E17_4_Mistakes.PerClass(scores, labels), $"{labels.Length} pictures");

    private static (int A, int B) Confused(int[,] confusion) =>
        Expect.Answer(() => E17_4_Mistakes.MostConfused(confusion), $"{confusion.GetLength(0)} classes");

    private static double[] Worst(Tensor scores, int[] labels, int count) =>
        [.. (Expect.Answer(() => E17_4_Mistakes.Worst(scores, labels, count), $"{labels.Length} pictures, {count} asked for") ?? [])
            .Select(i => (double)i)];

    // Scores whose highest is the answer.
    private static Tensor Answers(int[] answers, int classes)
    {
        var scores = answers.SelectMany(answer => Enumerable.Range(0, classes).Select(c => c == answer ? 2f : 0.5f));
        return Tensor.Of([.. scores], [answers.Length, classes]);
    }
}
