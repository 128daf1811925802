using Exercises.Stage03;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Optim;

namespace CourseKit.Grading.Stage03;

[GradedTests("M03")]
public sealed class MilestoneTests
{
    /// <summary>The network after the whole training, which two tests look at.</summary>
    private static readonly Lazy<Trained> s_trained = new(() => new Trained());

    public MilestoneTests()
    {
        foreach (var type in (Type[])[typeof(Milestone), typeof(DenseLayer), typeof(NormLayer)])
        {
            Expect.DoesNotCall(type, typeof(Tensor), nameof(Tensor.Backward));
        }
    }

    [Graded]
    public void A_dense_layer_knows_its_way_back()
    {
        var layer = new DenseLayer(2, 2, new Rng(1));
        layer.W.Value.CopyFrom([5, 6, 7, 8]);
        layer.Forward(Tensor.Of([1, 2, 3, 4], [2, 2]), training: true);
        var dx = layer.Backward(Tensor.Of([1, 0, 2, 3], [2, 2]));
        const string At = "x = [1 2; 3 4], W = [5 6; 7 8], dy = [1 0; 2 3]: ";
        Tensors.ExpectNear(
            [2, 2],
            [5, 7, 28, 38],
            dx,
            At + "dx",
            1e-4,
            ([5, 6, 31, 36], "W has to be transposed."),
            ([7, 9, 10, 12], "That is the gradient of W. Which one does Backward return?"));
        Tensors.ExpectNear(
            [2, 2],
            [7, 9, 10, 12],
            layer.W.Grad,
            At + "the gradient of W",
            1e-4,
            ([5, 6, 11, 12], "x has to be transposed: the examples are added up."),
            ([3.5, 4.5, 5, 6], "That is the mean over the batch. The loss has divided by n already."),
            ([0, 0, 0, 0], "Nothing was put into W.Grad."));
        Tensors.ExpectNear(
            [2],
            [3, 3],
            layer.B?.Grad,
            At + "the gradient of B",
            1e-4,
            ([1.5, 1.5], "That is the mean over the batch. The loss has divided by n already."),
            ([1, 5], "Those are the sums of the rows. B has a number for each column."),
            ([0, 0], "Nothing was put into B.Grad."));
    }

    [Graded]
    public void A_norm_keeps_its_diary()
    {
        var rng = Draw.Rng();
        var x = Norms.Spread(rng, 6, 3);
        var (mine, library) = (new NormLayer(3), new MiniTensor.Nn.BatchNorm1d(3));
        foreach (var (to, from, value) in ((Tensor, Tensor, Tensor)[])[(mine.Gamma.Value, library.Weight, Tensors.Draw(rng, [3])), (mine.Beta.Value, library.Bias, Tensors.Draw(rng, [3]))])
        {
            to.CopyFrom(value);
            MiniTensor.Nn.Init.Set(from, value);
        }

        var (gamma, beta) = (library.Weight.Doubles(), library.Bias.Doubles());
        double[] hat = [.. library.Call(x).Doubles().Select((y, i) => (y - beta[i % 3]) / gamma[i % 3])];
        Tensors.ExpectNear(
            [6, 3],
            [.. hat.Select((h, i) => gamma[i % 3] * h + beta[i % 3])],
            mine.Forward(x, training: true),
            "Six rows through NormLayer in training: y",
            1e-3,
            (hat, "Those are the normalised numbers. Where do Gamma and Beta come in?"));
        Tensors.ExpectNear(
            [3],
            library.RunningMean.Doubles(),
            mine.RunningMean,
            "The running means after it",
            1e-4,
            ([0, 0, 0], "Nothing was written. Are RunningMean and RunningVar handed to 13.1?"));
        MiniTensor.Nn.ModuleModes.Eval(library);
        Tensors.ExpectNear(
            [6, 3],
            library.Call(x).Doubles(),
            mine.Forward(x, training: false),
            "The same rows in use: y",
            1e-3,
            ([.. hat.Select((h, i) => gamma[i % 3] * h + beta[i % 3])], "Those are the batch's own statistics. Is training handed on?"));
    }

