using Micrograd;
using Xunit;

namespace CourseKit.Tests.Micrograd;

public sealed class ValueTests
{
    [Fact]
    public void The_readme_example_of_karpathy_micrograd_gives_its_numbers()
    {
        // Source: the README of github.com/karpathy/micrograd.
        var (a, b) = (new Value(-4.0), new Value(2.0));
        var c = a + b;
        var d = a * b + b.Pow(3);
        c += c + 1;
        c += 1 + c + -a;
        d += d * 2 + (b + a).Relu();
        d += 3 * d + (b - a).Relu();
        var f = (c - d).Pow(2);
        var g = f / 2.0 + 10.0 / f;
        g.Backward();
        Assert.Equal(24.7041, g.Data, 4);
        Assert.Equal(138.8338, a.Grad, 4);
        Assert.Equal(645.5773, b.Grad, 4);
    }
}
