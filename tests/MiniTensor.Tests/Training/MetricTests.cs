using MiniTensor.Training;
using Xunit;

namespace MiniTensor.Tests.Training;

public sealed class MetricTests
{
    // scikit-learn's own example (sklearn.metrics.precision_score and f1_score, 1.5): true 0 1 2 0 1 2, predicted 0 2 1 0 0 1.
    private static readonly int[] s_actual = [0, 1, 2, 0, 1, 2];
    private static readonly int[] s_predicted = [0, 2, 1, 0, 0, 1];

    [Theory]
    [InlineData(Average.Micro, 0.33, 0.33, 0.33)]
    [InlineData(Average.Macro, 0.22, 0.33, 0.27)]
    [InlineData(Average.Weighted, 0.22, 0.33, 0.27)]
    public void Averages_are_those_that_scikit_learn_publishes(Average average, double precision, double recall, double f1)
    {
        var matrix = Matrix(3, s_actual, s_predicted);
        Assert.Equal(precision, matrix.Precision(average), 0.005);
        Assert.Equal(recall, matrix.Recall(average), 0.005);
        Assert.Equal(f1, matrix.F1(average), 0.005);
    }

    [Fact]
    public void Scores_of_classes_follow_from_the_counts()
    {
        // Class 0 is common and well known, 1 rare, 2 neither occurs nor is predicted, 3 is only predicted.
        var matrix = Matrix(4, [0, 0, 0, 0, 0, 0, 1, 1], [0, 0, 0, 0, 1, 3, 1, 0]);
        Assert.Equal((4, 1, 1, 0), (matrix[0, 0], matrix[0, 1], matrix[0, 3], matrix[2, 2]));
        Assert.Equal(4 / 5.0, matrix.Precision(0), 12);
        Assert.Equal(4 / 6.0, matrix.Recall(0), 12);
        Assert.Equal(2 * 4 / (5 + 6.0), matrix.F1(0), 12);
        Assert.Equal(0, matrix.F1(2));
        Assert.Equal((4 / 5.0 + 1 / 2.0 + 0) / 3, matrix.Precision(Average.Macro), 12);
        Assert.Equal((6 * (4 / 6.0) + 2 * (1 / 2.0)) / 8, matrix.Recall(Average.Weighted), 12);
        Assert.Equal(5 / 8.0, matrix.F1(Average.Micro), 12);
        Assert.Equal(5 / 8.0, matrix.Accuracy, 12);
        Assert.Equal(8, matrix.Count);
    }

    [Fact]
    public void Scores_add_up_over_batches_and_leave_out_targets_below_0()
    {
        var rng = new Rng(1);
        Metric[] metrics = [new Accuracy(), new TopKAccuracy(2), new Perplexity(), new ConfusionMatrix(4), new Precision(4), new Recall(4, Average.Weighted), new F1Score(4)];
        var scores = Tensor.Normal(rng, [30, 4]);
        var targets = Enumerable.Range(0, 30).Select(_ => rng.Next(4)).ToArray();
        foreach (var metric in metrics)
        {
            Assert.True(double.IsNaN(metric.Value), metric.Name);
            metric.Add(scores, targets);
            var whole = metric.Value;
            Assert.InRange(whole, 0, 100);

            metric.Reset();
            Assert.True(double.IsNaN(metric.Value), metric.Name);
            metric.Add(scores[..7], targets.AsSpan(..7));
            metric.Add(scores[7..], targets.AsSpan(7..));
            Assert.Equal(whole, metric.Value, 1e-5);

            int[] left = [-100, -100, .. targets[2..]];
            metric.Reset();
            metric.Add(scores, left);
            var without = metric.Value;
            metric.Reset();
            metric.Add(scores[2..], targets.AsSpan(2..));
            Assert.Equal(metric.Value, without, 1e-5);
        }
    }

