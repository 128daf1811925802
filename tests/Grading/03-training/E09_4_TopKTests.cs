using Exercises.Stage03;
using MiniTensor;

namespace CourseKit.Grading.Stage03;

[GradedTests("09.4")]
public sealed class E09_4_TopKTests
{
    public E09_4_TopKTests()
    {
        Expect.DoesNotCall(typeof(E09_4_TopK), typeof(MiniTensor.Training.TopKAccuracy));
        Expect.DoesNotCall(typeof(E09_4_TopK), typeof(MiniTensor.Training.Accuracy));
    }

    [Graded]
    public void The_largest_score_is_the_answer()
    {
        // The targets stand at places 0, 0, 1 and 3.
        var z = Tensor.Of([5, 1, 2, 0, 0, 7, 1, 3, 4, 6, 1, 2, 1, 5, 6, 7], [4, 4]);
        Expect.Near(
            0.5,
            E09_4_TopK.Of(z, [0, 1, 0, 0], 1),
            "Of four rows with the target at places 0, 0, 1 and 3, the part found with one guess",
            1e-9,
            (0.25, "Only the row in which the target has the smallest score was counted. Which end of the order is the first?"),
            (2, "That is how many are right. What part of the rows is it?"),
            (0, "Nothing was found. Does an int divided by an int drop the fraction? Or does the target stand before itself?"),
            (0.75, "That is the result with one guess more. Which places count when k is 1?"),
            (1, "Every row was counted. Which places count when k is 1?"));
    }

    [Graded]
    public void More_guesses_find_more()
    {
        var rng = Draw.Rng();
        var (n, classes) = (8, 6);
        var rows = Enumerable.Range(0, n).Select(_ => Order(rng, classes)).ToArray();

        // So many at each place that every mistake has a result of its own.
        int[] places = [0, 0, 1, 2, 2, 2, 3, 5];
        rng.Shuffle(places.AsSpan());
        int[] targets = [.. rows.Select((row, i) => Array.IndexOf(row, classes - 1 - places[i]))];
        var z = Tensor.Of([.. rows.SelectMany(row => row.Select(score => (float)score))], [n, classes]);
        foreach (var k in (int[])[2, 3, classes])
        {
            Expect.Near(
                places.Count(place => place < k) / (double)n,
                E09_4_TopK.Of(z, targets, k),
                $"With the targets at places {Classes.Text(places)}, the part found with {k} guesses",
                1e-9,
                (places.Count(place => place < 1) / (double)n, "That is the result with one guess. Where does k come in?"),
                (places.Count(place => place == k - 1) / (double)n, "Only those whose target is at place k - 1 were counted."),
                (places.Count(place => place <= k) / (double)n, "That is the result with one guess more. Which places count?"));
        }
    }

    [Graded]
    public void Of_equal_scores_the_smaller_class_comes_first()
    {
        Expect.Near(
            0.4,
            E09_4_TopK.Of(Tensor.Zeros([5, 3]), [0, 1, 2, 0, 2], 1),
            "With all scores equal and targets 0, 1, 2, 0, 2, the part found with one guess",
            1e-9,
            (1, "With all scores equal the answer is class 0, and not whichever is asked for. Which classes with an equal score come before the target?"),
            (0, "Not even class 0 was found. Does the target stand before itself?"));
        Expect.Near(
            0.5,
            E09_4_TopK.Of(Tensor.Of([1, 2, 2, 2, 1, 2, 2, 2], [2, 4]), [2, 3], 2),
            "With scores 1, 2, 2, 2 in two rows and targets 2 and 3, the part found with two guesses");
    }

    /// <summary>The numbers 0 to count - 1 in an order by chance.</summary>
    private static int[] Order(Rng rng, int count)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        rng.Shuffle<int>(order);
        return order;
    }
}
