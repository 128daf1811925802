using Exercises.Stage03;

namespace CourseKit.Grading.Stage03;

[GradedTests("10.3")]
public sealed class E10_3_ConfusionTests
{
    // Of class 0 five examples, three of them found; of class 1 four, two found; of class 2 one, found; and of class 3 none, but taken for once.
    private readonly int[,] _matrix = { { 3, 1, 0, 1 }, { 0, 2, 2, 0 }, { 0, 0, 1, 0 }, { 0, 0, 0, 0 } };

    public E10_3_ConfusionTests() => Expect.DoesNotCall(typeof(E10_3_Confusion), typeof(MiniTensor.Training.ConfusionMatrix));

    [Graded]
    public void Each_example_counts_in_the_row_of_its_class()
    {
        var came = E10_3_Confusion.Count([0, 0, 1, 2, 2, 2], [0, 1, 1, 0, 0, 2], 3);
        Expect.Equal("(3, 3)", $"({came.GetLength(0)}, {came.GetLength(1)})", "The shape of the matrix of three classes");
        Expect.Near(
            [1, 1, 0, 0, 1, 0, 2, 0, 1],
            Flat(came),
            "Of classes [0, 0, 1, 2, 2, 2] taken for [0, 1, 1, 0, 0, 2]: the matrix, row after row",
            1e-9,
            ([1, 0, 2, 1, 1, 0, 0, 0, 1], "Rows and columns are exchanged. Which of the two is the class that it is?"),
            ([1, 1, 0, 0, 1, 0, 1, 0, 1], "Class 2 was taken for 0 twice. Is the second one counted?"),
            ([1, 0, 0, 0, 1, 0, 0, 0, 1], "Only the right ones were counted."));
    }

    [Graded]
    public void Precision_asks_what_was_taken_for_the_class() => Expect.Near(
        2 / 3.0,
        E10_3_Confusion.Precision(_matrix, 1),
        "Of class 1, two of four were found, and one of another was taken for it. Its precision",
        1e-9,
        (0.5, "That is the recall. Does precision go along the row, or down the column?"),
        (0, "An int divided by an int drops the fraction."),
        (0.2, "That is a share of all examples. What stands below the line?"));

    [Graded]
    public void Recall_asks_what_was_found() => Expect.Near(
        0.6,
        E10_3_Confusion.Recall(_matrix, 0),
        "Of class 0, three of five were found, and none of another was taken for it. Its recall",
        1e-9,
        (1, "That is the precision. Does recall go along the row, or down the column?"),
        (0, "An int divided by an int drops the fraction."),
        (0.3, "That is a share of all examples. What stands below the line?"));

    [Graded]
    public void F1_is_small_when_one_of_both_is() => Expect.Near(
        0.5,
        E10_3_Confusion.F1(_matrix, 2),
        "Class 2 has a precision of 1/3 and a recall of 1. Its F1",
        1e-9,
        (2 / 3.0, "That is the mean of both. Two numbers that divide have another kind of mean."),
        (0.25, "That is half of it: tp / (2 tp + fp + fn)."),
        (1 / 3.0, "That is tp / (tp + fp + fn). How often does tp count?"),
        (0, "An int divided by an int drops the fraction."));

    [Graded]
    public void Nothing_below_the_line_gives_nothing()
    {
        const string Nan = "0 / 0 is NaN, and one NaN makes every mean of it NaN.";
        Expect.Near(0, E10_3_Confusion.Recall(_matrix, 3), "Class 3 has no example. Its recall", 1e-9, (double.NaN, Nan));
        Expect.Near(0, E10_3_Confusion.Precision(new int[2, 2], 1), "Nothing was taken for class 1. Its precision", 1e-9, (double.NaN, Nan));
        Expect.Near(0, E10_3_Confusion.F1(new int[2, 2], 1), "Class 1 neither occurs nor was anything taken for it. Its F1", 1e-9, (double.NaN, Nan));
    }

    [Graded]
    public void The_macro_mean_weighs_all_classes_alike()
    {
        var f1 = new[] { 6 / 8.0, 4 / 7.0, 0.5, 0 };
        Expect.Near(
            f1.Average(),
            E10_3_Confusion.MacroF1(_matrix),
            "The classes have F1 3/4, 4/7, 1/2 and 0. The macro mean",
            1e-9,
            (0.6, "That is the accuracy: the part of all examples that were found. A mean over the classes counts each class once."),
            ((5 * f1[0] + 4 * f1[1] + f1[2]) / 10, "Each class was weighted by its examples. In the macro mean a rare class weighs as much as a common one."),
            (f1.Sum(), "That is the sum."),
            (f1.Sum() / 3, "The class without examples was left out, though one was taken for it."));
    }

    [Graded]
    public void Counts_by_chance_agree_with_counting_one_class_at_a_time()
    {
        var rng = Draw.Rng();
        var (n, classes) = (40, 3 + rng.Next(3));
        var (actual, predicted) = (Classes.Targets(rng, n, classes), Classes.Targets(rng, n, classes));
        var matrix = E10_3_Confusion.Count(actual, predicted, classes);
        double[] f1 =
        [
            .. Enumerable.Range(0, classes).Select(c =>
            {
                var found = actual.Zip(predicted).Count(pair => pair.First == c && pair.Second == c);
                var there = actual.Count(a => a == c) + predicted.Count(p => p == c);
                return there == 0 ? 0 : 2.0 * found / there;
            }),
        ];
        Expect.Near(f1, [.. Enumerable.Range(0, classes).Select(c => E10_3_Confusion.F1(matrix, c))], $"F1 of {n} examples by chance: F1");
        Expect.Near(f1.Average(), E10_3_Confusion.MacroF1(matrix), "Their macro mean");
    }

    private static double[] Flat(int[,] matrix) => [.. matrix.Cast<int>().Select(count => (double)count)];
}
