using MiniTensor.Autograd;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>An LSTM over all steps of a sequence, from what its input gives to the gates, as one node.</summary>
    /// <remarks>
    /// Forward: a step is one product for the hidden state and one kernel for all that follows. Backward: likewise, from the last step
    /// to the first; da, the gradient of the sums before the gates, is kept for all steps, so that dw = the sum of daT . h over the steps is one product.
    /// The result is (h of each step, the last c) in one tensor of shape (T + 1, N, H): a node has one result.
    /// </remarks>
    internal sealed class LstmOp : Node
    {
        private readonly Saved _gates; // (T, N, 4 H): i f g o
        private readonly Saved _cells; // (T, N, H)
        private readonly Saved _h;
        private readonly Saved _c;
        private readonly Saved _w;
        private readonly Saved _y;

        private LstmOp(Tensor gates, Tensor cells, Tensor h, Tensor c, Tensor w, Tensor y) =>
            (_gates, _cells, _h, _c, _w, _y) = (gates, cells, h, c, w, y);

        public override string Name => "Lstm";

        /// <param name="gatesX">Shape (T, N, 4 H): x . wT + b for the gates i f g o.</param>
        /// <param name="h">Shape (N, H).</param>
        /// <param name="c">Shape (N, H).</param>
        /// <param name="w">Shape (4 H, H).</param>
        public static Tensor Apply(Tensor gatesX, Tensor h, Tensor c, Tensor w)
        {
            (gatesX, c) = (RecurrentShapes.WithRows(gatesX), RecurrentShapes.WithRows(c));
            var (steps, rows, size) = (gatesX.Layout.Sizes[0], h.Layout.Sizes[0], h.Layout.Sizes[1]);
            var gates = h.EmptyLike(gatesX.Shape);
            var cells = h.EmptyLike([steps, rows, size]);
            var y = h.EmptyLike([steps + 1, rows, size]);
            var wT = RecurrentShapes.Transposed(w, steps);
            var (before, cell) = (h, c);
            for (var t = 0; t < steps; t++)
            {
                var (a, newH, newC) = (RecurrentShapes.Step(gates, t), RecurrentShapes.Step(y, t), RecurrentShapes.Step(cells, t));
                h.Backend.MatMul(before, wT, null, a);
                h.Backend.LstmCell(RecurrentShapes.Step(gatesX, t), a, cell, newH, newC);
                (before, cell) = (newH, newC);
            }

            h.Backend.Copy(cell, RecurrentShapes.Step(y, steps));
            Tensor[] inputs = [gatesX, h, c, w];
            return Records(inputs) ? new LstmOp(gates, cells, h, c, w, y).Record(y, inputs) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var (gates, cells, h, c, w) = (_gates.Get(Name), _cells.Get(Name), _h.Get(Name), _c.Get(Name), _w.Get(Name));
            dy = RecurrentShapes.WithRows(dy);
            var steps = gates.Layout.Sizes[0];
            var da = dy.EmptyLike(gates.Shape);
            var fromNext = dy.EmptyLike(h.Shape);
            var (dh, dc) = (RecurrentShapes.Step(dy, steps - 1), RecurrentShapes.Step(dy, steps));
            for (var t = steps - 1; t >= 0; t--)
            {
                var (step, dcBefore) = (RecurrentShapes.Step(da, t), dy.EmptyLike(c.Shape));
                var before = t > 0 ? RecurrentShapes.Step(cells, t - 1) : c;
                dy.Backend.LstmCellBackward(RecurrentShapes.Step(gates, t), before, RecurrentShapes.Step(cells, t), dh, dc, step, dcBefore);
                if (t > 0)
                {
                    dy.Backend.MatMul(step, w, null, fromNext);
                    fromNext.AddInPlaceUnchecked(RecurrentShapes.Step(dy, t - 1));
                    dh = fromNext;
                }

                dc = dcBefore;
            }

            inputs.Give(0, da);
            inputs.Give(2, dc);
            if (inputs.Needs(1))
            {
                inputs.Give(1, MatMulOp.Product(RecurrentShapes.Step(da, 0), w, h.Layout));
            }

            if (inputs.Needs(3))
            {
                inputs.Give(3, RecurrentShapes.WeightGradient(da, _y.Get(Name), h, w));
            }
        }
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>A long short-term memory over a sequence: in each step c' = f c + i g and h' = o tanh(c').</summary>
        /// <param name="x">The inputs of all steps, shape (T, N, I).</param>
        /// <param name="h">What was given out before the first step, shape (N, H).</param>
        /// <param name="c">What was remembered before the first step, shape (N, H).</param>
        /// <param name="weightIh">Shape (4 H, I): the rows of the gates i, f, g, o one after the other.</param>
        /// <param name="weightHh">Shape (4 H, H).</param>
        /// <param name="biasIh">Shape (4 H), or null.</param>
        /// <param name="biasHh">Shape (4 H), or null.</param>
        /// <returns>h' of all steps, shape (T, N, H), and c' of the last, shape (N, H).</returns>
        /// <remarks>
        /// a = x . weightIhT + biasIh + h . weightHhT + biasHh; i, f and o are the sigmoid of their quarter of a, g is the tanh of its own.
        /// Paper: Hochreiter and Schmidhuber, Long short-term memory, 1997; the gate f: Gers and others, 2000.
        /// </remarks>
        public static (Tensor Output, Tensor C) Lstm(
            Tensor x, Tensor h, Tensor c, Tensor weightIh, Tensor weightHh, Tensor? biasIh = null, Tensor? biasHh = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(h);
            ArgumentNullException.ThrowIfNull(c);
            ArgumentNullException.ThrowIfNull(weightIh);
            ArgumentNullException.ThrowIfNull(weightHh);
            RecurrentShapes.CheckSequence("Lstm", 4, x, h, c, weightIh, weightHh, biasIh, biasHh);
            var states = LstmOp.Apply(Linear(x, weightIh, Sum(biasIh, biasHh)), h, c, weightHh);
            return (states[..^1], states[^1]);
        }

        /// <summary>One step of <see cref="Lstm"/>: x of shape (N, I) gives h' and c', each of shape (N, H).</summary>
        /// <inheritdoc cref="Lstm"/>
        public static (Tensor H, Tensor C) LstmCell(
            Tensor x, Tensor h, Tensor c, Tensor weightIh, Tensor weightHh, Tensor? biasIh = null, Tensor? biasHh = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(h);
            ArgumentNullException.ThrowIfNull(c);
            ArgumentNullException.ThrowIfNull(weightIh);
            ArgumentNullException.ThrowIfNull(weightHh);
            RecurrentShapes.CheckCell("LstmCell", 4, x, h, c, weightIh, weightHh, biasIh, biasHh);
            var states = LstmOp.Apply(Linear(x, weightIh, Sum(biasIh, biasHh)).Unsqueeze(0), h, c, weightHh);
            return (states[0], states[1]);
        }

        // Both biases are added to the same sums, so one gradient serves both.
        private static Tensor? Sum(Tensor? biasIh, Tensor? biasHh) => biasIh is null ? biasHh : biasHh is null ? biasIh : biasIh + biasHh;
    }
}
