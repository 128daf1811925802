using MiniTensor.Autograd;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>A GRU over all steps of a sequence, from what its input gives to the gates, as one node; see <see cref="LstmOp"/>.</summary>
    internal sealed class GruOp : Node
    {
        private readonly Saved _kept; // (T, N, 4 H): r, z, n and h's part of n
        private readonly Saved _h;
        private readonly Saved _w;
        private readonly Saved _y;

        private GruOp(Tensor kept, Tensor h, Tensor w, Tensor y) => (_kept, _h, _w, _y) = (kept, h, w, y);

        public override string Name => "Gru";

        /// <param name="gatesX">Shape (T, N, 3 H): x . wT + b for the gates r z n.</param>
        /// <param name="h">Shape (N, H).</param>
        /// <param name="w">Shape (3 H, H).</param>
        /// <param name="b">Shape (3 H), or null.</param>
        public static Tensor Apply(Tensor gatesX, Tensor h, Tensor w, Tensor? b)
        {
            (gatesX, h, b) = (RecurrentShapes.WithRows(gatesX), RecurrentShapes.WithRows(h), b?.Contiguous());
            var (steps, rows, size) = (gatesX.Layout.Sizes[0], h.Layout.Sizes[0], h.Layout.Sizes[1]);
            var gatesH = h.EmptyLike([rows, 3 * size]);
            var kept = h.EmptyLike([steps, rows, 4 * size]);
            var y = h.EmptyLike([steps, rows, size]);
            var wT = RecurrentShapes.Transposed(w, steps);
            var before = h;
            for (var t = 0; t < steps; t++)
            {
                var after = RecurrentShapes.Step(y, t);
                h.Backend.MatMul(before, wT, b, gatesH);
                h.Backend.GruCell(RecurrentShapes.Step(gatesX, t), gatesH, before, RecurrentShapes.Step(kept, t), after);
                before = after;
            }

            Tensor[] inputs = b is null ? [gatesX, h, w] : [gatesX, h, w, b];
            return Records(inputs) ? new GruOp(kept, h, w, y).Record(y, inputs) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var (kept, h, w, y) = (_kept.Get(Name), _h.Get(Name), _w.Get(Name), _y.Get(Name));
            dy = RecurrentShapes.WithRows(dy);
            var (steps, rows, size) = (kept.Layout.Sizes[0], h.Layout.Sizes[0], h.Layout.Sizes[1]);
            var (dgatesX, dgatesH) = (dy.EmptyLike([steps, rows, 3 * size]), dy.EmptyLike([steps, rows, 3 * size]));
            var fromGates = dy.EmptyLike(h.Shape);
            var dh = RecurrentShapes.Step(dy, steps - 1);
            for (var t = steps - 1; t >= 0; t--)
            {
                var (step, dhBefore) = (RecurrentShapes.Step(dgatesH, t), dy.EmptyLike([rows, size]));
                var before = t > 0 ? RecurrentShapes.Step(y, t - 1) : h;
                dy.Backend.GruCellBackward(RecurrentShapes.Step(kept, t), before, dh, RecurrentShapes.Step(dgatesX, t), step, dhBefore);
                dy.Backend.MatMul(step, w, null, fromGates);
                dhBefore.AddInPlaceUnchecked(fromGates);
                if (t > 0)
                {
                    dhBefore.AddInPlaceUnchecked(RecurrentShapes.Step(dy, t - 1));
                }

                dh = dhBefore;
            }

            inputs.Give(0, dgatesX);
            inputs.Give(1, dh);
            if (inputs.Needs(2))
            {
                inputs.Give(2, RecurrentShapes.WeightGradient(dgatesH, y, h, w));
            }

            if (inputs.Count > 3 && inputs.Needs(3))
            {
                inputs.Give(3, dgatesH.Sum([0, 1]));
            }
        }
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>A gated recurrent unit over a sequence: in each step h' = (1 - z) n + z h.</summary>
        /// <param name="x">The inputs of all steps, shape (T, N, I).</param>
        /// <param name="h">What was given out before the first step, shape (N, H).</param>
        /// <param name="weightIh">Shape (3 H, I): the rows of the gates r, z, n one after the other.</param>
        /// <param name="weightHh">Shape (3 H, H).</param>
        /// <param name="biasIh">Shape (3 H), or null.</param>
        /// <param name="biasHh">Shape (3 H), or null.</param>
        /// <returns>h' of all steps, shape (T, N, H).</returns>
        /// <remarks>
        /// With a = x . weightIhT + biasIh and b = h . weightHhT + biasHh in thirds: r = sigmoid(a1 + b1), z = sigmoid(a2 + b2), n = tanh(a3 + r b3).
        /// Paper: Cho and others, Learning phrase representations, 2014; the reset after the product as in PyTorch.
        /// </remarks>
        public static Tensor Gru(Tensor x, Tensor h, Tensor weightIh, Tensor weightHh, Tensor? biasIh = null, Tensor? biasHh = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(h);
            ArgumentNullException.ThrowIfNull(weightIh);
            ArgumentNullException.ThrowIfNull(weightHh);
            RecurrentShapes.CheckSequence("Gru", 3, x, h, null, weightIh, weightHh, biasIh, biasHh);
            return GruOp.Apply(Linear(x, weightIh, biasIh), h, weightHh, biasHh);
        }

        /// <summary>One step of <see cref="Gru"/>: x of shape (N, I) gives h' of shape (N, H).</summary>
        /// <inheritdoc cref="Gru"/>
        public static Tensor GruCell(Tensor x, Tensor h, Tensor weightIh, Tensor weightHh, Tensor? biasIh = null, Tensor? biasHh = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(h);
            ArgumentNullException.ThrowIfNull(weightIh);
            ArgumentNullException.ThrowIfNull(weightHh);
            RecurrentShapes.CheckCell("GruCell", 3, x, h, null, weightIh, weightHh, biasIh, biasHh);
            return GruOp.Apply(Linear(x, weightIh, biasIh).Unsqueeze(0), h, weightHh, biasHh)[0];
        }
    }
}
