using MiniTensor.Autograd;
using MiniTensor.Backends;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>An LSTM cell from what its input gives to the gates: one product for the hidden state, one kernel for all that follows, one node.</summary>
    /// <remarks>
    /// The result is (h', c') in one tensor of shape (2, N, H), of which both are views: a node has one result. da, the gradient of the sums
    /// before the gates, is that of x's part and of h's part alike: dh = da . w, dw = daT . h, db = the sum of da's rows.
    /// </remarks>
    internal sealed class LstmCellOp : Node
    {
        private readonly Saved _gates;
        private readonly Saved _h;
        private readonly Saved _c;
        private readonly Saved _w;
        private readonly Saved _states;

        private LstmCellOp(Tensor gates, Tensor h, Tensor c, Tensor w, Tensor states) => (_gates, _h, _c, _w, _states) = (gates, h, c, w, states);

        public override string Name => "LstmCell";

        /// <param name="gatesX">Shape (N, 4 H): x . wT + b for the gates i f g o.</param>
        /// <param name="h">Shape (N, H).</param>
        /// <param name="c">Shape (N, H).</param>
        /// <param name="w">Shape (4 H, H).</param>
        /// <param name="b">Shape (4 H), or null.</param>
        public static Tensor Apply(Tensor gatesX, Tensor h, Tensor c, Tensor w, Tensor? b)
        {
            (gatesX, c, b) = (CellShapes.WithRows(gatesX), CellShapes.WithRows(c), b?.Contiguous());
            var gates = h.EmptyLike(gatesX.Shape);
            h.Backend.MatMul(h, MatMulOp.Transposed(w), b, gates);
            var states = h.EmptyLike(new Shape([2, .. c.Shape.Sizes]));
            h.Backend.LstmCell(gatesX, gates, c, Part(states, 0), Part(states, 1));
            Tensor[] inputs = b is null ? [gatesX, h, c, w] : [gatesX, h, c, w, b];
            return Records(inputs) ? new LstmCellOp(gates, h, c, w, states).Record(states, inputs) : states;
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var (gates, c) = (_gates.Get(Name), _c.Get(Name));
            var (da, dc) = (dy.EmptyLike(gates.Shape), dy.EmptyLike(c.Shape));
            dy = CellShapes.WithRows(dy);
            dy.Backend.LstmCellBackward(gates, c, Part(_states.Get(Name), 1), Part(dy, 0), Part(dy, 1), da, dc);
            inputs.Give(0, da);
            inputs.Give(2, dc);
            CellShapes.GiveRecurrent(Name, da, _h, 1, _w, 3, inputs);
        }

        private static Tensor Part(Tensor states, int index)
        {
            var layout = states.Layout;
            return new Tensor(states.Storage, new Layout(layout.Sizes[1..].ToArray(), layout.Strides[1..].ToArray(), layout.Offset + index * layout.Strides[0]));
        }
    }

    /// <summary>What the recurrent cells have in common.</summary>
    internal static class CellShapes
    {
        /// <summary>The tensor, or a copy of it, with the elements of each row one after another.</summary>
        public static Tensor WithRows(Tensor x) => x.Layout.Strides[^1] == 1 ? x : x.Contiguous();

        /// <summary>The gradients of a product h . wT + b, from that of the result; the bias, if there is one, is the input after the weight.</summary>
        public static void GiveRecurrent(string op, Tensor da, Saved h, int hInput, Saved w, int wInput, InputGradients inputs)
        {
            if (inputs.Needs(hInput))
            {
                inputs.Give(hInput, MatMulOp.Product(da, w.Get(op), h.Get(op).Layout));
            }

            if (inputs.Needs(wInput))
            {
                inputs.Give(wInput, MatMulOp.Product(MatMulOp.Transposed(da), h.Get(op), w.Get(op).Layout));
            }

            if (inputs.Count > wInput + 1 && inputs.Needs(wInput + 1))
            {
                inputs.Give(wInput + 1, da.Sum([0]));
            }
        }

        /// <summary>Throws unless the shapes are those of a cell with that many gates.</summary>
        public static void Check(string op, int gates, Tensor x, Tensor h, Tensor? c, Tensor weightIh, Tensor weightHh, Tensor? biasIh, Tensor? biasHh)
        {
            ShapeException.Require(
                x.Rank == 2 && h.Rank == 2 && x.Layout.Sizes[0] == h.Layout.Sizes[0], op, $"needs x (N, I) and h (N, H); got {x.Shape} and {h.Shape}");
            ShapeException.Require(c is null || c.Shape == h.Shape, op, $"needs c of h's shape {h.Shape}; got {c?.Shape}");
            var (size, inputs) = (h.Layout.Sizes[1], x.Layout.Sizes[1]);
            ShapeException.Require(
                weightIh.Shape == new Shape([gates * size, inputs]), op, $"needs a weight of shape ({gates * size}, {inputs}) for x {x.Shape} and h {h.Shape}; got {weightIh.Shape}");
            ShapeException.Require(
                weightHh.Shape == new Shape([gates * size, size]), op, $"needs a weight of shape ({gates * size}, {size}) for h {h.Shape}; got {weightHh.Shape}");
            foreach (var bias in (ReadOnlySpan<Tensor?>)[biasIh, biasHh])
            {
                ShapeException.Require(
                    bias is null || bias.Shape == new Shape([gates * size]), op, $"needs a bias of shape ({gates * size}) for h {h.Shape}; got {bias?.Shape}");
            }

            Device.Same(op, x, h);
            Device.Same(op, h, weightHh);
        }
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>One step of a long short-term memory: c' = f c + i g and h' = o tanh(c').</summary>
        /// <param name="x">The input, shape (N, I).</param>
        /// <param name="h">What the step before gave out, shape (N, H).</param>
        /// <param name="c">What the step before remembered, shape (N, H).</param>
        /// <param name="weightIh">Shape (4 H, I): the rows of the gates i, f, g, o one after the other.</param>
        /// <param name="weightHh">Shape (4 H, H).</param>
        /// <param name="biasIh">Shape (4 H), or null.</param>
        /// <param name="biasHh">Shape (4 H), or null.</param>
        /// <returns>h' and c', each of shape (N, H).</returns>
        /// <remarks>
        /// a = x . weightIhT + biasIh + h . weightHhT + biasHh; i, f and o are the sigmoid of their quarter of a, g is the tanh of its own.
        /// Paper: Hochreiter and Schmidhuber, Long short-term memory, 1997; the gate f: Gers and others, 2000.
        /// </remarks>
        public static (Tensor H, Tensor C) LstmCell(
            Tensor x, Tensor h, Tensor c, Tensor weightIh, Tensor weightHh, Tensor? biasIh = null, Tensor? biasHh = null)
        {
            CellShapes.Check("LstmCell", 4, x, h, c, weightIh, weightHh, biasIh, biasHh);
            var states = LstmCellOp.Apply(Linear(x, weightIh, biasIh), h, c, weightHh, biasHh);
            return (states[0], states[1]);
        }
    }
}
