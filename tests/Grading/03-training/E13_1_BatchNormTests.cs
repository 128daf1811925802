using Exercises.Stage03;
using MiniTensor;

namespace CourseKit.Grading.Stage03;

[GradedTests("13.1")]
public sealed class E13_1_BatchNormTests
{
    private const double Eps = 1e-5;

    public E13_1_BatchNormTests() => Expect.DoesNotCall(typeof(E13_1_BatchNorm), typeof(Functional));

    [Graded]
    public void Training_normalises_each_column()
    {
        var x = Norms.Spread(Draw.Rng(), 5, 3);
        var numbers = x.Doubles();
        var (mean, variance) = Norms.Statistics(numbers, 3);
        var transposed = Norms.Transposed(numbers, 3);
        var (rowMean, rowVariance) = Norms.Statistics(Norms.Transposed(numbers, 3), 5);
        Tensors.ExpectNear(
            [5, 3],
            Norms.Normalised(numbers, mean, variance, Eps),
            E13_1_BatchNorm.Of(x, Tensor.Ones([3]), Tensor.Zeros([3]), Tensor.Zeros([3]), Tensor.Ones([3]), training: true),
            "A batch of 5 rows and 3 columns, gamma = 1, beta = 0, in training: y",
            1e-4,
            (Norms.Normalised(numbers, mean, Norms.Statistics(numbers, 3, less: 1).Variance, Eps), "The variance was divided by n - 1. For the batch itself it is divided by n."),
            (Norms.Transposed(Norms.Normalised(transposed, rowMean, rowVariance, Eps), 5), "Those are the rows, normalised. Along which axis does a neuron have its n sums?"),
            (Norms.Normalised(numbers, mean, [.. variance.Select(v => v * v)], Eps), "It was divided by the variance. Where is the root?"),
            (Norms.Normalised(numbers, [0, 0, 0], variance, Eps), "Is the mean subtracted?"),
            (Norms.Normalised(numbers, [0, 0, 0], [1, 1, 1], Eps), "That was normalised by the running statistics. Which ones count in training?"));
    }

    [Graded]
    public void Gamma_and_beta_set_deviation_and_mean()
    {
        var rng = Draw.Rng();
        var (x, gamma, beta) = (Norms.Spread(rng, 4, 2), Tensors.Draw(rng, [2]), Tensors.Draw(rng, [2]));
        var (g, b, numbers) = (gamma.Doubles(), beta.Doubles(), x.Doubles());
        var (mean, variance) = Norms.Statistics(numbers, 2);
        var hat = Norms.Normalised(numbers, mean, variance, Eps);
        Tensors.ExpectNear(
            [4, 2],
            [.. hat.Select((value, i) => g[i % 2] * value + b[i % 2])],
            E13_1_BatchNorm.Of(x, gamma, beta, Tensor.Zeros([2]), Tensor.Ones([2]), training: true),
            "A batch with gamma and beta: y",
            1e-4,
            (hat, "Where do gamma and beta come in?"),
            ([.. hat.Select((value, i) => g[i % 2] * (value + b[i % 2]))], "beta was multiplied by gamma. Which of them comes last?"),
            ([.. hat.Select((value, i) => g[i % 2] * value)], "Where does beta come in?"));
    }

    [Graded]
    public void A_column_of_equal_numbers_gives_beta()
    {
        Tensors.ExpectNear(
            [3, 1],
            [0.5, 0.5, 0.5],
            E13_1_BatchNorm.Of(Tensor.Of([3, 3, 3], [3, 1]), Tensor.Of([2]), Tensor.Of([0.5f]), Tensor.Zeros([1]), Tensor.Ones([1]), training: true),
            "A column of 3, 3, 3 with gamma = 2 and beta = 0.5: y",
            1e-4,
            ([double.NaN, double.NaN, double.NaN], "0 / 0 is not a number. What keeps the division finite?"));
    }

    [Graded]
    public void Eps_is_added_to_the_variance()
    {
        Tensors.ExpectNear(
            [2, 1],
            [-0.8, 0.8],
            E13_1_BatchNorm.Of(Tensor.Of([2, 10], [2, 1]), Tensor.Ones([1]), Tensor.Zeros([1]), Tensor.Zeros([1]), Tensor.Ones([1]), training: true, eps: 9),
            "A column of 2, 10 with eps = 9: y",
            1e-4,
            ([-4 / 13.0, 4 / 13.0], "It was added to the root. Is eps inside of it?"),
            ([-1, 1], "Is the eps that was given used?"));
    }

