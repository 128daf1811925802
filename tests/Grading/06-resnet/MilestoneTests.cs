using Exercises.Stage06;
using MiniTensor;
using MiniTensor.Optim;

namespace CourseKit.Grading.Stage06;

[GradedTests("M06")]
public sealed class MilestoneTests
{
    /// <summary>The network after the whole training, which three tests look at.</summary>
    private static readonly Lazy<(Network Network, Pictures Train, Pictures Test, double Goal, double Accuracy)> s_trained = new(() =>
    {
        var (train, test, epochs, goal) = Pictures.Load(quick: true);
        var network = Milestone.Trained(train, epochs, frozen: false);
        return (network, train, test, goal, Milestone.Accuracy(network, test));
    });

    private readonly Rng _rng = Draw.Rng();

    public MilestoneTests()
    {
        Expect.DoesNotCall(typeof(NormLayer), typeof(Functional));
        Expect.DoesNotCall(typeof(Milestone), typeof(OneCycle));
        Expect.DoesNotCall(typeof(Milestone), typeof(Functional), nameof(Functional.CrossEntropy));
    }

    [Graded]
    public void A_norm_keeps_its_diary()
    {
        var (norm, x) = Norm();
        var (gamma, beta, numbers) = (norm.Gamma.Doubles(), norm.Beta.Doubles(), x.Doubles());
        var (mean, variance) = (Channels.Mean(numbers), Channels.Variance(numbers));
        double[] Normal(double[] at, Func<int, double> divisor) =>
            [.. Channels.Normalised(numbers, at, divisor).Select((v, i) => v * gamma[Channels.Of(i)] + beta[Channels.Of(i)])];

        double Root(int k) => Math.Sqrt(variance[k] + 1e-5);
        double[] right = Normal(mean, Root);
        Tensors.ExpectNear(
            x.Shape,
            right,
            norm.Forward(x, training: true),
            "Three pictures of two channels through NormLayer in training: y",
            1e-3,
            (Channels.Normalised(numbers, mean, Root), "Those are the normalised numbers. Where do Gamma and Beta come in?"),
            (Normal(mean, k => variance[k] + 1e-5), "It was divided by the variance. Where is the root?"),
            (Normal([0, 0], Root), "Is the mean subtracted?"),
            (Normal([0, 0], _ => Math.Sqrt(1 + 1e-5)), "Those are the running statistics. In training the batch's own count."),
            (Normal(mean, k => Math.Sqrt(variance[k] * 12 / 11 + 1e-5)), "The variance was divided by n - 1. For the batch it is n."));
        Channels.ExpectMoved(mean, norm.RunningMean, 0, "The running means after it");
        Channels.ExpectMoved(
            Channels.Variance(numbers, less: 1),
            norm.RunningVar,
            1,
            "The running variances after it",
            ([.. variance.Select(v => 0.9 + 0.1 * v)], "For the diary the variance is divided by n - 1, here 11."));

        var (keptMean, keptVariance) = (norm.RunningMean.Doubles(), norm.RunningVar.Doubles());
        Tensors.ExpectNear(
            x.Shape,
            Normal(keptMean, k => Math.Sqrt(keptVariance[k] + 1e-5)),
            norm.Forward(x, training: false),
            "The same pictures in use: y",
            1e-3,
            (right, "Those are the batch's own statistics. Is training looked at?"));
        Expect.Near(
            [.. keptMean, .. keptVariance],
            [.. norm.RunningMean.Doubles(), .. norm.RunningVar.Doubles()],
            "The running statistics after use, in a row");
    }

    [Graded]
    public void A_norm_lets_gradients_through()
    {
        var (norm, x) = Norm();
        var (dy, gamma) = (Tensors.Draw(_rng, x.Shape), norm.Gamma.Doubles());
        x.RequiresGrad = true;
        (norm.Forward(x, training: true) * dy).Sum().Backward();
        var (numbers, weights) = (x.Doubles(), dy.Doubles());
        double[] Through(Func<double[], double[]> mean, Func<double[], double[]> variance) => Tensors.Slopes(
            v => Channels.Normalised(v, mean(v), k => Math.Sqrt(variance(v)[k] + 1e-5))
                .Select((hat, i) => hat * gamma[Channels.Of(i)] * weights[i])
                .Sum(),
            [.. numbers]);

        var (fixedMean, fixedVariance) = (Channels.Mean(numbers), Channels.Variance(numbers));
        Tensors.ExpectNear(
            x.Shape,
            Through(Channels.Mean, v => Channels.Variance(v)),
            x.Grad,
            "Back through NormLayer: dx",
            2e-3,
            (Through(_ => fixedMean, _ => fixedVariance), "Mean and variance were taken for constants. Gradients go through them too."));
    }

