using Exercises.Stage01;
using Micrograd;

namespace CourseKit.Grading.Stage01;

[GradedTests("02.1")]
public sealed class E02_1_ArithmeticTests
{
    private const string Fraction =
        "How often would you multiply for an exponent of -1 or 0.5? Math has a function for it.";

    public E02_1_ArithmeticTests() =>
        Expect.DoesNotCall(typeof(E02_1_Arithmetic), typeof(Value), "op_Addition", "op_Multiply", nameof(Value.Pow));

    [Graded]
    public void A_sum_remembers_its_inputs()
    {
        var (a, b) = (new Value(3), new Value(4));
        var sum = E02_1_Arithmetic.Add(a, b);
        Expect.Near(7, sum.Data, "3 + 4");
        IsNode(sum, "+", "Add(a, b)", ("a", a), ("b", b));
    }

    [Graded]
    public void A_sum_follows_each_input_one_to_one()
    {
        var (a, b) = Numbers();
        var sum = E02_1_Arithmetic.Add(a, b);
        const string Asks = "When this input moves by 0.001, by how much does the sum move?";
        Expect.Near(1, sum.Slope(0), $"d(a + b)/da at a = {a.Data}, b = {b.Data}", 1e-9, (sum.Slope(0), Asks));
        Expect.Near(1, sum.Slope(1), $"d(a + b)/db at a = {a.Data}, b = {b.Data}", 1e-9, (sum.Slope(1), Asks));
    }

    [Graded]
    public void A_product_remembers_its_inputs()
    {
        var (a, b) = (new Value(3), new Value(4));
        var product = E02_1_Arithmetic.Multiply(a, b);
        Expect.Near(12, product.Data, "3 * 4");
        IsNode(product, "*", "Multiply(a, b)", ("a", a), ("b", b));
    }

    [Graded]
    public void A_product_moves_as_fast_as_its_other_factor_is_large()
    {
        var (a, b) = Numbers();
        var product = E02_1_Arithmetic.Multiply(a, b);
        Slope("a", a.Data, "b", b.Data, product.Slope(0));
        Slope("b", b.Data, "a", a.Data, product.Slope(1));

        static void Slope(string moving, double movingData, string still, double stillData, double slope) =>
            Expect.Near(
                stillData,
                slope,
                $"d(a * b)/d{moving} at {moving} = {movingData}, {still} = {stillData}",
                1e-9,
                (movingData, $"Hold {still} still: when {moving} moves by 0.001, by how much does a * b move?"),
                (1, $"Does a * b move by 0.001 when {moving} does? Try it with a = 3, b = 4."),
                (movingData * stillData, "That is a * b itself. The slope says how fast it changes."));
    }

    [Graded]
    public void A_power_may_have_any_exponent()
    {
        var a = new Value(4);
        IsNode(E02_1_Arithmetic.Power(a, 2), "pow", "Power(a, 2)", ("a", a));
        Expect.Near(16, E02_1_Arithmetic.Power(a, 2).Data, "4 to the power 2");
        Expect.Near(0.25, E02_1_Arithmetic.Power(a, -1).Data, "4 to the power -1", 1e-9, (1, Fraction), (0, Fraction));
        Expect.Near(
            2, E02_1_Arithmetic.Power(a, 0.5).Data, "4 to the power 0.5", 1e-9, (1, Fraction), (4, Fraction));
    }

    [Graded]
    public void A_power_loses_one_from_its_exponent()
    {
        // x^5 at 2: the slope is 5 * 2^4.
        Expect.Near(
            80,
            E02_1_Arithmetic.Power(new Value(2), 5).Slope(0),
            "The slope of x^5 at x = 2",
            1e-9,
            (4 * 32, "Which number goes in front, and which becomes the exponent?"),
            (5 * 32, "Is the power in the slope still the fifth?"),
            (16, "What becomes of the 5 that stood in the exponent?"),
            (4 * 16, "Which number comes to the front, the old exponent or the new one?"),
            (5 * 2, "That is 5x. Which power of x belongs there?"),
            (32, "That is x^5 itself. The slope says how fast it changes."));
        Expect.Near(-0.0625, E02_1_Arithmetic.Power(new Value(4), -1).Slope(0), "The slope of x^-1 at x = 4");
        Expect.Near(0.25, E02_1_Arithmetic.Power(new Value(4), 0.5).Slope(0), "The slope of x^0.5 at x = 4");
    }

    [Graded]
    public void Slopes_agree_with_measured_ones()
    {
        var (a, b) = Numbers();
        var exponent = Draw.Rng().Rounded(-3, 3);
        string at = $"at a = {a.Data}, b = {b.Data}";
        var sum = E02_1_Arithmetic.Add(a, b);
        var product = E02_1_Arithmetic.Multiply(a, b);
        Expect.Near(Measured(a, () => E02_1_Arithmetic.Add(a, b)), sum.Slope(0), $"d(a + b)/da {at}", 1e-6);
        Expect.Near(Measured(b, () => E02_1_Arithmetic.Add(a, b)), sum.Slope(1), $"d(a + b)/db {at}", 1e-6);
        Expect.Near(Measured(a, () => E02_1_Arithmetic.Multiply(a, b)), product.Slope(0), $"d(a * b)/da {at}", 1e-6);
        Expect.Near(Measured(b, () => E02_1_Arithmetic.Multiply(a, b)), product.Slope(1), $"d(a * b)/db {at}", 1e-6);
        Expect.Near(
            Measured(a, () => E02_1_Arithmetic.Power(a, exponent)),
            E02_1_Arithmetic.Power(a, exponent).Slope(0),
            $"The slope of x^{exponent} at x = {a.Data}",
            1e-6);
    }

    /// <summary>Two random numbers that no slope of a sum or product can confuse.</summary>
    private static (Value A, Value B) Numbers()
    {
        var rng = Draw.Rng();
        return (new Value(rng.Rounded(2, 3)), new Value(rng.Rounded(4, 5)));
    }

    /// <summary>The node's inputs are these very objects, and its op is the name that drawings show.</summary>
    private static void IsNode(Value node, string op, string call, params (string Name, Value Node)[] inputs)
    {
        Expect.Equal(
            inputs.Length,
            node.InputCount,
            $"The number of inputs of {call}",
            "A node made with new Value(data) alone is a leaf. Which constructor remembers inputs?");
        for (var i = 0; i < inputs.Length; i++)
        {
            Expect.True(
                ReferenceEquals(inputs[i].Node, node.Input(i)),
                $"Input {i} of {call} is not {inputs[i].Name} itself. "
                + $"Is a new Value made where {inputs[i].Name} should be handed on?");
        }

        Expect.Equal(op, node.Op, $"The op of {call}");
    }

    private static double Measured(Value input, Func<Value> node)
    {
        const double H = 1e-5;
        var middle = input.Data;
        input.Data = middle + H;
        var right = node().Data;
        input.Data = middle - H;
        var left = node().Data;
        input.Data = middle;
        return (right - left) / (2 * H);
    }
}
