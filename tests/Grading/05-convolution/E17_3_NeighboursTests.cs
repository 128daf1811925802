using Exercises.Stage05;
using MiniTensor;

namespace CourseKit.Grading.Stage05;

[GradedTests("17.3")]
public sealed class E17_3_NeighboursTests
{
    [Graded]
    public void Distances_of_a_few_points()
    {
        // From (0, 0) and (3, 0) to (3, 4), (1, 0) and (0, 2).
        double[] right = [25, 1, 4, 16, 4, 13];
        Tensors.ExpectNear(
            [2, 3],
            right,
            Distances(Tensor.Of([0, 0, 3, 0], [2, 2]), Tensor.Of([3, 4, 1, 0, 0, 2], [3, 2])),
            "From (0, 0) and (3, 0) to (3, 4), (1, 0), (0, 2): the squares of the distances, number",
            1e-4,
            ([25, 1, 4, 52, 16, 13], "The product was added. (a - b)^2 = a^2 - 2ab + b^2."),
            ([25, 1, 4, 25, 7, 13], "The product was taken once. How often does ab stand in (a - b)^2?"),
            ([0, 0, 0, -9, 3, 9], "|b|^2 is missing: it differs from known row to known row."),
            ([25, 1, 4, 7, -5, 4], "|a|^2 is missing. For the nearest it does not matter, but a distance it is not."),
            ([5, 1, 2, 4, 2, Math.Sqrt(13)], "Those are the distances. The order is the same; asked were the squares."));
    }

    [Graded]
    public void A_distance_to_itself_is_zero()
    {
        var rng = Draw.Rng();
        var x = Tensors.Draw(rng, [4, 5]);
        var came = Distances(x, x);
        Shape shape = [4, 4];
        Expect.True(
            came is not null && came.Shape == shape, $"From 4 rows to the same 4 rows: the shape came out {came?.Shape}, expected (4, 4).");
        double[] diagonal = [.. Enumerable.Range(0, 4).Select(i => (double)came![i, i].Item())];
        Expect.Near([0, 0, 0, 0], diagonal, "From each row to itself: the square of the distance of row", 1e-4);
    }

    [Graded]
    public void Rows_are_asked_and_columns_known()
    {
        var rng = Draw.Rng();
        var (asked, known) = (Tensors.Draw(rng, [3, 4]), Tensors.Draw(rng, [3, 4]));
        var (a, b) = (asked.Doubles(), known.Doubles());
        double Square(int i, int j) => Enumerable.Range(0, 4).Sum(x => (a[4 * i + x] - b[4 * j + x]) * (a[4 * i + x] - b[4 * j + x]));
        Tensors.ExpectNear(
            [3, 3],
            [.. Enumerable.Range(0, 9).Select(i => Square(i / 3, i % 3))],
            Distances(asked, known),
            "Three rows of four numbers by chance, asked about three others: the squares of the distances, number",
            1e-4,
            (
                [.. Enumerable.Range(0, 9).Select(i => Square(i % 3, i / 3))],
                "Asked and known are exchanged: a row of the result belongs to an asked row."));
    }

    [Graded(WhenTimeRunsOut = "One product of matrices does the work of all pairs: asked.MatMul(known.T).")]
    public void Many_pictures_at_once()
    {
        var rng = Draw.Rng();
        var (asked, known) = (Tensor.Uniform(rng, [300, 3072], 0, 1), Tensor.Uniform(rng, [1000, 3072], 0, 1));
        var came = Distances(asked, known);
        Shape shape = [300, 1000];
        Expect.True(came.Shape == shape, $"300 pictures asked, 1,000 known: the shape came out {came.Shape}, expected (300, 1000).");
        var (a, b, i, j) = (asked.Doubles(), known.Doubles(), rng.Next(300), rng.Next(1000));
        Expect.Near(
            Enumerable.Range(0, 3072).Sum(x => (a[3072 * i + x] - b[3072 * j + x]) * (a[3072 * i + x] - b[3072 * j + x])),
            came[i, j].Item(),
            $"300 pictures asked, 1,000 known: the square of the distance from {i} to {j}",
            1e-3);
    }