    [Graded]
    public void A_block_has_its_shortcut()
    {
        var network = new Network(new Rng(3), width: 2, classes: 3);
        foreach (var (block, says) in new[] { (network.Blocks[0], "that keeps the shape"), (network.Blocks[1], "that changes the shape") })
        {
            foreach (var training in (bool[])[true, false])
            {
                var (x, twin) = (Tensors.Draw(_rng, [3, 2, 5, 5]), new Twin(network));
                var right = twin.Through(block, x, training);
                Tensors.ExpectNear(
                    right.Shape,
                    right.Doubles(),
                    Expect.Answer(() => block.Forward(x, training), $"A block {says}"),
                    $"Three pictures through a block {says}, {(training ? "in training" : "in use")}: y",
                    2e-3,
                    (twin.Through(block, x, !training).Doubles(), "That is the other mode. Is training handed on to each layer?"));
            }
        }
    }

    [Graded]
    public void The_rate_goes_up_and_down_once()
    {
        foreach (var steps in (int[])[20, 25])
        {
            var (dial, peak) = (new Sgd([Tensor.Zeros([1])], 1), _rng.Rounded(0.2, 0.9));
            dial.LearningRate = peak;
            var cycle = new OneCycle(dial, steps, rise: 0.3, start: 25, end: 10_000);
            for (var step = 0; step < steps; step++, cycle.Step())
            {
                Expect.Near(
                    dial.LearningRate,
                    Milestone.Rate(peak, step, steps),
                    $"The rate of step {step} of {steps}, with a peak of {peak}",
                    1e-6,
                    (peak, "That is the peak. It belongs to step top alone."),
                    (0, "The rise begins at peak / 25."),
                    (
                        peak * step / (0.3 * steps - 1),
                        "That is a straight line from 0. Each way is half a cosine, and the first begins at peak / 25."),
                    (
                        peak / 25 + (peak - peak / 25) * step / (0.3 * steps - 1),
                        "That is a straight line. Half a cosine begins and ends level."));
            }
        }
    }

    [Graded]
    public void Pictures_are_moved_and_get_holes()
    {
        var x = Tensors.Draw(_rng, [4, 2, 12, 12]);
        double[] Made(Func<Rng, Tensor> of) => of(new Rng(7)).Doubles();
        Tensors.ExpectNear(
            x.Shape,
            Made(rng => E19_2_Cutout.Of(E19_1_RandomCrop.Of(x, Milestone.Padding, rng), Milestone.Hole, rng)),
            Milestone.Augmented(x, new Rng(7)),
            "Four pictures, augmented: the result",
            1e-6,
            (x.Doubles(), "They are as they were."),
            (Made(rng => E19_1_RandomCrop.Of(x, Milestone.Padding, rng)), "They were moved, but have no holes."),
            (Made(rng => E19_2_Cutout.Of(x, Milestone.Hole, rng)), "They have holes, but were not moved."),
            (
                Made(rng => E19_1_RandomCrop.Of(E19_2_Cutout.Of(x, Milestone.Hole, rng), Milestone.Padding, rng)),
                "The holes came first. Pieces are cut first, then holes."));
    }

    [Graded]
    public void Learn_takes_one_step()
    {
        var network = new Network(new Rng(3), width: 2, classes: 3);
        var (x, targets) = (Tensors.Draw(_rng, [6, 1, 9, 9]), new[] { 0, 2, 1, 1, 0, 2 });
        double Loss(bool training, double smoothing = Milestone.Smoothing) => new Twin(network).Loss(x, targets, training, smoothing).Item();
        while (Math.Min(Math.Abs(Loss(true, 0) - Loss(true)), Math.Abs(Loss(false) - Loss(true))) < 0.01)
        {
            x = Tensors.Draw(_rng, [6, 1, 9, 9]); // until no mistake below has the right loss by chance
        }

        var (plain, inUse) = (Loss(training: true, smoothing: 0), Loss(training: false));
        Copies.LeaveGradients(network.Parameters, 3);
        var twin = new Twin(network);
        var (before, loss) = (twin.Numbers, twin.Loss(x, targets, training: true));
        double[] Stepped(Twin copy, Tensor of, double leftOver)
        {
            of.Backward();
            Copies.LeaveGradients(copy.Parameters, leftOver);
            copy.Optimizer().Step();
            return copy.Numbers;
        }

        var kept = new Twin(network);
        var expected = Stepped(twin, loss, 0);
        Expect.Near(
            loss.Item(),
            Milestone.Learn(network, network.Optimizer(), x, targets),
            "The loss of six pictures",
            1e-3,
            (plain, "That is the loss without smoothing. Truth takes Smoothing."),
            (inUse, "That was computed in use. Learn is training."),
            (twin.Loss(x, targets, training: true).Item(), "That is the loss after the step."));
        Expect.Near(
            expected,
            [.. network.Parameters.SelectMany(p => p.Doubles())],
            "After one step, all parameters in a row: p",
            2e-3,
            (before, "Nothing has moved. Is there a backward pass, and then a step?"),
            (Stepped(kept, kept.Loss(x, targets, training: true), 3), "Gradients from before were added. Who forgets them?"));
    }

