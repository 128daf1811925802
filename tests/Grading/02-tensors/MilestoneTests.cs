using System.Diagnostics;
using System.Numerics;
using Exercises.Stage02;
using MiniTensor;
using MiniTensor.Backends.Cpu;
using MiniTensor.Data;

namespace CourseKit.Grading.Stage02;

[GradedTests("M02")]
public sealed class MilestoneTests
{
    /// <summary>The network after the whole training, which several tests look at.</summary>
    private static readonly Lazy<Trained> s_trained = new(() => new Trained());

    [Graded]
    public void Speed_measures_the_kernel_in_the_library()
    {
        // A kernel that takes as long as it is told, slow at first, as everything is, and that notes how long it took.
        List<double> seconds = [];
        void Kernel(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int n, int k)
        {
            var clock = Stopwatch.StartNew();
            var wanted = seconds.Count == 0 ? 0.1 : seconds.Count % 2 == 0 ? 0.045 : 0.005;
            while (clock.Elapsed.TotalSeconds < wanted)
            {
            }

            c.Clear();
            seconds.Add(clock.Elapsed.TotalSeconds);
        }

        const int Size = 32;
        var speed = Milestone.Speed(Kernel, Size, 8);
        Expect.True(seconds.Count > 0, "Your kernel was not called. Does Speed multiply inside using (CustomMatMul.Use(kernel))?");
        double Gigaflops(double time) => 2.0 * Size * Size * Size / time / 1e9;
        bool IsNear(double expected) => speed > 0.75 * expected && speed < 1.02 * expected;
        var right = Gigaflops(seconds.Skip(seconds.Count == 1 ? 0 : 1).Min());
        var what = $"The speed of a kernel that takes {seconds.Min() * 1000:F1} ms for {Size} x {Size} came out {speed:G3}, expected {right:G3} GFLOP/s.";
        Expect.True(speed < 1e3, $"{what} GFLOP/s counts billions.");
        Expect.True(speed > 1.02 * Gigaflops(seconds[0]), $"{what} The first product is slow, and should not be timed.");
        Expect.True(!IsNear(right / 2), $"{what} A multiplication and an addition are two operations.");
        Expect.True(speed > 0.75 * right, $"{what} The shortest time counts.");
        Expect.True(IsNear(right), what);
        var calls = seconds.Count;
        Tensor.Ones([2, 2]).MatMul(Tensor.Ones([2, 2]));
        Expect.True(seconds.Count == calls, "After Speed the kernel is still in the library. Is what Use gives disposed?");
    }

    [Graded]
    public void Tiles_climb_the_staircase()
    {
        if (!Vector.IsHardwareAccelerated)
        {
            _ = Milestone.Speed(Products.TripleLoop, 8, 2); // nothing to time here, but a stub is to show itself
            return;
        }

        // The best of several rounds: on a busy machine the compiler comes late and good times are rare.
        var (loops, tiles) = (0.0, 0.0);
        for (var round = 0; round < 12 && (round == 0 || tiles < 4 * loops); round++)
        {
            loops = Math.Max(loops, Best(Products.TripleLoop));
            tiles = Math.Max(tiles, Best(E07_3_Tile.Multiply));
        }

        Expect.True(
            tiles >= 4 * loops,
            $"On matrices of 256 x 256 the kernel of 07.3 reaches {tiles:F1} GFLOP/s and the triple loop {loops:F1}; it should be 4 times as much.");

        static double Best(MatMulKernel kernel)
        {
            Milestone.Speed(kernel, 32, 60);
            Thread.Sleep(120);
            return Milestone.Speed(kernel, 256, 4);
        }
    }

    [Graded]
    public void A_relu_of_your_own_is_an_op_of_the_library()
    {
        var x = Tensors.Draw(Draw.Rng(), [5, 13]);
        x.CopyFrom(Tensor.Of([0f, .. x.ToArray()[1..]], x.Shape)); // one number stands at the kink
        x.RequiresGrad = true;
        var (numbers, dy) = (x.Doubles(), Tensors.Draw(Draw.Rng(), [5, 13]));
        var y = Expect.Answer(() => x.Apply(new OwnRelu()), "x.Apply(new OwnRelu())");
        Tensors.ExpectNear(
            [5, 13],
            [.. numbers.Select(v => Math.Max(v, 0))],
            y,
            "OwnRelu of 65 numbers, some of them negative",
            (numbers, "They went through as they are."),
            ([.. numbers.Select(v => Math.Min(v, 0))], "That is the smaller one of x and 0."),
            ([.. numbers.Select(Math.Abs)], "That is the absolute value."));
        (y * dy).Sum().Backward();
        double[] Slopes(Func<double, double> slope) => [.. numbers.Zip(dy.Doubles(), (v, weight) => weight * slope(v))];
        Tensors.ExpectNear(
            [5, 13],
            Slopes(v => v > 0 ? 1 : 0),
            x.Grad,
            "Back through it: dx",
            (Slopes(_ => 1), "The slope was 1 everywhere. Where x is negative, relu is level."),
            (Slopes(v => v >= 0 ? 1 : 0), "At 0 the slope is to be 0, as in exercise 08.3."),
            (Slopes(v => v > 0 ? 0 : 1), "1 and 0 are the wrong way round. Where the mask is set, Select takes its second argument."),
            (Slopes(v => Math.Max(v, 0)), "That is relu itself. Derivative gives its slope."));
    }

