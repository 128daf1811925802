using Micrograd;
using MiniTensor;
using MiniTensor.Data;
using Xunit;

namespace CourseKit.Tests.Micrograd;

public sealed class TrainingTests
{
    [Fact]
    public void The_moons_demo_has_337_parameters_and_reaches_100_percent()
    {
        var rng = new Rng(2);
        var points = Moons.Make(100, 0.1, rng);
        var net = new Mlp(2, [16, 16, 1], () => rng.Uniform(-1, 1));
        Assert.Equal(337, net.Parameters.Count());

        // The recipe of karpathy/micrograd's demo: hinge loss, 1e-4 L2, the whole set a step, rate 1.0 to 0.1.
        var optimizer = new Sgd(net.Parameters, 1.0);
        var correct = 0;
        for (var step = 0; step < 100; step++)
        {
            var loss = new Value(0);
            correct = 0;
            foreach (var point in points)
            {
                var score = net.Forward([new(point.X), new(point.Y)])[0];
                loss += (1 - point.Label * score).Relu() / points.Length;
                correct += score.Data > 0 == point.Label > 0 ? 1 : 0;
            }

            foreach (var parameter in optimizer.Parameters)
            {
                loss += 1e-4 * parameter * parameter;
            }

            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.LearningRate = 1.0 - 0.9 * step / 100;
            optimizer.Step();
        }

        Assert.Equal(100, correct);
    }

    [Fact]
    public void Sgd_with_momentum_follows_the_formula()
    {
        // By hand: grads 1, 1, 1; v = 1, 1.9, 2.71; p = -0.1 (1 + 1.9 + 2.71).
        var p = new Value(0);
        var optimizer = new Sgd([p], 0.1, momentum: 0.9);
        for (var i = 0; i < 3; i++)
        {
            p.Grad = 1;
            optimizer.Step();
        }

        Assert.Equal(-0.561, p.Data, 12);
    }

    [Fact]
    public void Adams_first_step_is_the_learning_rate_whatever_the_gradients_size()
    {
        foreach (var gradient in new[] { 1e-3, 1.0, 1e3 })
        {
            var p = new Value(5);
            var optimizer = new Adam([p], 0.01);
            p.Grad = gradient;
            optimizer.Step();
            Assert.Equal(5 - 0.01, p.Data, 6);
        }
    }

    [Fact]
    public void Adam_follows_the_paper_on_a_parabola()
    {
        // Algorithm 1 of arXiv:1412.6980, written out with its own running sums.
        var p = new Value(1);
        var optimizer = new Adam([p], 0.1, 0.85, 0.99, 1e-8);
        var (x, m, v) = (1.0, 0.0, 0.0);
        for (var t = 1; t <= 20; t++)
        {
            optimizer.ZeroGrad();
            (p * p).Backward();
            optimizer.Step();
            var g = 2 * x;
            (m, v) = (0.85 * m + 0.15 * g, 0.99 * v + 0.01 * g * g);
            x -= 0.1 * m / (1 - Math.Pow(0.85, t)) / (Math.Sqrt(v / (1 - Math.Pow(0.99, t))) + 1e-8);
            Assert.Equal(x, p.Data, 12);
        }
    }

    [Fact]
    public void A_neuron_given_too_few_inputs_says_so()
    {
        var error = Assert.Throws<ArgumentException>(() => new Neuron(3, () => 0.1).Forward([new Value(1)]));
        Assert.Contains("it has 3 weights; got 1 inputs", error.Message, StringComparison.Ordinal);
    }
}