    [Fact]
    public void Accuracies_and_perplexity_are_those_of_plain_loops()
    {
        var rng = new Rng(2);
        var (n, c, d) = (9, 5, 3);
        var scores = Tensor.Normal(rng, [n, c, d]);
        var targets = Enumerable.Range(0, n * d).Select(_ => rng.Next(c)).ToArray();
        var numbers = scores.ToArray();
        var (first, second, surprise) = (0, 0, 0.0);
        for (var row = 0; row < n * d; row++)
        {
            var mine = Enumerable.Range(0, c).Select(k => (double)numbers[(row / d * c + k) * d + row % d]).ToList();
            var better = mine.Count(score => score > mine[targets[row]]);
            first += better < 1 ? 1 : 0;
            second += better < 2 ? 1 : 0;
            surprise += Math.Log(mine.Sum(Math.Exp)) - mine[targets[row]];
        }

        Assert.Equal(first / (double)(n * d), Value(new Accuracy(), scores, targets), 12);
        Assert.Equal(first / (double)(n * d), Value(new TopKAccuracy(1), scores, targets), 12);
        Assert.Equal(second / (double)(n * d), Value(new TopKAccuracy(2), scores, targets), 12);
        Assert.Equal(Math.Exp(surprise / (n * d)), Value(new Perplexity(), scores, targets), 1e-4);
        Assert.Equal("top2_accuracy", new TopKAccuracy(2).Name);
    }

    [Fact]
    public void A_tie_goes_to_the_class_with_the_smaller_number_as_in_ArgMax()
    {
        var scores = Tensor.Of([1, 1, 0], [1, 3]);
        Assert.Equal(1, Value(new TopKAccuracy(1), scores, [0]));
        Assert.Equal(0, Value(new TopKAccuracy(1), scores, [1]));
        Assert.Equal(0, Value(new TopKAccuracy(2), Tensor.Of([1, 1, float.NaN], [1, 3]), [2]));
    }

    [Fact]
    public void A_state_that_was_restored_goes_on_counting()
    {
        Metric[] saved = [new Accuracy(), new Perplexity(), new ConfusionMatrix(3), new F1Score(3)];
        Metric[] restored = [new Accuracy(), new Perplexity(), new ConfusionMatrix(3), new F1Score(3)];
        var scores = Tensor.Normal(new Rng(3), [8, 3]);
        foreach (var (old, fresh) in saved.Zip(restored))
        {
            old.Add(scores, [0, 1, 2, 0, 1, 2, 0, 1]);
            fresh.RestoreTexts(old.StateTexts.ToDictionary());
            Assert.Equal(old.Value, fresh.Value);
            old.Add(scores, [2, 1, 0, 2, 1, 0, 2, 1]);
            fresh.Add(scores, [2, 1, 0, 2, 1, 0, 2, 1]);
            Assert.Equal(old.Value, fresh.Value);
        }

        Assert.Throws<FormatException>(() => new ConfusionMatrix(4).RestoreTexts(saved[2].StateTexts.ToDictionary()));
    }

    [Fact]
    public void The_matrix_prints_a_row_for_each_class() =>
        Assert.Equal("       0  1  2\n    0  2  0  0\n    1  1  0  1\n    2  0  2  0", Matrix(3, s_actual, s_predicted).ToString());

    [Fact]
    public void What_does_not_fit_is_named()
    {
        var wrong = Assert.Throws<ShapeException>(() => new Accuracy().Add(Tensor.Zeros([4, 3]), [0, 1, 2]));
        Assert.Equal("accuracy: needs scores (N, C) or (N, C, d...) and a target for each row; got (4, 3) and 3 targets", wrong.Message);
        var outside = Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(2).Add(2, 0));
        Assert.Contains("classes 0 to 1; got an example of class 2, predicted as 0", outside.Message, StringComparison.Ordinal);
    }

    private static double Value(Metric metric, Tensor scores, int[] targets)
    {
        metric.Add(scores, targets);
        return metric.Value;
    }

    private static ConfusionMatrix Matrix(int classes, int[] actual, int[] predicted)
    {
        var matrix = new ConfusionMatrix(classes);
        foreach (var (a, p) in actual.Zip(predicted))
        {
            matrix.Add(a, p);
        }

        return matrix;
    }
}