    [Graded]
    public void One_neighbour_is_the_nearest() => Expect.Near(
        [7, 5],
        Vote(Tensor.Of([3, 1, 2, 4, 0.5f, 9, 8, 0.25f], [2, 4]), [4, 7, 6, 5], 1),
        "Distances 3, 1, 2, 4 and 0.5, 9, 8, 0.25 to rows of the classes 4, 7, 6, 5, k = 1: the answer of row",
        1e-9,
        ([1, 3], "Those are places. Which class does the known row at that place have?"),
        ([5, 7], "Those are the farthest."),
        ([4, 4], "All of them voted. k says how many of the nearest do."),
        ([7, 7], "Both rows have the answer of the first. Where does row i begin?"));

    [Graded]
    public void The_majority_decides() => Expect.Near(
        [2],
        Vote(Tensor.Of([1, 2, 3, 4, 5, 6, 7], [1, 7]), [8, 2, 2, 8, 2, 8, 8], 5),
        "Neighbours of the classes 8, 2, 2, 8, 2, 8, 8 from near to far, k = 5: the answer of row",
        1e-9,
        ([8], "Class 8 is the nearest one, or has most of all; of the five nearest, three have class 2. How many vote?"));

    [Graded]
    public void A_tie_goes_to_the_smallest_class()
    {
        Expect.Near(
            [3],
            Vote(Tensor.Of([1, 2, 3, 4], [1, 4]), [6, 3, 3, 6], 4),
            "Neighbours of the classes 6, 3, 3, 6 from near to far, k = 4: the answer of row",
            1e-9,
            ([6], "Two votes each. The task says: then the smallest number."));
        Expect.Near(
            [1],
            Vote(Tensor.Of([1, 2, 3, 4], [1, 4]), [1, 9, 9, 1], 4),
            "Neighbours of the classes 1, 9, 9, 1, k = 4: the answer of row",
            1e-9,
            ([9], "Two votes each. The task says: then the smallest number."));
    }

    [Graded]
    public void Random_votes_agree_with_counting_each_class()
    {
        var rng = Draw.Rng();
        var (m, n, k) = (40, 30, 1 + rng.Next(8));
        int[] labels = [.. Enumerable.Range(0, n).Select(_ => rng.Next(4))];
        float[] distances = [.. Enumerable.Range(0, m).SelectMany(_ =>
        {
            int[] order = [.. Enumerable.Range(0, n)];
            rng.Shuffle<int>(order);
            return order.Select(place => place + 0.5f); // no two alike
        })];
        double[] Answers(bool keep)
        {
            var (answers, votes) = (new double[m], new int[4]);
            for (var i = 0; i < m; i++)
            {
                votes = keep ? votes : new int[4];
                for (var j = 0; j < n; j++)
                {
                    votes[labels[j]] += distances[i * n + j] < k ? 1 : 0;
                }

                answers[i] = Array.IndexOf(votes, votes.Max());
            }

            return answers;
        }

        Expect.Near(
            Answers(keep: false),
            Vote(Tensor.Of(distances, [m, n]), labels, k),
            $"{m} rows by chance, {n} known ones, k = {k}: the answer of row",
            1e-9,
            (Answers(keep: true), "Do the votes of one row count in the next? Each row has a vote of its own."));
    }

    private static Tensor Distances(Tensor asked, Tensor known) =>
        Expect.Answer(() => E17_3_Neighbours.SquaredDistances(asked, known), $"Asked {asked.Shape}, known {known.Shape}");

    private static double[] Vote(Tensor distances, int[] labels, int k) =>
        [.. (Expect.Answer(() => E17_3_Neighbours.Vote(distances, labels, k), $"Distances {distances.Shape}, k = {k}") ?? [])
            .Select(answer => (double)answer)];
}