    [Graded]
    public void A_sum_broadcasts_forward_and_adds_up_backward()
    {
        ExpectSum([2, 3], [2, 3]);
        ExpectSum([4, 3], [3]);
        ExpectSum([2, 1], [1, 3]);
    }

    [Graded]
    public void Relu_and_mean_know_their_way_back()
    {
        var x = new TensorNode(Tensor.Of([-2, 3, 0.5f, -1], [2, 2]));
        var y = Milestone.Relu(x);
        Tensors.ExpectNear([2, 2], [0, 3, 0.5, 0], y.Value, "relu of [-2 3; 0.5 -1]");
        Expect.Equal(1, y.Inputs.Length, "The number of inputs of relu");
        Tensors.ExpectNear(
            [2, 2], [0, -20, 30, 0], y.Slopes(Tensor.Of([10, -20, 30, 40], [2, 2]))[0], "Back through it, with dy = [10 -20; 30 40]: dx");
        var mean = Milestone.Mean(x);
        Expect.Near(0.125, mean.Value.Item(), "The mean of [-2 3; 0.5 -1]", 1e-6);
        Tensors.ExpectNear([2, 2], [2, 2, 2, 2], mean.Slopes(Tensor.Scalar(8))[0], "Back through it, with dy = 8: dx");
    }

    [Graded]
    public void The_loss_is_the_mean_hinge_loss()
    {
        var rng = Draw.Rng();
        var p = Milestone.Network(new Rng(3));
        var (points, labels) = Moons(rng, 12);
        var (scores, signs) = (Scores(points, p), labels.Doubles());

        // Points of which some lie beyond the margin, or a missing relu would not show.
        for (var tries = 0; tries < 20 && scores.Zip(signs).All(pair => pair.First * pair.Second < 1.2); tries++)
        {
            (points, labels) = Moons(rng, 12);
            points *= 8;
            (scores, signs) = (Scores(points, p), labels.Doubles());
        }

        double Mean(Func<double, double, double> loss) => scores.Zip(signs, loss).Average();
        Expect.Near(
            Mean((score, label) => Math.Max(0, 1 - label * score)),
            Milestone.Loss(new TensorNode(points), labels, p).Value.Item(),
            "The loss of 12 points",
            1e-4,
            (Mean((score, label) => 1 - label * score), "Is there a relu around 1 - label * score?"),
            (Mean((score, label) => Math.Max(0, 1 + label * score)), "What is the loss of a score that has the label's sign?"),
            (Mean((score, label) => Math.Max(0, -label * score)), "Where is the 1?"),
            (12 * Mean((score, label) => Math.Max(0, 1 - label * score)), "That is the sum over the points."));
    }

    [Graded]
    public void Training_follows_the_recipe()
    {
        const int Steps = 4;
        var (points, labels) = Moons(Draw.Rng(), 30);
        double[] Reference(Func<int, double> rate, bool forget)
        {
            Tensor[] p = [.. Milestone.Network(new Rng(3)).Select(node => node.Value)];
            foreach (var parameter in p)
            {
                parameter.RequiresGrad = true;
            }

            for (var step = 1; step <= Steps; step++)
            {
                var score = ((points.MatMul(p[0]) + p[1]).Relu().MatMul(p[2]) + p[3]).Relu().MatMul(p[4]) + p[5];
                (1 - labels * score).Relu().Mean().Backward();
                using var mode = GradMode.NoGrad();
                foreach (var parameter in p)
                {
                    if (parameter.Grad is { } gradient)
                    {
                        parameter.AddInPlace(gradient, -rate(step));
                    }

                    if (forget)
                    {
                        parameter.ZeroGrad();
                    }
                }
            }

            return [.. p.SelectMany(parameter => parameter.Doubles())];
        }

        static double Falling(int step) => 1 - 0.9 * (step - 1) / (Steps - 1);
        var answer = Milestone.Network(new Rng(3));
        var first = Milestone.Loss(new TensorNode(points), labels, answer).Value.Item();
        var reported = new List<(int Step, double Loss)>();
        Milestone.Train(answer, points, labels, Steps, (step, loss) => reported.Add((step, loss)));
        Expect.Near(
            Reference(Falling, forget: true),
            [.. answer.SelectMany(node => node.Value.Doubles())],
            $"After {Steps} steps of training, all parameters in a row: p",
            1e-3,
            (Reference(Falling, forget: false), "Gradients of earlier steps are still in it: Backward adds to what a leaf holds."),
            (Reference(step => -Falling(step), forget: true), "That went uphill."),
            (Reference(_ => 1, forget: true), "The rate stayed the same. Does it fall with the step, and is the division one of doubles?"));
        Expect.Equal("1, 2, 3, 4", string.Join(", ", reported.Select(r => r.Step)), "The steps that were reported");
        Expect.Near(first, reported[0].Loss, "The loss reported for step 1, of the untrained network", 1e-5);
    }

