using MiniTensor.Autograd;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>y = x . wT + b on rows; dx = dy . w, dw = dyT . x, db = the sum of dy's rows.</summary>
    internal sealed class LinearOp : Node
    {
        private readonly Saved _x;
        private readonly Saved _w;

        private LinearOp(Tensor x, Tensor w) => (_x, _w) = (x, w);

        public override string Name => "Linear";

        /// <param name="x">Shape (n, i).</param>
        /// <param name="w">Shape (o, i).</param>
        /// <param name="b">Shape (o), contiguous, or null.</param>
        /// <returns>Shape (n, o).</returns>
        public static Tensor Apply(Tensor x, Tensor w, Tensor? b)
        {
            _ = b?.Storage;
            var y = x.EmptyLike([x.Layout.Sizes[0], w.Layout.Sizes[0]]);
            x.Backend.MatMul(x, MatMulOp.Transposed(w), b, y);
            return Records(x, w, b) ? new LinearOp(x, w).Record(y, x, w, b) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            if (inputs.Needs(0))
            {
                var w = _w.Get(Name);
                inputs.Give(0, MatMulOp.Product(dy, w, _x.Get(Name).Layout));
            }

            if (inputs.Needs(1))
            {
                inputs.Give(1, MatMulOp.Product(MatMulOp.Transposed(dy), _x.Get(Name), _w.Get(Name).Layout));
            }

            if (inputs.Needs(2))
            {
                inputs.Give(2, dy.Sum([0]));
            }
        }
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>A layer of neurons, y = x . weightT + bias, over the last axis of x.</summary>
        /// <param name="x">Shape (..., inputs).</param>
        /// <param name="weight">Shape (outputs, inputs).</param>
        /// <param name="bias">Shape (outputs), or null.</param>
        /// <returns>Shape (..., outputs).</returns>
        /// <remarks>Backward: dx = dy . weight, dweight = dyT . x, dbias = dy summed over all but the last axis.</remarks>
        public static Tensor Linear(Tensor x, Tensor weight, Tensor? bias = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(weight);
            ShapeException.Require(
                x.Rank >= 1 && weight.Rank == 2 && x.Layout.Sizes[^1] == weight.Layout.Sizes[1], "Linear",
                $"needs x (..., I) and weight (O, I); got {x.Shape} and {weight.Shape}");
            ShapeException.Require(
                bias is null || (bias.Rank == 1 && bias.Count == weight.Layout.Sizes[0]), "Linear",
                $"needs a bias of shape ({weight.Layout.Sizes[0]}) for weight {weight.Shape}; got {bias?.Shape}");
            Backends.Device.Same("Linear", x, weight, bias);
            bias = bias?.Contiguous();
            return x.Rank == 2
                ? LinearOp.Apply(x, weight, bias)
                : LinearOp.Apply(x.Reshape([x.Leading(1), x.Layout.Sizes[^1]]), weight, bias).Reshape([.. x.Layout.Sizes[..^1], weight.Layout.Sizes[0]]);
        }
    }
}
