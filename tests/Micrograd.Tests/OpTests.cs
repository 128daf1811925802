using Micrograd;
using Xunit;

namespace CourseKit.Tests.Micrograd;

/// <summary>Every operation's slopes against central differences. A new operation is one row.</summary>
public sealed class OpTests
{
    private static readonly Dictionary<string, (Func<Value, Value, Value> Graph, Func<double, double, double> Formula)> s_ops = new()
    {
        ["a + b"] = ((a, b) => a + b, (a, b) => a + b),
        ["a + 3"] = ((a, _) => a + 3, (a, _) => a + 3),
        ["3 + a"] = ((a, _) => 3 + a, (a, _) => 3 + a),
        ["a - b"] = ((a, b) => a - b, (a, b) => a - b),
        ["a - 3"] = ((a, _) => a - 3, (a, _) => a - 3),
        ["3 - a"] = ((a, _) => 3 - a, (a, _) => 3 - a),
        ["-a"] = ((a, _) => -a, (a, _) => -a),
        ["a * b"] = ((a, b) => a * b, (a, b) => a * b),
        ["a * 3"] = ((a, _) => a * 3, (a, _) => a * 3),
        ["3 * a"] = ((a, _) => 3 * a, (a, _) => 3 * a),
        ["a / b"] = ((a, b) => a / b, (a, b) => a / b),
        ["a / 3"] = ((a, _) => a / 3, (a, _) => a / 3),
        ["3 / a"] = ((a, _) => 3 / a, (a, _) => 3 / a),
        ["a ^ 3"] = ((a, _) => a.Pow(3), (a, _) => Math.Pow(a, 3)),
        ["a ^ -1.5"] = ((a, _) => a.Pow(-1.5), (a, _) => Math.Pow(a, -1.5)),
        ["a ^ 0"] = ((a, _) => a.Pow(0), (_, _) => 1),
        ["exp a"] = ((a, _) => a.Exp(), (a, _) => Math.Exp(a)),
        ["log a"] = ((a, _) => a.Log(), (a, _) => Math.Log(a)),
        ["sqrt a"] = ((a, _) => a.Sqrt(), (a, _) => Math.Sqrt(a)),
        ["tanh a"] = ((a, _) => a.Tanh(), (a, _) => Math.Tanh(a)),
        ["sigmoid a"] = ((a, _) => a.Sigmoid(), (a, _) => 1 / (1 + Math.Exp(-a))),
        ["relu a"] = ((a, _) => a.Relu(), (a, _) => Math.Max(0, a)),
        ["relu -a"] = ((a, _) => (-a).Relu(), (a, _) => Math.Max(0, -a)),
    };

    public static TheoryData<string> Names => [.. s_ops.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Value_and_slopes_agree_with_the_formula(string name)
    {
        const double H = 1e-6;
        var (graph, formula) = s_ops[name];
        foreach (var (x, y) in new[] { (0.3, 1.7), (2.5, -0.4), (1.1, 3.2) })
        {
            var (a, b) = (new Value(x), new Value(y));
            var output = graph(a, b);
            output.Backward();
            Assert.Equal(formula(x, y), output.Data, 12);
            Assert.Equal((formula(x + H, y) - formula(x - H, y)) / (2 * H), a.Grad, 1e-6);
            Assert.Equal((formula(x, y + H) - formula(x, y - H)) / (2 * H), b.Grad, 1e-6);
        }
    }

    [Fact]
    public void Relu_at_zero_has_the_slope_zero()
    {
        var a = new Value(0);
        a.Relu().Backward();
        Assert.Equal(0, a.Grad);
    }

    [Fact]
    public void Sigmoid_and_tanh_saturate_without_nan()
    {
        foreach (var x in new[] { -1000.0, 1000.0 })
        {
            var a = new Value(x);
            (a.Sigmoid() + a.Tanh()).Backward();
            Assert.Equal(0, a.Grad);
        }
    }
}