    [Graded]
    public void A_norm_knows_its_way_back()
    {
        var rng = Draw.Rng();
        var (x, dy, norm) = (Norms.Spread(rng, 5, 2), Tensors.Draw(rng, [5, 2]), new NormLayer(2));
        norm.Gamma.Value.CopyFrom(Tensors.Draw(rng, [2]));
        norm.Forward(x, training: true);
        var dx = norm.Backward(dy);
        var (gamma, weights, numbers) = (norm.Gamma.Value.Doubles(), dy.Doubles(), x.Doubles());
        double[] Hat(double[] v)
        {
            var (mean, variance) = Norms.Statistics(v, 2);
            return Norms.Normalised(v, mean, variance, 1e-5);
        }

        double[] right = Tensors.Slopes(v => Hat(v).Select((hat, i) => gamma[i % 2] * hat * weights[i]).Sum(), numbers);
        double[] deviations = [.. Norms.Statistics(numbers, 2).Variance.Select(Math.Sqrt)];
        Tensors.ExpectNear(
            [5, 2],
            right,
            dx,
            "Back through NormLayer: dx",
            1e-3,
            ([.. right.Select((v, i) => v * deviations[i % 2] * deviations[i % 2])], "It is too large by the variance. Is s one over the deviation?"),
            ([.. right.Select((v, i) => v / deviations[i % 2])], "It is too small by the deviation. Where is the root?"));
        NormGradients.Expect(Hat(numbers), weights, gamma, norm.Gamma.Grad, norm.Beta.Grad);
    }

    [Graded]
    public void Learn_leaves_every_gradient()
    {
        var rng = Draw.Rng();
        var network = Milestone.Network(new Rng(3), pixels: 6, hidden: 4, classes: 3);
        var twin = new Twin(network);
        var (x, targets) = (Norms.Spread(rng, 8, 6), Classes.Targets(rng, 8, 3));
        while (Math.Abs(twin.Loss(x, targets, training: true).Item() - twin.Loss(x, targets, training: false).Item()) < 0.01)
        {
            (x, targets) = (Norms.Spread(rng, 8, 6), Classes.Targets(rng, 8, 3)); // so near, the loss in use would pass for that in training
        }

        var loss = twin.Loss(x, targets, training: true);
        loss.Backward();
        var before = Tensors.Draw(rng, [1]).Item();
        foreach (var p in network.SelectMany(block => block.Parameters))
        {
            p.Grad = Tensor.Full(p.Value.Shape, before); // left over from the pass before
        }

        Expect.Near(loss.Item(), Milestone.Learn(network, x, targets), "The loss of eight examples", 1e-4, (twin.Loss(x, targets, training: false).Item(), "That was computed in use. Learn is training."));
        var mine = network.SelectMany(block => block.Parameters).ToArray();
        for (var i = 0; i < mine.Length; i++)
        {
            var right = twin.Parameters[i].Grad is { } gradient ? gradient.Doubles() : [];
            Tensors.ExpectNear(
                mine[i].Value.Shape,
                right,
                mine[i].Grad,
                $"Parameter {i} of {mine.Length}, its gradient",
                1e-3,
                ([.. right.Select(_ => (double)before)], "Nothing was put there. Does the way back reach every block?"),
                ([.. right.Select(v => -v)], "The sign is the other way round."),
                ([.. right.Select(v => 8 * v)], "That is the gradient of the sum over the examples. The loss is their mean."));
        }
    }

    [Graded]
    public void A_step_is_that_of_AdamW()
    {
        var rng = Draw.Rng();
        foreach (var shape in (Shape[])[[2, 3], [4]])
        {
            var (start, gradients) = (Tensors.Draw(rng, shape), Enumerable.Range(0, 3).Select(_ => Tensors.Draw(rng, shape)).ToArray());
            var p = new Weights(start.Clone());
            double[] After(Func<Tensor, Optimizer> make, double sign = 1)
            {
                var value = start.Clone();
                value.RequiresGrad = true;
                var optimizer = make(value);
                foreach (var gradient in gradients)
                {
                    optimizer.ZeroGrad();
                    (value * gradient * sign).Sum().Backward();
                    optimizer.Step();
                }

                return value.Doubles();
            }

            for (var step = 1; step <= 3; step++)
            {
                p.Grad = gradients[step - 1];
                Milestone.Step(p, 0.1, step);
            }

            var decay = shape.Rank == 2 ? Milestone.Decay : 0;
            var (mean, square, asFirst) = (new double[shape.Elements], new double[shape.Elements], start.Doubles());
            for (var i = 0; i < 3 * shape.Elements; i++)
            {
                var (at, g) = (i % shape.Elements, gradients[i / shape.Elements].Doubles()[i % shape.Elements]);
                (mean[at], square[at]) = (0.9 * mean[at] + 0.1 * g, 0.999 * square[at] + 0.001 * g * g);
                asFirst[at] -= 0.1 * (mean[at] / 0.1 / (Math.Sqrt(square[at] / 0.001) + 1e-8) + decay * asFirst[at]);
            }

            var right = After(value => new AdamW([value], 0.1, weightDecay: decay));
            Tensors.ExpectNear(
                shape,
                right,
                p.Value,
                $"A parameter of shape {shape} after three steps with rate 0.1",
                1e-4,
                (After(value => new AdamW([value], 0.1, weightDecay: Milestone.Decay - decay)), shape.Rank == 2 ? "Matrices decay. Is the weight itself made a little smaller?" : "Only matrices decay."),
                (asFirst, "Each step was taken as the first. Is step handed on?"),
                (start.Doubles(), "It did not move. Is the result put back into Value?"),
                (After(value => new Sgd([value], 0.1)), "That is plain descent."),
                (After(value => new AdamW([value], 0.1, weightDecay: decay), sign: -1), "That went uphill."));
        }
    }

