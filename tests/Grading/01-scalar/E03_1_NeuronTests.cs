using Exercises.Stage01;
using Micrograd;

namespace CourseKit.Grading.Stage01;

[GradedTests("03.1")]
public sealed class E03_1_NeuronTests
{
    [Graded]
    public void One_input_is_scaled_and_shifted()
    {
        var rng = Draw.Rng();
        var (w, b, x) = (rng.Uniform(1, 3), rng.Uniform(1, 3), rng.Uniform(1, 3));
        Expect.Near(
            w * x + b,
            Neuron([w], b, [x]),
            $"The neuron with weight {w:F3} and bias {b:F3} at x = {x:F3}",
            1e-9,
            (w * x, "Where is the bias added?"),
            (w + x + b, "Is the weight multiplied with the input?"));
    }

    [Graded]
    public void Every_input_counts()
    {
        var rng = Draw.Rng();
        var w = Enumerable.Range(0, 3 + rng.Next(3))
            .Select(i => i % 2 == 0 ? rng.Uniform(2, 3) : rng.Uniform(-1, -0.5)).ToArray();
        var x = w.Select(_ => rng.Uniform(1, 2)).ToArray();
        var products = w.Zip(x, (weight, input) => weight * input).ToArray();
        var b = rng.Uniform(0.5, 1); // all sums are above 0, so the relu changes nothing
        Expect.Near(
            products.Sum() + b,
            Neuron(w, b, x),
            $"A neuron with {w.Length} inputs",
            1e-9,
            (Math.Max(0, products[^1] + b), "Only the last product is in it. Is each product added to the sum so far?"),
            (Math.Max(0, products[0] + b), "Only the first product is in it. Does the loop go over all inputs?"),
            (products.Sum() + products.Length * b, "The bias is in it once for each input; the neuron has one bias."),
            (products.Sum(p => Math.Max(0, p)) + b, "The relu is taken once, of the whole sum, not of each product."));
    }

    [Graded]
    public void Below_zero_the_neuron_gives_0()
    {
        var rng = Draw.Rng();
        var (product, b) = (rng.Uniform(-3, -2), rng.Uniform(-1, -0.5));
        Expect.Near(
            0,
            Neuron([product], b, [1]),
            $"The neuron whose sum is ({product:F3}) + ({b:F3})",
            1e-9,
            (product + b, "That is the sum itself. What does the relu make of a sum below 0?"),
            (b, "Is the relu taken before the bias is added? The bias belongs to the sum."));
    }

    [Graded]
    public void Backward_reaches_weights_bias_and_inputs()
    {
        var rng = Draw.Rng();
        var n = 2 + rng.Next(3);
        var weights = Graph.Leaves(Enumerable.Range(0, n).Select(_ => rng.Uniform(0.5, 2)));
        var x = Graph.Leaves(Enumerable.Range(0, n).Select(_ => rng.Uniform(0.5, 2)));
        var bias = new Value(rng.Uniform(0.5, 2));
        Graph.ExpectSlopes(
            E03_1_Neuron.Forward(weights, bias, x),
            at => Enumerable.Range(0, n).Sum(i => at[i] * at[n + i]) + at[^1],
            [.. Graph.Named("weights", weights), .. Graph.Named("x", x), ("bias", bias)],
            "neuron");
    }

    [Graded]
    public void Below_zero_no_gradient_passes()
    {
        var (weight, bias, x) = (new Value(-2), new Value(-1), new Value(3));
        E03_1_Neuron.Forward([weight], bias, [x]).Backward();
        Expect.Near(
            [0, 0, 0],
            [weight.Grad, bias.Grad, x.Grad],
            "The neuron's sum is -7, so nothing moves its output: [d/dweight, d/dbias, d/dx]");
    }

    private static double Neuron(double[] weights, double bias, double[] x) => Graph.Number(
        E03_1_Neuron.Forward(Graph.Leaves(weights), new Value(bias), Graph.Leaves(x)), "The neuron");
}
