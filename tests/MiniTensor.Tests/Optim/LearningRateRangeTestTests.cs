using MiniTensor.Optim;
using Xunit;

namespace MiniTensor.Tests.Optim;

public sealed class LearningRateRangeTestTests
{
    // Half the sum of c x x: gradient descent is stable below the rate 2 / c of the largest c, here 0.2.
    private const double Limit = 0.2;

    [Fact]
    public void It_suggests_a_rate_that_learns_and_puts_everything_back()
    {
        var weights = Tensor.Of([1, 1, 1]);
        weights.RequiresGrad = true;
        var curvatures = Tensor.Of([10, 5, 1]);
        var optimizer = new Sgd([weights], 0.01, momentum: 0.5);
        var rng = new Rng(5);
        var before = rng.StateTexts.ToList();
        Step(optimizer, weights, curvatures, rng);
        var (start, state) = (weights.ToArray(), optimizer.StateTensors.Single().Tensor.ToArray());
        var texts = optimizer.StateTexts.ToList();
        rng.RestoreTexts(before.ToDictionary(text => text.Name, text => text.Value));

        var range = LearningRateRangeTest.Run(optimizer, () => Step(optimizer, weights, curvatures, rng), [new Weights(weights), rng], lowest: 1e-4, highest: 10, steps: 60);

        Assert.InRange(range.Suggestion ?? 0, Limit / 50, 2 * Limit);
        Assert.Equal(1e-4, range.Rates[0], 1e-12);
        Assert.True(range.Rates.Count < 60, "the loss grew without bounds, and the test went on");
        Assert.Equal(range.Rates.Count, range.Losses.Count);
        Assert.Equal(range.Rates.Count, range.Smoothed.Count);
        Assert.Equal(start, weights.ToArray());
        Assert.Equal(state, optimizer.StateTensors.Single().Tensor.ToArray());
        Assert.Equal(texts, optimizer.StateTexts.ToList());
        Assert.Equal(before, rng.StateTexts.ToList());
        Assert.Null(weights.Grad);
    }

    [Fact]
    public void A_loss_that_never_falls_suggests_nothing()
    {
        var weights = Tensor.Ones([1]);
        var range = LearningRateRangeTest.Run(new Sgd([weights], 0.1), () => 2, [], steps: 10);
        Assert.Null(range.Suggestion);
        Assert.Equal(10, range.Rates.Count);
        Assert.Equal(10, range.Rates[^1], 1e-9);
    }

    [Fact]
    public void A_fall_from_a_peak_behind_the_lowest_loss_is_not_suggested()
    {
        // Down from 2 to 1 in thirty steps, up to a peak, and down from there faster than ever before.
        var step = 0;
        var range = LearningRateRangeTest.Run(new Sgd([Tensor.Ones([1])], 0.1), Loss, [], lowest: 1e-4, highest: 1, steps: 50);
        Assert.Equal(50, range.Rates.Count);
        Assert.InRange(range.Suggestion ?? 1, 1e-4, range.Rates[30]);

        double Loss() => step++ switch
        {
            < 30 => 2 - step / 30.0,
            < 40 => 3.5,
            _ => 1.5,
        };
    }

    [Fact]
    public void A_step_that_fails_puts_everything_back_too()
    {
        var weights = Tensor.Ones([1]);
        var optimizer = new Sgd([weights], 0.1);
        Assert.Throws<InvalidOperationException>(() => LearningRateRangeTest.Run(optimizer, () => throw new InvalidOperationException("no data"), []));
        Assert.Equal(0.1, optimizer.LearningRate);
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateRangeTest.Run(optimizer, () => 0, [], lowest: 1, highest: 0.5));
    }

    private static double Step(Sgd optimizer, Tensor weights, Tensor curvatures, Rng rng)
    {
        optimizer.ZeroGrad();
        var loss = (weights.Square() * curvatures).Sum() * (0.5 + 1e-3 * rng.Uniform());
        loss.Backward();
        optimizer.Step();
        return loss.Item();
    }

    private sealed class Weights(Tensor tensor) : MiniTensor.Training.IStateful
    {
        public IEnumerable<(string Name, Tensor Tensor)> StateTensors => [("weights", tensor)];

        public IEnumerable<(string Name, string Value)> StateTexts => [];

        public void RestoreTexts(IReadOnlyDictionary<string, string> texts)
        {
        }
    }
}
