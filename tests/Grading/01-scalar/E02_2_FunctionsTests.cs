using Exercises.Stage01;
using Micrograd;

namespace CourseKit.Grading.Stage01;

[GradedTests("02.2")]
public sealed class E02_2_FunctionsTests
{
    public E02_2_FunctionsTests() =>
        Expect.DoesNotCall(typeof(E02_2_Functions), typeof(Value), nameof(Value.Exp), nameof(Value.Log), nameof(Value.Tanh), nameof(Value.Relu));

    [Graded]
    public void Exp_is_its_own_slope()
    {
        var node = NodeOf(E02_2_Functions.Exp, 2, "Exp");
        Expect.Near(Math.Exp(2), node.Data, "e^2");
        Expect.Near(
            Math.Exp(2),
            node.Slope(0),
            "The slope of e^x at x = 2",
            1e-9,
            (2 * Math.E, "That is x e^(x - 1), the rule for x to a constant power. Here x is in the exponent."),
            (1, "Does e^x grow equally fast everywhere?"),
            (2, "What does e^x grow as fast as?"));
    }

    [Graded]
    public void Log_has_the_slope_1_over_x()
    {
        var node = NodeOf(E02_2_Functions.Log, 4, "Log");
        Expect.Near(
            Math.Log(4),
            node.Data,
            "ln 4",
            1e-9,
            (Math.Log10(4), "That is the logarithm to base 10. Which of Math's logarithms is the natural one?"),
            (2, "That is the logarithm to base 2. Which of Math's logarithms is the natural one?"));
        Expect.Near(
            0.25,
            node.Slope(0),
            "The slope of ln x at x = 4",
            1e-9,
            (1 / Math.Log(4), "1 divided by what: by the input, or by the result?"),
            (4, "Does ln x grow faster or slower as x becomes larger?"),
            (Math.Log(4), "That is ln x itself. The slope says how fast it changes."));
    }

    [Graded]
    public void Tanh_has_the_slope_1_minus_its_square()
    {
        var t = Math.Tanh(0.5);
        var node = NodeOf(E02_2_Functions.Tanh, 0.5, "Tanh");
        Expect.Near(t, node.Data, "tanh 0.5", 1e-9, (Math.Tan(0.5), "That is tan, the tangent of an angle."));
        Expect.Near(
            1 - t * t,
            node.Slope(0),
            "The slope of tanh x at x = 0.5",
            1e-9,
            (1 - t, "Which part of 1 - t^2 is missing?"),
            (1 - 0.25, "What is t: the input, or the result?"),
            (t * (1 - t), "That is the slope of the sigmoid, a relative of tanh."),
            (t * t, "That is how much slope is lost. How much is left?"));
    }

    [Graded]
    public void Relu_is_flat_below_zero()
    {
        var above = NodeOf(E02_2_Functions.Relu, 3, "Relu");
        Expect.Near(3, above.Data, "relu 3");
        Expect.Near(1, above.Slope(0), "The slope of relu x at x = 3", 1e-9, (3, "Is that the slope, or the result?"));

        var below = NodeOf(E02_2_Functions.Relu, -2, "Relu");
        Expect.Near(0, below.Data, "relu -2", 1e-9, (below.Data, "What does relu make of a number below 0?"));
        Expect.Near(
            0,
            below.Slope(0),
            "The slope of relu x at x = -2",
            1e-9,
            (below.Slope(0), "The result is 0 there. When x moves a little, what is it then?"));

        var corner = NodeOf(E02_2_Functions.Relu, 0, "Relu");
        Expect.Near(0, corner.Data, "relu 0");
        Expect.Near(0, corner.Slope(0), "The slope of relu x at x = 0", 1e-9, (1, "Is 0 above 0?"));
    }

    [Graded]
    public void Tanh_works_far_from_zero()
    {
        foreach (var x in (double[])[1000, -1000])
        {
            var node = NodeOf(E02_2_Functions.Tanh, x, "Tanh");
            Expect.Near(
                Math.Sign(x), node.Data, $"tanh {x}", 1e-9, (double.NaN, "How large is e^1000 for a double?"));
            Expect.Near(0, node.Slope(0), $"The slope of tanh x at x = {x}");
        }
    }

    [Graded]
    public void Slopes_agree_with_measured_ones()
    {
        var rng = Draw.Rng();
        for (var i = 0; i < 10; i++)
        {
            Compare(E02_2_Functions.Exp, Math.Exp, "e^x", rng.Rounded(-3, 3));
            Compare(E02_2_Functions.Log, Math.Log, "ln x", rng.Rounded(0.5, 5));
            Compare(E02_2_Functions.Tanh, Math.Tanh, "tanh x", rng.Rounded(-3, 3));
            Compare(E02_2_Functions.Relu, x => Math.Max(0, x), "relu x", rng.Rounded(0.1, 3));
            Compare(E02_2_Functions.Relu, x => Math.Max(0, x), "relu x", rng.Rounded(-3, -0.1));
        }
    }

    /// <summary>The node of one function at x, which must remember its input.</summary>
    private static Value NodeOf(Func<Value, Value> function, double x, string name)
    {
        var a = new Value(x);
        var node = function(a);
        Expect.Equal(
            1,
            node.InputCount,
            $"The number of inputs of {name}(a)",
            "A node made with new Value(data) alone is a leaf. Which constructor remembers an input?");
        Expect.Equal(name.ToLowerInvariant(), node.Op, $"The op of {name}(a)");
        Expect.True(
            ReferenceEquals(a, node.Input(0)),
            $"The input of {name}(a) is not a itself. Is a new Value made where a should be handed on?");
        return node;
    }

    private static void Compare(Func<Value, Value> function, Func<double, double> oracle, string name, double x)
    {
        const double H = 1e-5;
        var node = function(new Value(x));
        Expect.Near(oracle(x), node.Data, $"{name} at x = {x}");
        var measured = (oracle(x + H) - oracle(x - H)) / (2 * H);
        Expect.Near(measured, node.Slope(0), $"The slope of {name} at x = {x}", 1e-6);
    }
}