    [Graded]
    public void Training_follows_the_recipe()
    {
        // Always the same pictures: AdamW divides by the size of the gradient, and makes whole steps of the rounding of one that is nearly 0.
        var pictures = Stripes(new Rng(9), 41); // five batches of 8, and a single picture
        var network = Milestone.Network(new Rng(3), pixels: 16, hidden: 6, classes: 3);
        double[] Weights() => [.. network.SelectMany(block => block.Parameters).SelectMany(p => p.Value.Doubles())];

        double[] Twin(Func<int, double> rate, int epochs, bool shuffle = true)
        {
            var twin = new Twin(Milestone.Network(new Rng(3), pixels: 16, hidden: 6, classes: 3));
            var groups = twin.Parameters.Select(p => new ParameterGroup([p], weightDecay: p.Rank == 2 ? Milestone.Decay : 0));
            var (optimizer, order, step) = (new AdamW(groups), new Rng(5), 0);
            for (var epoch = 0; epoch < epochs; epoch++)
            {
                var batches = shuffle ? E10_1_Batches.Of(pictures.Count, 8, order) : [.. Enumerable.Range(0, pictures.Count).Chunk(8)];
                foreach (var items in batches)
                {
                    step++;
                    if (items.Length > 1)
                    {
                        optimizer.LearningRate = rate(step);
                        optimizer.ZeroGrad();
                        twin.Loss(pictures.Inputs(items), pictures.Classes(items), training: true).Backward();
                        optimizer.Step();
                    }
                }
            }

            return [.. twin.Parameters.SelectMany(p => p.Doubles())];
        }

        List<int> reported = [];
        List<double> losses = [];
        Milestone.Train(network, pictures, 2, 8, 0.01, new Rng(5), (epoch, loss) =>
        {
            reported.Add(epoch);
            losses.Add(loss);
        });
        Expect.Near(
            Twin(step => Milestone.Rate(0.01, step, 12), epochs: 2),
            Weights(),
            "After two epochs of 41 pictures in batches of 8, all parameters in a row: p",
            2e-3,
            (Twin(_ => 0.01, epochs: 2), "The rate stayed the same. Does it follow Rate(peak, step, steps)?"),
            (Twin(step => Milestone.Rate(0.01, (step - 1) % 6 + 1, 6), epochs: 2), "The cycle began anew with each epoch. Steps are counted over all of them."),
            (Twin(step => Milestone.Rate(0.01, step, 12), epochs: 2, shuffle: false), "The pictures came in the same order. Do the batches come from E10_1_Batches?"),
            (Twin(step => Milestone.Rate(0.01, step, 12), epochs: 1), "Only one epoch was learnt from."));
        Expect.Equal("1, 2", string.Join(", ", reported), "The epochs that were reported");
        Expect.True(losses[0] is > 0.3 and < 3, $"The loss reported for epoch 1 is {losses[0]:G3}. Is it the mean over the batches?");
    }

    [Graded]
    public void Accuracy_is_measured_in_use()
    {
        var rng = Draw.Rng();
        var network = Milestone.Network(new Rng(3), pixels: 16, hidden: 6, classes: 3);
        foreach (var norm in network.OfType<NormLayer>())
        {
            norm.RunningMean.CopyFrom(Tensors.Draw(rng, norm.RunningMean.Shape));
        }

        var pictures = Stripes(rng, 1234);
        int[] all = [.. Enumerable.Range(0, pictures.Count)];
        var twin = new Twin(network);
        double Right(int[] items, bool training)
        {
            var (best, classes) = (twin.Scores(pictures.Inputs(items), training).ArgMax(1), pictures.Classes(items));
            return best.Zip(classes, (a, b) => a == b ? 1.0 : 0).Average();
        }

        double[] running = [.. network.OfType<NormLayer>().SelectMany(norm => norm.RunningMean.Doubles())];
        var right = Right(all, training: false);
        var inPieces = all.Chunk(1000).Select(piece => Right(piece, training: false)).ToArray();
        Expect.Near(
            right,
            Milestone.Accuracy(network, pictures),
            "The accuracy of an untrained network on 1,234 pictures",
            1e-6,
            (inPieces.Average(), "That is the mean of the pieces. The last one is smaller: does each count by its pictures?"),
            (all.Chunk(1000).Sum(piece => piece.Length * Right(piece, training: true)) / all.Length, "That was measured in training mode."),
            (inPieces[0], "Only the first piece was measured."),
            (100 * right, "That is in percent. The share is a number from 0 to 1."));
        Expect.Near(
            running, [.. network.OfType<NormLayer>().SelectMany(norm => norm.RunningMean.Doubles())], "After measuring, the running means in a row", 1e-9);
    }

