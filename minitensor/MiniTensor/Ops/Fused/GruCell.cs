using MiniTensor.Autograd;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>A GRU cell from what its input gives to the gates: one product for the hidden state, one kernel for all that follows, one node.</summary>
    internal sealed class GruCellOp : Node
    {
        private readonly Saved _kept;
        private readonly Saved _h;
        private readonly Saved _w;

        private GruCellOp(Tensor kept, Tensor h, Tensor w) => (_kept, _h, _w) = (kept, h, w);

        public override string Name => "GruCell";

        /// <param name="gatesX">Shape (N, 3 H): x . wT + b for the gates r z n.</param>
        /// <param name="h">Shape (N, H).</param>
        /// <param name="w">Shape (3 H, H).</param>
        /// <param name="b">Shape (3 H), or null.</param>
        public static Tensor Apply(Tensor gatesX, Tensor h, Tensor w, Tensor? b)
        {
            (gatesX, h, b) = (CellShapes.WithRows(gatesX), CellShapes.WithRows(h), b?.Contiguous());
            var gatesH = h.EmptyLike(gatesX.Shape);
            h.Backend.MatMul(h, MatMulOp.Transposed(w), b, gatesH);
            var kept = h.EmptyLike([h.Layout.Sizes[0], 4 * h.Layout.Sizes[1]]);
            var y = h.EmptyLike(h.Shape);
            h.Backend.GruCell(gatesX, gatesH, h, kept, y);
            Tensor[] inputs = b is null ? [gatesX, h, w] : [gatesX, h, w, b];
            return Records(inputs) ? new GruCellOp(kept, h, w).Record(y, inputs) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var (kept, h) = (_kept.Get(Name), _h.Get(Name));
            Shape gates = [h.Layout.Sizes[0], 3 * h.Layout.Sizes[1]];
            var (dgatesX, dgatesH, dh) = (dy.EmptyLike(gates), dy.EmptyLike(gates), dy.EmptyLike(h.Shape));
            dy.Backend.GruCellBackward(kept, h, CellShapes.WithRows(dy), dgatesX, dgatesH, dh);
            inputs.Give(0, dgatesX);
            inputs.Give(1, dh);
            CellShapes.GiveRecurrent(Name, dgatesH, _h, 1, _w, 2, inputs);
        }
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>One step of a gated recurrent unit: h' = (1 - z) n + z h.</summary>
        /// <param name="x">The input, shape (N, I).</param>
        /// <param name="h">What the step before gave out, shape (N, H).</param>
        /// <param name="weightIh">Shape (3 H, I): the rows of the gates r, z, n one after the other.</param>
        /// <param name="weightHh">Shape (3 H, H).</param>
        /// <param name="biasIh">Shape (3 H), or null.</param>
        /// <param name="biasHh">Shape (3 H), or null.</param>
        /// <returns>h', shape (N, H).</returns>
        /// <remarks>
        /// With a = x . weightIhT + biasIh and b = h . weightHhT + biasHh in thirds: r = sigmoid(a1 + b1), z = sigmoid(a2 + b2), n = tanh(a3 + r b3).
        /// Paper: Cho and others, Learning phrase representations, 2014; the reset after the product as in PyTorch.
        /// </remarks>
        public static Tensor GruCell(Tensor x, Tensor h, Tensor weightIh, Tensor weightHh, Tensor? biasIh = null, Tensor? biasHh = null)
        {
            CellShapes.Check("GruCell", 3, x, h, null, weightIh, weightHh, biasIh, biasHh);
            return GruCellOp.Apply(Linear(x, weightIh, biasIh), h, weightHh, biasHh);
        }
    }
}
