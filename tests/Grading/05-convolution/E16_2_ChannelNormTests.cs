using Exercises.Stage05;
using MiniTensor;

namespace CourseKit.Grading.Stage05;

[GradedTests("16.2")]
public sealed class E16_2_ChannelNormTests
{
    private const double Eps = 1e-5;

    public E16_2_ChannelNormTests() =>
        Expect.DoesNotCall(typeof(E16_2_ChannelNorm), typeof(Functional), nameof(Functional.BatchNorm), nameof(Functional.BatchNormRelu));

    [Graded]
    public void Training_normalises_each_channel()
    {
        var c = new Case();
        var y = E16_2_ChannelNorm.Of(c.X, c.Gamma, c.Beta, Tensor.Zeros([Case.C]), Tensor.Ones([Case.C]), training: true);
        Tensors.ExpectNear(
            c.X.Shape,
            c.Normalised(at => Case.ChannelOf(at)),
            y,
            "Two pictures of three channels, normalised in training",
            1e-3,
            (
                c.Normalised(at => at / Case.Plane),
                "Each channel of each picture was normalised on its own. A channel's numbers of all pictures belong together."),
            (
                c.Normalised(at => at % (Case.C * Case.Plane)),
                "Each pixel was normalised on its own. All places of a channel belong together."),
            (c.Normalised(_ => 0), "All channels were normalised together. Each has its own mean and variance."),
            (c.Normalised(at => Case.ChannelOf(at), less: 1), "The variance of the batch is divided by N H W here, not by one less."),
            (c.By(c.Means(), [.. c.Variances(less: 0).Select(v => v * v)]), "It was divided by the variance. Where is the root?"),
            (
                c.By([.. c.Means().Select(m => 0.1 * m)], [.. c.Variances(less: 1).Select(v => 0.9 + 0.1 * v)]),
                "Those are the running statistics. In training the batch's own count; the diary is only written."),
            (
                c.By([0, 0, 0], [1, 1, 1]),
                "Those are the running statistics, as they were before. In training the batch's own count."));
    }

    [Graded]
    public void The_diary_is_kept_for_each_channel()
    {
        var c = new Case();
        var (mean, variance) = (Tensors.Draw(Draw.Rng(), [Case.C]), Tensor.Of([1, 2, 3]));
        var (oldMean, oldVariance) = (mean.Doubles(), variance.Doubles());
        E16_2_ChannelNorm.Of(c.X, c.Gamma, c.Beta, mean, variance, training: true, momentum: 0.3);
        double[] Mixed(double[] old, double[] batch, double share) => [.. old.Zip(batch, (a, b) => (1 - share) * a + share * b)];
        Tensors.ExpectNear(
            [Case.C],
            Mixed(oldMean, c.Means(), 0.3),
            mean,
            "The running means after a batch of momentum 0.3",
            1e-4,
            (oldMean, "Nothing was written."),
            (Mixed(oldMean, c.Means(), 0.7), "The shares are exchanged: momentum is that of the batch."));
        Tensors.ExpectNear(
            [Case.C],
            Mixed(oldVariance, c.Variances(less: 1), 0.3),
            variance,
            "The running variances after it",
            1e-4,
            (oldVariance, "Nothing was written."),
            (Mixed(oldVariance, c.Variances(less: 0), 0.3), "The running variance is a guess of the true one: divided by N H W - 1."));
    }

    [Graded]
    public void In_use_the_diary_counts_and_nothing_moves()
    {
        var c = new Case();
        var (mean, variance) = (Tensor.Of([1, -1, 0.5f]), Tensor.Of([4, 1, 0.25f]));
        var y = E16_2_ChannelNorm.Of(c.X, c.Gamma, c.Beta, mean, variance, training: false);
        Tensors.ExpectNear(
            c.X.Shape,
            c.By([1, -1, 0.5], [4, 1, 0.25]),
            y,
            "The same in use, with running means 1, -1, 0.5 and variances 4, 1, 0.25",
            1e-3,
            (c.Normalised(at => Case.ChannelOf(at)), "Those are the batch's own statistics. In use the running ones count."));
        double[] diary = [.. mean.Doubles(), .. variance.Doubles()];
        Expect.Near([1, -1, 0.5, 4, 1, 0.25], diary, "The diary afterwards, means then variances", 1e-6);
    }

