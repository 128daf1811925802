using Exercises.Stage05;
using MiniTensor;

namespace CourseKit.Grading.Stage05;

[GradedTests("M05")]
public sealed class MilestoneTests
{
    /// <summary>
    /// The networks after the whole training, with filters that learnt and with filters that did not: three tests look at them.
    /// </summary>
    private static readonly Lazy<Trained> s_trained = new(() => new Trained());

    public MilestoneTests()
    {
        foreach (var type in (Type[])[typeof(Milestone), typeof(ConvLayer), typeof(NormLayer), typeof(PoolLayer)])
        {
            Expect.DoesNotCall(type, typeof(Tensor), nameof(Tensor.Backward));
        }
    }

    [Graded]
    public void The_width_follows_from_the_sizes()
    {
        Expect.Near(
            400,
            Milestone.Width(28),
            "Width(28)",
            0,
            (25, "Those are the places of one map. There are 16 of them."),
            (80, "Only one side was counted. A map has rows and columns."),
            (784, "The second convolution has no padding."),
            (256, "The first convolution has a padding of 2."));
        Expect.Near(576, Milestone.Width(32), "Width(32)", 0, (400, "That is Width(28) for every size."));
        Expect.Near(144, Milestone.Width(20), "Width(20)", 0);
    }

    [Graded]
    public void A_convolution_makes_maps()
    {
        var rng = Draw.Rng();
        var layer = new ConvLayer(2, 3, 3, padding: 1, new Rng(1));
        var x = Tensors.Draw(rng, [2, 2, 5, 4]);
        var w = layer.W.Value;
        var right = Convolutions.Of(x.Doubles(), x.Shape, w.Doubles(), w.Shape, new double[3], stride: 1, padding: 1);
        Tensors.ExpectNear([2, 3, 5, 4], right, layer.Forward(x, training: true), "ConvLayer.Forward of two pictures", 1e-4);
    }

    [Graded]
    public void A_convolution_knows_its_way_back()
    {
        var rng = Draw.Rng();
        var layer = new ConvLayer(2, 3, 3, padding: 1, new Rng(1));
        var (x, dy) = (Tensors.Draw(rng, [2, 2, 5, 4]), Tensors.Draw(rng, [2, 3, 5, 4]));
        layer.Forward(x, training: true);
        var dx = layer.Backward(dy);
        var (w, filters) = (layer.W.Value.Doubles(), layer.W.Value.Shape);
        double Loss(double[] pictures, double[] weight) =>
            Convolutions.Of(pictures, x.Shape, weight, filters, new double[3], 1, 1).Zip(dy.Doubles(), (a, b) => a * b).Sum();
        var right = Tensors.Slopes(v => Loss(x.Doubles(), v), w);
        Tensors.ExpectNear(
            filters,
            right,
            layer.W.Grad,
            "ConvLayer.Backward: the gradient of W",
            1e-3,
            (new double[w.Length], "Nothing was put into W.Grad. Is x kept on the way forward, and the gradient on the way back?"),
            (w, "Those are the filters themselves."));
        Tensors.ExpectNear(
            x.Shape,
            Tensors.Slopes(v => Loss(v, w), x.Doubles()),
            dx,
            "ConvLayer.Backward: dx",
            1e-3,
            (x.Doubles(), "That is x itself. The gradient of x is the first of the three."));
    }