    [Graded]
    public void Training_moves_the_running_statistics()
    {
        var x = Norms.Spread(Draw.Rng(), 4, 2);
        var numbers = x.Doubles();
        var (mean, variance) = (Tensor.Of([10, -20]), Tensor.Of([3, 40]));
        double[] oldMean = [10, -20], oldVariance = [3, 40];
        E13_1_BatchNorm.Of(x, Tensor.Ones([2]), Tensor.Zeros([2]), mean, variance, training: true, momentum: 0.3);
        var (newMean, newVariance) = (Norms.Statistics(numbers, 2).Mean, Norms.Statistics(numbers, 2, less: 1).Variance);
        ExpectMoved(oldMean, newMean, mean, "The running means after one batch with momentum 0.3");
        ExpectMoved(
            oldVariance,
            newVariance,
            variance,
            "The running variances after one batch with momentum 0.3",
            (Mixed(oldVariance, Norms.Statistics(numbers, 2).Variance, 0.3), "The batch's variance was divided by n; it is divided by n - 1 here, as a guess of the true one."));
    }

    [Graded]
    public void In_use_the_running_statistics_decide()
    {
        var x = Norms.Spread(Draw.Rng(), 4, 2);
        var numbers = x.Doubles();
        var (mean, variance) = Norms.Statistics(numbers, 2);
        Tensors.ExpectNear(
            [4, 2],
            Norms.Normalised(numbers, [1, -2], [4, 9], Eps),
            E13_1_BatchNorm.Of(x, Tensor.Ones([2]), Tensor.Zeros([2]), Tensor.Of([1, -2]), Tensor.Of([4, 9]), training: false),
            "A batch in use, with running means 1, -2 and variances 4, 9: y",
            1e-4,
            (Norms.Normalised(numbers, mean, variance, Eps), "Those are the batch's own statistics. Which ones does training: false ask for?"));
        Tensors.ExpectNear(
            [1, 2],
            [1, 0],
            E13_1_BatchNorm.Of(Tensor.Of([3, -2], [1, 2]), Tensor.Ones([2]), Tensor.Zeros([2]), Tensor.Of([1, -2]), Tensor.Of([4, 9]), training: false),
            "A single row, 3, -2, in use, with running means 1, -2 and variances 4, 9: y");
    }

    [Graded]
    public void In_use_nothing_is_written()
    {
        var (mean, variance) = (Tensor.Of([1, -2]), Tensor.Of([4, 9]));
        E13_1_BatchNorm.Of(Norms.Spread(Draw.Rng(), 4, 2), Tensor.Ones([2]), Tensor.Zeros([2]), mean, variance, training: false);
        Expect.True(mean.ToArray() is [1, -2] && variance.ToArray() is [4, 9], "A running statistic was changed in use. When does the diary get an entry?");
    }

    [Graded]
    public void Many_batches_lead_to_the_true_statistics()
    {
        var rng = Draw.Rng();
        var (mean, variance) = (Tensor.Zeros([1]), Tensor.Ones([1]));
        for (var batch = 0; batch < 400; batch++)
        {
            E13_1_BatchNorm.Of(Tensor.Normal(rng, [16, 1], 5, 3), Tensor.Ones([1]), Tensor.Zeros([1]), mean, variance, training: true, momentum: 0.02);
        }

        Expect.Near(5, mean.Item(), "The running mean after 400 batches of numbers with mean 5 and deviation 3", 0.1);
        Expect.Near(9, variance.Item(), "The running variance after 400 batches of numbers with mean 5 and deviation 3", 0.15);
    }

    private static double[] Mixed(double[] old, double[] batch, double share) => [.. old.Zip(batch, (a, b) => (1 - share) * a + share * b)];

    private static void ExpectMoved(double[] old, double[] batch, Tensor came, string what, params (IReadOnlyList<double> Value, string Says)[] more) =>
        Tensors.ExpectNear(
            [2],
            Mixed(old, batch, 0.3),
            came,
            what,
            1e-4,
            [
                .. more,
                (old, "Nothing was written. Is the result put into the tensor itself, with CopyFrom?"),
                (Mixed(old, batch, 0.7), "The two shares are the wrong way round. How much of the old is kept when momentum is 0.3?"),
                (batch, "That is the batch's own. How much of the old is kept?"),
            ]);
}