    [Graded]
    public void Training_follows_the_recipe()
    {
        var pictures = new Pictures(Channels.Stripes(new Rng(9), 25), [0.4], [0.25]); // two batches of 10, and one of 5
        var network = new Network(new Rng(3), width: 2, classes: 3);
        double[] Twin(Func<int, double> rate, int epochs = 2, bool shuffle = true, bool augment = true)
        {
            var twin = new Twin(new Network(new Rng(3), width: 2, classes: 3));
            var (optimizer, rng, step) = (twin.Optimizer(), new Rng(5), 0);
            int[] order = [.. Enumerable.Range(0, 25)];
            for (var epoch = 0; epoch < epochs; epoch++)
            {
                if (shuffle)
                {
                    rng.Shuffle<int>(order);
                }

                foreach (var items in order.Chunk(10))
                {
                    optimizer.LearningRate = rate(step++);
                    optimizer.ZeroGrad();
                    var x = pictures.Inputs(items);
                    twin.Loss(augment ? Milestone.Augmented(x, rng) : x, pictures.Targets(items), training: true).Backward();
                    optimizer.Step();
                }
            }

            return twin.Numbers;
        }

        List<int> reported = [];
        List<double> losses = [];
        Milestone.Train(network, pictures, 2, 10, 0.05, new Rng(5), (epoch, loss) =>
        {
            reported.Add(epoch);
            losses.Add(loss);
        });
        Expect.Near(
            Twin(step => Milestone.Rate(0.05, step, 6)),
            [.. network.Parameters.SelectMany(p => p.Doubles())],
            "After two epochs of 25 pictures in batches of 10, all parameters in a row: p",
            5e-3,
            (Twin(_ => 0.05), "The rate stayed the same. Does it follow Rate(peak, step, steps)?"),
            (Twin(_ => 0.1), "The rate stayed that of the optimizer. Does it follow Rate(peak, step, steps)?"),
            (Twin(step => Milestone.Rate(0.05, step % 3, 3)), "The cycle began anew with each epoch. Steps are counted over all of them."),
            (Twin(step => Milestone.Rate(0.05, step + 1, 6)), "The steps were counted from 1. The first one is step 0."),
            (
                Twin(step => Milestone.Rate(0.05, step, 6), shuffle: false),
                "The pictures came in the same order. Are they shuffled before each epoch?"),
            (Twin(step => Milestone.Rate(0.05, step, 6), augment: false), "The pictures were learnt as they are. Where is Augmented?"),
            (Twin(step => Milestone.Rate(0.05, step, 6), epochs: 1), "Only one epoch was learnt from."));
        Expect.Equal("1, 2", string.Join(", ", reported), "The epochs that were reported");
        Expect.True(losses[0] is > 0.5 and < 2, $"The loss reported for epoch 1 is {losses[0]:G3}. Is it the mean over the batches?");
    }

    [Graded]
    public void Scores_are_the_mean_of_two_looks()
    {
        var network = new Network(new Rng(3), width: 2, classes: 3);
        var (x, twin) = (Tensors.Draw(_rng, [4, 1, 8, 8]), new Twin(network));
        double[] Mean(Tensor other, bool training = false, double by = 0.5) =>
            [.. twin.Scores(x, training).Doubles().Zip(twin.Scores(other, training).Doubles(), (a, b) => (a + b) * by)];

        Tensors.ExpectNear(
            [4, 3],
            Mean(x.Flip(3)),
            Milestone.Scores(network, x),
            "The scores of four pictures in use",
            1e-3,
            (Mean(x), "That is one look. The mirror image is asked too."),
            ([.. twin.Scores(x.Flip(3), false).Doubles()], "That is the mirror image alone."),
            (Mean(x.Flip(2)), "The picture was put on its head. Left and right are axis 3."),
            (Mean(x.Flip(3), by: 1), "That is the sum of the two looks. Their mean is wanted."),
            (Mean(x.Flip(3), training: true), "That was computed in training. These are scores in use."));
    }