    [Graded]
    public void A_convolution_can_take_the_normalisation_over()
    {
        var rng = Draw.Rng();
        Shape shape = [2, 2, 5, 4], filters = [3, 2, 3, 3];
        var (x, weight, c) = (Tensors.Draw(rng, shape), Tensors.Draw(rng, filters), new Case());
        double[] mean = [1, -1, 0.5], variance = [4, 1, 0.25];
        var (newWeight, newBias) = E16_2_ChannelNorm.Folded(weight, c.Gamma, c.Beta, Tensor.Of([1, -1, 0.5f]), Tensor.Of([4, 1, 0.25f]));
        double[] Scaled(Func<int, double> scale) => [.. weight.Doubles().Select((w, at) => w * scale(at / 18))];
        double[] gamma = c.Gamma.Doubles(), beta = c.Beta.Doubles();
        double[] scale = [.. gamma.Select((g, i) => g / Math.Sqrt(variance[i] + Eps))];
        Tensors.ExpectNear(
            filters,
            Scaled(o => scale[o]),
            newWeight,
            "The new filters",
            1e-4,
            (weight.Doubles(), "The filters are as they were. Which factor does the normalisation bring?"),
            (Scaled(o => gamma[o] / (variance[o] + Eps)), "Divided by the variance. Where is the root?"),
            (Scaled(o => gamma[o]), "gamma came in. By what does the normalisation divide?"));
        Tensors.ExpectNear(
            [3],
            [.. beta.Select((b, i) => b - mean[i] * scale[i])],
            newBias,
            "The new biases",
            1e-4,
            (beta, "Where is the mean, which is taken off before?"),
            ([.. beta.Select((b, i) => b - mean[i])], "The mean is taken off before the factor: it is multiplied too."),
            ([.. beta.Select((b, i) => b + mean[i] * scale[i])], "The mean is taken off, not added."));
        var before = Convolutions.Of(x.Doubles(), shape, weight.Doubles(), filters, new double[3], 1, 1);
        var after = Convolutions.Of(x.Doubles(), shape, newWeight.Doubles(), filters, newBias.Doubles(), 1, 1);
        double[] normalised = [.. before.Select((v, at) => (v - mean[at / 20 % 3]) * scale[at / 20 % 3] + beta[at / 20 % 3])];
        Expect.Near(normalised, after, "The maps of the new convolution", 1e-3);
    }

    /// <summary>Maps whose channels, pictures and places all have a mean and a variance of their own.</summary>
    private sealed class Case
    {
        public const int N = 2, C = 3, Plane = 6;

        public Case()
        {
            var rng = Draw.Rng();
            double Drift(int at) => ChannelOf(at) * 2 + at / (C * Plane) + at % Plane * 0.7;
            double[] numbers = [.. Enumerable.Range(0, N * C * Plane).Select(at => rng.Rounded(-1, 1) + Drift(at))];
            X = Tensor.Of(Array.ConvertAll(numbers, number => (float)number), [N, C, 2, 3]);
            (Gamma, Beta) = (Tensors.Draw(rng, [C]), Tensors.Draw(rng, [C]));
        }

        public Tensor X { get; }

        public Tensor Gamma { get; }

        public Tensor Beta { get; }

        public static int ChannelOf(int at) => at / Plane % C;

        public double[] Means() => [.. Enumerable.Range(0, C).Select(c => Of(at => ChannelOf(at) == c).Average())];

        public double[] Variances(int less) => [.. Enumerable.Range(0, C).Select(c => Variance(Of(at => ChannelOf(at) == c), less))];

        /// <summary>Numbers of the same group have a mean and a variance in common.</summary>
        public double[] Normalised(Func<int, int> group, int less = 0)
        {
            var members = Enumerable.Range(0, X.Count).GroupBy(group)
                .ToDictionary(same => same.Key, same => Of(at => group(at) == same.Key));
            return Map((v, at) => (v - members[group(at)].Average()) / Math.Sqrt(Variance(members[group(at)], less) + Eps));
        }

        public double[] By(double[] mean, double[] variance) =>
            Map((v, at) => (v - mean[ChannelOf(at)]) / Math.Sqrt(variance[ChannelOf(at)] + Eps));

        private static double Variance(double[] x, int less) => x.Sum(v => Math.Pow(v - x.Average(), 2)) / (x.Length - less);

        private double[] Of(Func<int, bool> which) => [.. X.Doubles().Where((_, at) => which(at))];

        private double[] Map(Func<double, int, double> hat)
        {
            double[] gamma = Gamma.Doubles(), beta = Beta.Doubles();
            return [.. X.Doubles().Select((v, at) => gamma[ChannelOf(at)] * hat(v, at) + beta[ChannelOf(at)])];
        }
    }
}
