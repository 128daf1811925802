using Exercises.Stage01;
using Micrograd;

namespace CourseKit.Grading.Stage01;

[GradedTests("02.4")]
public sealed class E02_4_BackwardTests
{
    private const string Slope = "How fast does the result change with this input? The node's Slope(i) knows.";

    public E02_4_BackwardTests() =>
        Expect.DoesNotCall(typeof(E02_4_Backward), typeof(Value), nameof(Value.Backward));

    [Graded]
    public void One_product_passes_its_slopes_to_its_inputs()
    {
        var (a, b) = (new Value(3), new Value(4));
        var c = a * b;
        Run(c);
        const string Seed = "When the output moves by 0.001, by how much does the output move?";
        const string Other = "Which local slope belongs to which input?";
        const string Nothing = "Did the walk pass this input by?";
        const string Data = "That is the slope times 12, which is c itself. What does a node pass on, its Data or its Grad?";
        Expect.Near(1, c.Grad, "dc/dc, with c = a * b,", 1e-9, (0, Seed));
        const string At = "with c = a * b, a = 3, b = 4,";
        Expect.Near(4, a.Grad, $"dc/da, {At}", 1e-9, (3, Other), (1, Slope), (0, Nothing), (48, Data));
        Expect.Near(3, b.Grad, $"dc/db, {At}", 1e-9, (4, Other), (1, Slope), (0, Nothing), (36, Data));
    }

    [Graded]
    public void Slopes_multiply_along_a_chain()
    {
        // y = 5c, c = 2b, b = 3a: the slopes 5, 2 and 3 stand in a row.
        const string Order = "Which end of the list knows its gradient first?";
        const string Chain = "When b moves by 0.001, c moves by 0.002. By how much does y move?";
        var a = new Value(0.7);
        var b = 3 * a;
        var c = 2 * b;
        var y = 5 * c;
        Run(y);
        Expect.Near(5, c.Grad, "dy/dc, with y = 5c,", 1e-9, (1, Slope), (0, "Did the walk pass this node by?"));
        Expect.Near(10, b.Grad, "dy/db, with c = 2b and y = 5c,", 1e-9, (2, Chain), (7, Chain), (0, Order));
        Expect.Near(30, a.Grad, "dy/da, with b = 3a, c = 2b and y = 5c,", 1e-9, (0, Order));
    }

    [Graded]
    public void Shared_input_collects_both_paths()
    {
        var a = new Value(3);
        Run(a + a);
        Expect.Near(2, a.Grad, "d(a + a)/da", 1e-9, (1, "Is a gradient assigned where it should be added?"));
    }

    [Graded]
    public void Diamond_waits_for_every_user()
    {
        var a = new Value(3);
        var b = a + a;
        var c = b + b;
        Run(c);
        Expect.Near(2, b.Grad, "dc/db, with c = b + b,");
        Expect.Near(
            4,
            a.Grad,
            "dc/da, with b = a + a and c = b + b,",
            1e-9,
            (6, "Did b pass its gradient on before it was complete?"));
    }

    [Graded]
    public void Second_call_starts_from_zero()
    {
        var a = new Value(0.7);
        var b = 2 * a;
        var c = 3 * b;
        Run(c);
        a.Grad = 0; // the leaf is forgotten by hand, as ZeroGrad does; the rest is the learner's
        Run(c);
        const string Asks = "Which nodes still held a gradient from the first call?";
        Expect.Near(1, c.Grad, "dc/dc after a second call", 1e-9, (c.Grad, Asks));
        Expect.Near(3, b.Grad, "dc/db, with c = 3b, after a second call", 1e-9, (b.Grad, Asks));
        Expect.Near(6, a.Grad, "dc/da, with b = 2a and c = 3b, after a second call", 1e-9, (a.Grad, Asks));
    }

    [Graded]
    public void Leaves_add_up_over_two_outputs()
    {
        // The loss of a batch is a sum over its examples; calling Run for each example must give the sum's gradient.
        var a = new Value(0.7);
        Run(2 * a);
        Run(5 * a);
        Expect.Near(
            7,
            a.Grad,
            "After one call for 2a and one for 5a, a.Grad",
            1e-9,
            (5, "What happened to the 2 that the leaf held?"));
    }

    [Graded]
    public void Gradients_agree_with_measured_slopes()
    {
        var rng = Draw.Rng();
        for (var round = 0; round < 10; round++)
        {
            Value[] x = [.. Enumerable.Range(0, 3).Select(_ => new Value(rng.Rounded(0.5, 2)))];
            Run(Formula(x));
            for (var i = 0; i < x.Length; i++)
            {
                var at = string.Join(", ", x.Select(v => v.Data));
                Expect.Near(
                    Measured(x, i),
                    x[i].Grad,
                    $"The gradient of tanh(a b + c) exp(a) / (a b + c) + ln c at a, b, c = {at}: d/d{"abc"[i]}",
                    1e-6);
            }
        }
    }

    private static void Run(Value output) => E02_4_Backward.Run(TopologicalOrder.Of(output));

    private static Value Formula(Value[] x)
    {
        var (a, b, c) = (x[0], x[1], x[2]);
        var shared = a * b + c;
        return shared.Tanh() * a.Exp() / shared + c.Log();
    }

    private static double Measured(Value[] x, int i)
    {
        const double H = 1e-5;
        var middle = x[i].Data;
        x[i].Data = middle + H;
        var right = Formula(x).Data;
        x[i].Data = middle - H;
        var left = Formula(x).Data;
        x[i].Data = middle;
        return (right - left) / (2 * H);
    }
}
