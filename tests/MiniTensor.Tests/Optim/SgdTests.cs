using MiniTensor.Optim;
using Xunit;

namespace MiniTensor.Tests.Optim;

public class SgdTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(0.9, false)]
    [InlineData(0.9, true)]
    public void Steps_follow_the_formulas(double momentum, bool nesterov)
    {
        var p = Tensor.Of([1, -2, 3]);
        p.RequiresGrad = true;
        var optimizer = new Sgd([p], 0.1, momentum, nesterov: nesterov, weightDecay: 0.01);
        var expected = new double[] { 1, -2, 3 };
        var speed = new double[3];
        for (var step = 0; step < 4; step++)
        {
            optimizer.ZeroGrad();
            p.Square().Sum().Backward();
            optimizer.Step();
            for (var i = 0; i < 3; i++)
            {
                var g = 2 * expected[i] + 0.01 * expected[i];
                speed[i] = momentum * speed[i] + g;
                expected[i] -= 0.1 * (nesterov ? g + momentum * speed[i] : speed[i]);
            }
        }

        Assert.All(p.ToArray(), (value, i) => Assert.Equal(expected[i], value, 1e-6));
    }
}