    [Graded]
    public void It_tells_what_it_has_never_seen()
    {
        var trained = s_trained.Value;
        Expect.True(
            trained.Accuracy >= trained.Goal,
            $"{trained.Test.Name}: {100 * trained.Accuracy:F2}% are right; it should be {100 * trained.Goal:F0}% at least.");
    }

    [Graded]
    public void Every_layer_has_a_part_in_the_result()
    {
        var trained = s_trained.Value;
        foreach (var (number, (now, before)) in trained.Network.Parameters.Zip(new Network(new Rng(1)).Parameters).Index())
        {
            var moved = now.Doubles().Zip(before.Doubles(), (a, b) => Math.Abs(a - b)).Max();
            Expect.True(moved > 1e-3, $"Parameter {number} is as it was before the training.");
        }

        foreach (var (name, weights) in trained.Network.Weights)
        {
            var without = Milestone.Without(weights, trained.Network, trained.Test);
            Expect.True(
                without < trained.Accuracy - 0.03,
                $"Without {name} still {100 * without:F1}% are told right, with all {100 * trained.Accuracy:F1}%: it has no part in the result.");
        }
    }

    [Graded]
    public void Filters_that_learn_beat_those_of_chance()
    {
        var trained = s_trained.Value;
        var chance = Milestone.Accuracy(Milestone.Trained(trained.Train, Pictures.Load(quick: true).Epochs, frozen: true), trained.Test);
        Expect.True(
            trained.Accuracy > chance + 0.05,
            $"With filters as chance made them {100 * chance:F1}% are right, with those that learn {100 * trained.Accuracy:F1}%: "
            + "learning has not paid.");
    }

    private (NormLayer Norm, Tensor X) Norm()
    {
        var norm = new NormLayer(2);
        Network.Write(norm.Gamma, Tensors.Draw(_rng, [2]));
        Network.Write(norm.Beta, Tensors.Draw(_rng, [2]));
        return (norm, Channels.Draw(_rng));
    }

    /// <summary>A copy of a milestone's network out of the library's operations: what answers are held against.</summary>
    private sealed class Twin
    {
        private readonly Network _network;
        private readonly Dictionary<Tensor, Tensor> _copies;

        public Twin(Network network)
        {
            _network = network;
            _copies = network.Parameters
                .Concat(network.Layers.SelectMany(layer => (Tensor[])[layer.Norm.RunningMean, layer.Norm.RunningVar]))
                .ToDictionary(tensor => tensor, Copies.Of);
            Parameters = [.. network.Parameters.Select(p => _copies[p])];
        }

        public Tensor[] Parameters { get; }

        public double[] Numbers => [.. Parameters.SelectMany(p => p.Doubles())];

        public Sgd Optimizer() => Copies.Optimizer(Parameters);

        public Tensor Scores(Tensor x, bool training)
        {
            var y = Layer(_network.Stem, x, _network.Stem.Filters.Shape[1], training).Relu();
            foreach (var block in _network.Blocks)
            {
                y = Through(block, y, training);
            }

            return y.Mean([2, 3]).MatMul(_copies[_network.Head]) + _copies[_network.Bias];
        }

        public Tensor Through(Block block, Tensor x, bool training)
        {
            var inputs = x.Shape[1];
            var branch = Layer(block.Second, Layer(block.First, x, inputs, training).Relu(), inputs, training);
            return (branch + (block.Projection is null ? x : Layer(block.Projection, x, inputs, training))).Relu();
        }

        public Tensor Loss(Tensor x, int[] targets, bool training, double smoothing = Milestone.Smoothing) =>
            Functional.CrossEntropy(Scores(x, training), targets, smoothing);

        // Only the first layers and the projections of blocks that become wider move by two pixels, and the network's first.
        private Tensor Layer(ConvNorm layer, Tensor x, int inputs, bool training)
        {
            var filters = layer.Filters.Shape;
            var stride = layer == _network.Stem || (filters[0] > inputs && filters[1] == inputs) ? 2 : 1;
            return Functional.BatchNorm(
                Functional.Conv2d(x, _copies[layer.Filters], stride: stride, padding: filters[2] / 2),
                _copies[layer.Norm.RunningMean],
                _copies[layer.Norm.RunningVar],
                _copies[layer.Norm.Gamma],
                _copies[layer.Norm.Beta],
                training);
        }
    }
}
