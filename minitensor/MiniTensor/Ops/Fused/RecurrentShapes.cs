using MiniTensor.Autograd;
using MiniTensor.Backends;

namespace MiniTensor.Ops;

/// <summary>What the recurrent ops have in common.</summary>
internal static class RecurrentShapes
{
    /// <summary>The tensor, or a copy of it, with the elements of each row one after another.</summary>
    public static Tensor WithRows(Tensor x) => x.Layout.Strides[^1] == 1 ? x : x.Contiguous();

    /// <summary>Step number <paramref name="t"/> of (T, N, ...), not recorded.</summary>
    public static Tensor Step(Tensor x, int t)
    {
        var layout = x.Layout;
        return new Tensor(x.Storage, new Layout(layout.Sizes[1..].ToArray(), layout.Strides[1..].ToArray(), layout.Offset + t * layout.Strides[0]));
    }

    /// <summary>The rows of steps <paramref name="from"/> to <paramref name="to"/> - 1 of a contiguous (T, N, C), as one matrix.</summary>
    public static Tensor Rows(Tensor x, int from, int to)
    {
        var (rows, columns) = (x.Layout.Sizes[1], x.Layout.Sizes[2]);
        return new Tensor(x.Storage, new Layout([(to - from) * rows, columns], [columns, 1], x.Layout.Offset + from * rows * columns));
    }

    /// <summary>The transposed weight to multiply with in each of that many steps: written out where it is used often.</summary>
    public static Tensor Transposed(Tensor w, int steps)
    {
        var view = MatMulOp.Transposed(w);
        return steps > 1 ? view.Contiguous() : view;
    }

    /// <summary>daT . (the state before each step): all steps in one product, and the first, which came from outside.</summary>
    /// <param name="da">Shape (T, N, gates * H), contiguous.</param>
    /// <param name="y">The states after each step, shape (T or more, N, H), contiguous.</param>
    /// <param name="h">The state before the first, shape (N, H).</param>
    /// <param name="w">The weight, for the order of its gradient in memory.</param>
    public static Tensor WeightGradient(Tensor da, Tensor y, Tensor h, Tensor w)
    {
        var steps = da.Layout.Sizes[0];
        var dw = MatMulOp.Product(MatMulOp.Transposed(Step(da, 0)), h, w.Layout);
        if (steps > 1)
        {
            var rest = MatMulOp.Product(MatMulOp.Transposed(Rows(da, 1, steps)), Rows(y, 0, steps - 1), w.Layout);
            rest.AddInPlaceUnchecked(dw);
            return rest;
        }

        return dw;
    }

    /// <summary>Throws unless the shapes are those of a cell with that many gates.</summary>
    public static void CheckCell(string op, int gates, Tensor x, Tensor h, Tensor? c, Tensor weightIh, Tensor weightHh, Tensor? biasIh, Tensor? biasHh)
    {
        ShapeException.Require(
            x.Rank == 2 && h.Rank == 2 && x.Layout.Sizes[0] == h.Layout.Sizes[0], op, $"needs x (N, I) and h (N, H); got {x.Shape} and {h.Shape}");
        CheckWeights(op, gates, x, h, c, weightIh, weightHh, biasIh, biasHh);
    }

    /// <summary>Throws unless the shapes are those of a sequence.</summary>
    public static void CheckSequence(string op, int gates, Tensor x, Tensor h, Tensor? c, Tensor weightIh, Tensor weightHh, Tensor? biasIh, Tensor? biasHh)
    {
        ShapeException.Require(
            x.Rank == 3 && x.Layout.Sizes[0] > 0 && h.Rank == 2 && x.Layout.Sizes[1] == h.Layout.Sizes[0],
            op,
            $"needs x (T, N, I) of at least one step and h (N, H); got {x.Shape} and {h.Shape}");
        CheckWeights(op, gates, x, h, c, weightIh, weightHh, biasIh, biasHh);
    }

    private static void CheckWeights(
        string op, int gates, Tensor x, Tensor h, Tensor? c, Tensor weightIh, Tensor weightHh, Tensor? biasIh, Tensor? biasHh)
    {
        ShapeException.Require(c is null || c.Shape == h.Shape, op, $"needs c of h's shape {h.Shape}; got {c?.Shape}");
        var (size, inputs) = (h.Layout.Sizes[1], x.Layout.Sizes[^1]);
        ShapeException.Require(
            weightIh.Shape == new Shape([gates * size, inputs]), op,
            $"needs a weight of shape ({gates * size}, {inputs}) for x {x.Shape} and h {h.Shape}; got {weightIh.Shape}");
        ShapeException.Require(
            weightHh.Shape == new Shape([gates * size, size]), op, $"needs a weight of shape ({gates * size}, {size}) for h {h.Shape}; got {weightHh.Shape}");
        foreach (var bias in (ReadOnlySpan<Tensor?>)[biasIh, biasHh])
        {
            ShapeException.Require(
                bias is null || bias.Shape == new Shape([gates * size]), op, $"needs a bias of shape ({gates * size}) for h {h.Shape}; got {bias?.Shape}");
        }

        Device.Same(op, x, h, c, weightIh, weightHh, biasIh, biasHh);
    }
}