    [Graded]
    public void A_norm_keeps_its_diary()
    {
        var rng = Draw.Rng();
        var (mine, library) = (new NormLayer(2), new MiniTensor.Nn.BatchNorm2d(2));
        mine.Gamma.Value.CopyFrom([1.5f, -0.5f]);
        mine.Beta.Value.CopyFrom([0.25f, 2]);
        MiniTensor.Nn.Init.Set(library.Weight, mine.Gamma.Value);
        MiniTensor.Nn.Init.Set(library.Bias, mine.Beta.Value);
        var x = Tensors.Draw(rng, [3, 2, 2, 3]);
        var right = library.Call(x).Doubles();
        double[] hat = [.. right.Select((v, at) => at / 6 % 2 == 0 ? (v - 0.25) / 1.5 : (v - 2) / -0.5)];
        double Twice(double v, int at) => at / 6 % 2 == 0 ? 1.5 * v + 0.25 : -0.5 * v + 2;
        Tensors.ExpectNear(
            x.Shape,
            right,
            mine.Forward(x, training: true),
            "NormLayer.Forward in training",
            1e-3,
            (hat, "Those are the normalised numbers. Where do Gamma and Beta come in?"),
            ([.. right.Select(Twice)], "Gamma and Beta came in twice. 16.2 gets ones and zeros here; its result is _hat."));
        Tensors.ExpectNear(
            [2],
            library.RunningMean.Doubles(),
            mine.RunningMean,
            "The running means after it",
            1e-4,
            ([0, 0], "Nothing was written. Are RunningMean and RunningVar handed to 16.2?"));
        MiniTensor.Nn.ModuleModes.Eval(library);
        Tensors.ExpectNear(
            x.Shape,
            library.Call(x).Doubles(),
            mine.Forward(x, training: false),
            "NormLayer.Forward in use",
            1e-3,
            (right, "Those are the batch's own statistics. Is training handed on?"));
    }

    [Graded]
    public void A_norm_knows_its_way_back()
    {
        var rng = Draw.Rng();
        var (mine, x, dy) = (new NormLayer(2), Tensors.Draw(rng, [3, 2, 2, 3]), Tensors.Draw(rng, [3, 2, 2, 3]));
        mine.Gamma.Value.CopyFrom([1.5f, -0.5f]);
        var (gamma, beta, input) = (Leaf(mine.Gamma.Value), Leaf(mine.Beta.Value), Leaf(x));
        (Functional.BatchNorm(input, null, null, gamma, beta) * dy).Sum().Backward();
        mine.Forward(x, training: true);
        var dx = mine.Backward(dy);
        var right = Gradient(input);
        double ByGamma(double v, int at) => v * (at / 6 % 2 == 0 ? 1.5 : -0.5);
        double[] variance = [.. x.Var([0, 2, 3], correction: 0).Doubles().Select(v => v + 1e-5)];
        Tensors.ExpectNear(
            x.Shape,
            right,
            dx,
            "NormLayer.Backward: dx",
            1e-3,
            ([.. right.Select((v, at) => v * variance[at / 6 % 2])], "It is too large by the variance. Is _s one over the deviation?"),
            ([.. right.Select((v, at) => v / ByGamma(1, at))], "Where does Gamma come in?"),
            (
                [.. dy.Doubles().Select((v, at) => ByGamma(v, at) / Math.Sqrt(variance[at / 6 % 2]))],
                "Mean and variance were taken for constants. Do they move when x moves?"));
        Tensors.ExpectNear(
            [2],
            Gradient(gamma),
            mine.Gamma.Grad,
            "NormLayer.Backward: the gradient of Gamma",
            1e-3,
            (Gradient(beta), "That is the gradient of Beta. With what does Gamma multiply?"));
        Tensors.ExpectNear(
            [2],
            Gradient(beta),
            mine.Beta.Grad,
            "NormLayer.Backward: the gradient of Beta",
            1e-3,
            (new double[2], "Nothing was put there."));
    }

    [Graded]
    public void A_pool_sends_back_to_where_it_took_from()
    {
        var layer = new PoolLayer(2);
        var y = layer.Forward(Tensor.Of([1, 5, 3, 4, 2, 0, 9, 8], [1, 1, 2, 4]), training: true);
        Tensors.ExpectNear([1, 1, 1, 2], [5, 9], y, "PoolLayer.Forward of 1 5 3 4 / 2 0 9 8", 1e-6);
        var dx = layer.Backward(Tensor.Of([10, 20], [1, 1, 1, 2]));
        Tensors.ExpectNear([1, 1, 2, 4], [0, 10, 0, 0, 0, 0, 20, 0], dx, "PoolLayer.Backward of 10 20", 1e-6);
    }