    [Graded]
    public void Training_runs_on_the_kernel_in_the_library()
    {
        var trained = s_trained.Value;
        Expect.True(
            trained.Products >= 8 * Trained.Steps,
            $"In {Trained.Steps} steps the kernel was asked for {trained.Products} products; the network needs at least eight in a step.");
    }

    [Graded]
    public void The_moons_are_learnt()
    {
        var trained = s_trained.Value;
        Expect.True(trained.Losses[^1] < 0.1, $"After {Trained.Steps} steps the loss is {trained.Losses[^1]:F3}; it should be below 0.1.");
        var accuracy = Milestone.Accuracy(trained.Network, trained.Points, trained.Labels);
        Expect.True(accuracy >= 0.97, $"After {Trained.Steps} steps {100 * accuracy:F0}% of the points are right; it should be 97% at least.");
    }

    [Graded]
    public void Every_layer_has_a_part_in_the_result()
    {
        var trained = s_trained.Value;
        var before = Milestone.Network(new Rng(Trained.Seed));
        for (var i = 0; i < before.Length; i++)
        {
            var moved = before[i].Value.Doubles().Zip(trained.Network[i].Value.Doubles(), (x, y) => Math.Abs(x - y)).Max();
            Expect.True(moved > 1e-3, $"Parameter p[{i}] is as it was before the training.");
        }

        foreach (var layer in (int[])[0, 1, 2])
        {
            TensorNode[] without =
            [
                .. trained.Network.Select((node, i) => i / 2 == layer ? new TensorNode(Tensor.Zeros(node.Value.Shape)) : node),
            ];
            var accuracy = Milestone.Accuracy(without, trained.Points, trained.Labels);
            Expect.True(accuracy < 0.8, $"Without layer {layer + 1} still {100 * accuracy:F0}% of the points are right: it has no part in the result.");
        }
    }

    private static void ExpectSum(Shape aShape, Shape bShape)
    {
        var rng = Draw.Rng();
        var (a, b) = (new TensorNode(Tensors.Draw(rng, aShape)), new TensorNode(Tensors.Draw(rng, bShape)));
        var y = Milestone.Add(a, b);
        var right = a.Value + b.Value;
        var what = $"{aShape} plus {bShape}: ";
        Tensors.ExpectNear(right.Shape, right.Doubles(), y.Value, what + "the value");
        Expect.True(y.Inputs.Length == 2 && y.Inputs[0] == a && y.Inputs[1] == b, "A sum has two inputs, a and b, in this order.");
        var back = y.Slopes(Tensor.Ones(right.Shape));
        Expect.Equal(2, back.Length, what + "the number of gradients");
        Tensors.ExpectNear(aShape, [.. Enumerable.Repeat((double)right.Count / aShape.Elements, aShape.Elements)], back[0], what + "the gradient of a, with dy = 1 everywhere,");
        Tensors.ExpectNear(bShape, [.. Enumerable.Repeat((double)right.Count / bShape.Elements, bShape.Elements)], back[1], what + "the gradient of b, with dy = 1 everywhere,");
    }

    /// <summary>The network's scores in double precision.</summary>
    private static double[] Scores(Tensor points, TensorNode[] p)
    {
        static double[] Layer(double[] x, TensorNode weights, TensorNode bias)
        {
            var (w, b, outputs) = (weights.Value.Doubles(), bias.Value.Doubles(), bias.Value.Count);
            return [.. b.Select((start, j) => start + x.Select((value, i) => value * w[i * outputs + j]).Sum())];
        }

        static double[] Relu(double[] x) => Array.ConvertAll(x, value => Math.Max(0, value));
        return
        [
            .. points.Doubles().Chunk(2).Select(x => Layer(Relu(Layer(Relu(Layer(x, p[0], p[1])), p[2], p[3])), p[4], p[5])[0]),
        ];
    }

    private static (Tensor Points, Tensor Labels) Moons(Rng rng, int count)
    {
        var moons = MiniTensor.Data.Moons.Make(count, 0.1, rng);
        return (
            Tensor.Of([.. moons.SelectMany(p => new[] { (float)p.X, (float)p.Y })], [count, 2]),
            Tensor.Of([.. moons.Select(p => (float)p.Label)], [count, 1]));
    }

    private sealed class Trained
    {
        public const int Steps = 100;
        public const ulong Seed = 5;

        private int _products;

        public Trained()
        {
            (Points, Labels) = Moons(new Rng(1), 100);
            Network = Milestone.Network(new Rng(Seed));
            var losses = new List<double>();
            using (CustomMatMul.Use((a, b, c, m, n, k) =>
            {
                Interlocked.Increment(ref _products);
                E07_3_Tile.Multiply(a, b, c, m, n, k);
            }))
            {
                Milestone.Train(Network, Points, Labels, Steps, (_, loss) => losses.Add(loss));
            }

            Losses = losses;
        }

        public Tensor Points { get; }

        public Tensor Labels { get; }

        public TensorNode[] Network { get; }

        public IReadOnlyList<double> Losses { get; }

        public int Products => _products;
    }
}