    [Graded]
    public void It_reads_what_it_has_never_seen()
    {
        var trained = s_trained.Value;
        var accuracy = Milestone.Accuracy(trained.Network, trained.Test);
        Expect.True(accuracy >= trained.Goal, $"{trained.Test.Name}: {100 * accuracy:F2}% are read right; it should be {100 * trained.Goal:F0}% at least.");
    }

    [Graded]
    public void Every_layer_has_a_part_in_the_result()
    {
        var trained = s_trained.Value;
        var now = trained.Network.SelectMany(block => block.Parameters).ToArray();
        var before = Milestone.Network(new Rng(Trained.Seed)).SelectMany(block => block.Parameters).ToArray();
        for (var i = 0; i < now.Length; i++)
        {
            var moved = before[i].Value.Doubles().Zip(now[i].Value.Doubles(), (x, y) => Math.Abs(x - y)).Max();
            Expect.True(moved > 1e-3, $"Parameter {i} is as it was before the training.");
        }

        var accuracy = Milestone.Accuracy(trained.Network, trained.Test);
        foreach (var (layer, dense) in trained.Network.OfType<DenseLayer>().Index())
        {
            using var zeroed = dense.Zeroed();
            var without = Milestone.Accuracy(trained.Network, trained.Test);
            Expect.True(
                without < accuracy / 2, $"Without layer {layer + 1} still {100 * without:F0}% of the pictures are read right: it has no part in the result.");
        }
    }

    /// <summary>Pictures of 4 x 4 pixels in three classes: bright above, bright below, or even.</summary>
    private static Pictures Stripes(Rng rng, int count)
    {
        var (pixels, classes) = (new byte[count * 16], new byte[count]);
        for (var i = 0; i < pixels.Length; i++)
        {
            var label = classes[i / 16] = (byte)(i / 16 % 3);
            var bright = label == 2 || (label == 0) == (i % 16 < 8);
            pixels[i] = (byte)(rng.Next(120) + (bright ? 100 : 0));
        }

        return new Pictures(new ImageDataset(pixels, classes, [1, 4, 4], ["above", "below", "even"]), 0.4, 0.25);
    }

    /// <summary>The same network out of the library's operations, which find their way back by themselves.</summary>
    private sealed class Twin(IBlock[] network)
    {
        private readonly (Tensor Mean, Tensor Var)[] _running =
            [.. network.OfType<NormLayer>().Select(norm => (norm.RunningMean.Clone(), norm.RunningVar.Clone()))];

        public Tensor[] Parameters { get; } =
        [
            .. network.SelectMany(block => block.Parameters).Select(p =>
            {
                var copy = p.Value.Clone();
                copy.RequiresGrad = true;
                return copy;
            }),
        ];

        public Tensor Loss(Tensor x, int[] targets, bool training) => Functional.CrossEntropy(Scores(x, training), targets);

        public Tensor Scores(Tensor x, bool training)
        {
            // Training on the batch's own statistics without a trace in the running ones.
            Tensor Normalised(Tensor input, int at, int norm) => Functional.BatchNorm(
                input, training ? null : _running[norm].Mean, training ? null : _running[norm].Var, Parameters[at], Parameters[at + 1], training);

            var h = Normalised(x.MatMul(Parameters[0]), 1, 0).Relu();
            return Normalised(h.MatMul(Parameters[3]), 4, 1).Relu().MatMul(Parameters[6]) + Parameters[7];
        }
    }

    /// <summary>A whole training.</summary>
    private sealed class Trained
    {
        public const ulong Seed = 1;

        public Trained()
        {
            (var train, Test, Goal) = Pictures.Load();
            Network = Milestone.Network(new Rng(Seed));
            Milestone.Train(Network, train, Milestone.Epochs, Milestone.BatchSize, Milestone.Peak, new Rng(2), (_, _) => { });
        }

        public IBlock[] Network { get; }

        public Pictures Test { get; }

        public double Goal { get; }
    }
}