    [Graded]
    public void Frozen_filters_stay_and_all_else_learns()
    {
        var network = Milestone.Network(new Rng(3), size: 12);
        Milestone.Freeze(network);
        var (mine, fresh) = (Parameters(network), Parameters(Milestone.Network(new Rng(3), size: 12)));
        Milestone.Train(network, Noise(new Rng(4), 2 * Milestone.BatchSize), epochs: 1, new Rng(5));
        for (var i = 0; i < mine.Length; i++)
        {
            var (isFilter, moved) = (mine[i].Value.Rank == 4, !mine[i].Value.Doubles().SequenceEqual(fresh[i].Value.Doubles()));
            Expect.True(
                isFilter != moved,
                isFilter
                    ? "A frozen convolution's filters moved."
                    : $"Parameter {i} of shape {mine[i].Value.Shape} did not move: only filters are to be frozen.");
        }
    }

    [Graded]
    public void It_reads_what_it_has_never_seen()
    {
        var trained = s_trained.Value;
        Expect.True(
            trained.Accuracy >= trained.Goal,
            $"{trained.Test.Name}: {100 * trained.Accuracy:F2}% are read right; it should be {100 * trained.Goal:F1}% at least.");
    }

    [Graded]
    public void Every_layer_has_a_part_in_the_result()
    {
        var trained = s_trained.Value;
        var (now, before) = (Parameters(trained.Network), Parameters(Milestone.Network(new Rng(Trained.Seed))));
        foreach (var (p, start) in now.Zip(before))
        {
            var way = p.Value.Doubles().Zip(start.Value.Doubles(), (a, b) => Math.Abs(a - b)).Max();
            Expect.True(way > 1e-3, $"The parameter of shape {p.Value.Shape} is as it was before the training.");
            if (p.Value.Rank > 1)
            {
                var kept = p.Value.Clone();
                p.Value.Fill(0);
                var without = Milestone.Accuracy(trained.Network, trained.Test);
                p.Value.CopyFrom(kept);
                Expect.True(
                    without < trained.Accuracy - 0.1,
                    $"Without the weights of shape {p.Value.Shape} still {100 * without:F0}% are read right: "
                    + "they have no part in the result.");
            }
        }
    }

    [Graded]
    public void Filters_that_learnt_beat_filters_that_were_drawn()
    {
        // A twentieth fewer mistakes: half a point would be much to ask on MNIST, and little on clothing.
        var trained = s_trained.Value;
        Expect.True(
            1 - trained.Accuracy < 0.95 * (1 - trained.WithDrawnFilters),
            $"With filters that stayed as they were drawn {100 * trained.WithDrawnFilters:F2}% are read right, "
            + $"with filters that learnt {100 * trained.Accuracy:F2}%: they learnt nothing of use.");
    }

    private static Weights[] Parameters(IBlock[] network) => [.. network.SelectMany(block => block.Parameters)];

    private static Tensor Leaf(Tensor value)
    {
        var leaf = value.Clone();
        leaf.RequiresGrad = true;
        return leaf;
    }

    private static double[] Gradient(Tensor leaf) => leaf.Grad is { } gradient ? gradient.Doubles() : [];

    private static Pictures Noise(Rng rng, int count)
    {
        byte[] pixels = [.. Enumerable.Range(0, count * 144).Select(_ => (byte)rng.Next(256))];
        byte[] classes = [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))];
        return new Pictures(new(pixels, classes, [1, 12, 12], [.. Enumerable.Range(0, 10).Select(i => $"{i}")]), 0.5, 0.25);
    }

    /// <summary>The whole training, twice from the same start: all parameters, and all but the filters.</summary>
    private sealed class Trained
    {
        public const ulong Seed = 1;

        public Trained()
        {
            (var train, Test, Goal) = Pictures.Load();
            Network = Milestone.Network(new Rng(Seed));
            Milestone.Train(Network, train, Milestone.Epochs, new Rng(2));
            Accuracy = Milestone.Accuracy(Network, Test);
            var frozen = Milestone.Network(new Rng(Seed));
            Milestone.Freeze(frozen);
            Milestone.Train(frozen, train, Milestone.Epochs, new Rng(2));
            WithDrawnFilters = Milestone.Accuracy(frozen, Test);
        }

        public IBlock[] Network { get; }

        public Pictures Test { get; }

        public double Goal { get; }

        public double Accuracy { get; }

        public double WithDrawnFilters { get; }
    }
}
