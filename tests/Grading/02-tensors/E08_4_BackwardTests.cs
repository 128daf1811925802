using Exercises.Stage02;
using MiniTensor;

namespace CourseKit.Grading.Stage02;

[GradedTests("08.4")]
public sealed class E08_4_BackwardTests
{
    [Graded]
    public void The_output_moves_as_fast_as_itself()
    {
        var (a, b) = (Leaf(3, 4), Leaf(5, 6));
        var c = Times(a, b);
        E08_4_Backward.Run(c);
        Tensors.ExpectNear([2], [1, 1], c.Grad, "dc/dc, with c = a * b,");
        Tensors.ExpectNear(
            [2], [5, 6], a.Grad, "dc/da, with a = [3 4], b = [5 6], c = a * b,", ([3, 4], "Which gradient belongs to which input?"));
        Tensors.ExpectNear([2], [3, 4], b.Grad, "dc/db, with a = [3 4], b = [5 6], c = a * b,");
    }

    [Graded]
    public void Slopes_multiply_along_a_chain()
    {
        var a = Leaf(1, 2);
        var c = Scaled(5, Scaled(2, Scaled(3, a)));
        E08_4_Backward.Run(c);
        Tensors.ExpectNear(
            [2], [30, 30], a.Grad, "dc/da, with b = 3a, d = 2b, c = 5d,", ([3, 3], "What is handed to Slopes: the node's own gradient, or ones?"));
    }

    [Graded]
    public void Shared_input_collects_both_paths()
    {
        var a = Leaf(3, 4);
        E08_4_Backward.Run(Times(a, a));
        Tensors.ExpectNear(
            [2], [6, 8], a.Grad, "d(a * a)/da, with a = [3 4],", ([3, 4], "Is a gradient assigned where it should be added?"));
    }

    [Graded]
    public void Diamond_waits_for_every_user()
    {
        var a = Leaf(1, 1);
        var b = Plus(a, a);
        E08_4_Backward.Run(Plus(b, Scaled(10, b)));
        Tensors.ExpectNear(
            [2],
            [22, 22],
            a.Grad,
            "dc/da, with b = a + a and c = b + 10b,",
            ([24, 24], "Did b pass its gradient on before it was complete?"),
            ([42, 42], "Did b pass its gradient on before it was complete?"),
            ([2, 2], "Only one use of b is in it."),
            ([20, 20], "Only one use of b is in it."));
    }

    [Graded]
    public void Two_inputs_may_be_given_the_same_tensor()
    {
        // Plus hands one and the same tensor to both inputs. Adding to a's must not change b's.
        const string Shared = "Was a tensor changed in place that somebody else holds as well? x + y makes a new one.";
        foreach (var sumFirst in (bool[])[false, true])
        {
            var (a, b) = (Leaf(1, 2), Leaf(3, 4));
            var (sum, ten) = (Plus(a, b), Scaled(10, a));
            var c = sumFirst ? Plus(sum, ten) : Plus(ten, sum);
            E08_4_Backward.Run(c);
            Tensors.ExpectNear([2], [11, 11], a.Grad, "dc/da, with c = (a + b) + 10a,", ([21, 21], Shared));
            Tensors.ExpectNear([2], [1, 1], b.Grad, "dc/db, with c = (a + b) + 10a,", ([11, 11], Shared));
            Tensors.ExpectNear([2], [1, 1], sum.Grad, "The gradient of a + b, with c = (a + b) + 10a,", ([11, 11], Shared));
        }
    }

    [Graded]
    public void Second_call_starts_from_nothing()
    {
        var a = Leaf(1, 2);
        var b = Scaled(2, a);
        var c = Scaled(3, b);
        E08_4_Backward.Run(c);
        a.Grad = null;
        E08_4_Backward.Run(c);
        const string Stale = "Which nodes still held a gradient from the first call?";
        Tensors.ExpectNear([2], [1, 1], c.Grad, "dc/dc after a second call", ([2, 2], Stale));
        Tensors.ExpectNear([2], [3, 3], b.Grad, "dc/db, with c = 3b, after a second call", ([6, 6], Stale), ([9, 9], Stale));
        Tensors.ExpectNear([2], [6, 6], a.Grad, "dc/da, with b = 2a and c = 3b, after a second call");
    }

    [Graded]
    public void Leaves_add_up_over_two_outputs()
    {
        var a = Leaf(1, 2);
        E08_4_Backward.Run(Scaled(2, a));
        E08_4_Backward.Run(Scaled(5, a));
        Tensors.ExpectNear(
            [2],
            [7, 7],
            a.Grad,
            "After one call for 2a and one for 5a, a.Grad",
            ([5, 5], "What happened to the 2 that the leaf held?"));
    }

    [Graded(WhenStackOverflows = "Walk the graph with a stack of your own.")]
    public void Deep_chain_does_not_recurse()
    {
        var a = Leaf(1, 2);
        var c = a;
        for (var i = 0; i < 100_000; i++)
        {
            c = new TensorNode(c.Value, [c], dy => [dy]);
        }

        E08_4_Backward.Run(c);
        Tensors.ExpectNear([2], [1, 1], a.Grad, "The gradient at the far end of 100,000 nodes with slope 1");
    }

    private static TensorNode Leaf(params float[] numbers) => new(Tensor.Of(numbers));

    private static TensorNode Plus(TensorNode a, TensorNode b) => new(a.Value + b.Value, [a, b], dy => [dy, dy]);

    private static TensorNode Times(TensorNode a, TensorNode b) =>
        new(a.Value * b.Value, [a, b], dy => [dy * b.Value, dy * a.Value]);

    private static TensorNode Scaled(float factor, TensorNode a) => new(a.Value * factor, [a], dy => [dy * factor]);
}
