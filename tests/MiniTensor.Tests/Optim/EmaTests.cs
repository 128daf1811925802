using MiniTensor.Optim;
using Xunit;

namespace MiniTensor.Tests.Optim;

public sealed class EmaTests
{
    [Fact]
    public void The_average_follows_its_formula_and_trades_places_with_the_weights()
    {
        var (a, b) = (Tensor.Of([1, 2, 3]), Tensor.Ones([40, 50]));
        var ema = new Ema([a, b], decay: 0.9);
        a.Fill(5);
        ema.Update();
        a.Fill(7);
        ema.Update();
        float[] weights = [7, 7, 7];
        var averages = new[] { 1.0, 2, 3 }.Select(start => 0.9 * (0.9 * start + 0.1 * 5) + 0.1 * 7).ToArray();
        Assert.All(ema.Averages[0].ToArray(), (value, i) => Assert.Equal(averages[i], value, 1e-5));
        using (ema.Swap())
        {
            Assert.All(a.ToArray(), (value, i) => Assert.Equal(averages[i], value, 1e-5));
            Assert.Equal(weights, ema.Averages[0].ToArray());
            Assert.Contains("Dispose", Assert.Throws<InvalidOperationException>(ema.Update).Message, StringComparison.Ordinal);
            Assert.Throws<InvalidOperationException>(() => ema.StateTexts.ToList());
        }

        Assert.Equal(weights, a.ToArray());
        Assert.All(ema.Averages[0].ToArray(), (value, i) => Assert.Equal(averages[i], value, 1e-5));
        Assert.All(ema.Averages[1].ToArray(), value => Assert.Equal(1, value, 1e-6));
    }

    [Fact]
    public void Its_state_resumes_with_the_same_bits()
    {
        var weight = Tensor.Normal(new Rng(1), [7, 9]);
        var ema = new Ema([weight], decay: 0.8);
        weight.ScaleInPlace(0.3);
        ema.Update();
        var resumed = new Ema([weight], decay: 0.8);
        foreach (var ((name, from), (other, to)) in ema.StateTensors.Zip(resumed.StateTensors))
        {
            Assert.Equal(name, other);
            to.CopyFrom(from);
        }

        resumed.RestoreTexts(ema.StateTexts.ToDictionary(text => text.Name, text => text.Value));
        weight.ScaleInPlace(0.5);
        ema.Update();
        resumed.Update();
        Assert.Equal(ema.Averages[0].ToArray(), resumed.Averages[0].ToArray());
    }

    [Fact]
    public void It_needs_weights_without_gaps_and_a_decay_below_one()
    {
        Assert.Throws<ArgumentException>(() => new Ema([]));
        Assert.Throws<ArgumentException>(() => new Ema([Tensor.Zeros([4, 4]).Slice(1, 0, 2)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Ema([Tensor.Zeros([1])], decay: 1));
    }
}
