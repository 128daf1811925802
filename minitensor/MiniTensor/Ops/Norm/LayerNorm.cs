using MiniTensor.Autograd;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>Each row of the last axes brought to mean 0 and variance 1, then scaled and shifted.</summary>
    internal sealed class LayerNormOp : Node
    {
        private readonly int _length;
        private readonly Saved _x;
        private readonly Saved _weight;
        private readonly Saved _statistics; // (2, rows): mean and 1 / standard deviation
        private readonly Shape _parameters;

        private LayerNormOp(int length, Tensor x, Tensor? weight, Tensor statistics, Shape parameters) =>
            (_length, _x, _weight, _statistics, _parameters) = (length, x, weight, statistics, parameters);

        public override string Name => "LayerNorm";

        public static Tensor Apply(Tensor x, Shape normalized, Tensor? weight, Tensor? bias, double eps)
        {
            _ = x.Storage;
            Check(x.Shape, normalized, weight, bias);
            Backends.Device.Same("LayerNorm", x, weight, bias);
            var length = normalized.Elements;
            var rows = length == 0 ? 0 : x.Count / length;
            var row = MemoryOrder.As(x, Layout.Contiguous(x.Shape));
            var statistics = x.EmptyLike([2, rows]);
            var y = x.EmptyLike(x.Shape);
            var dense = weight is null ? null : MemoryOrder.As(weight, Layout.Contiguous(normalized));
            var shift = bias is null ? null : MemoryOrder.As(bias, Layout.Contiguous(normalized));
            x.Backend.LayerNorm(row, length, dense, shift, (float)eps, statistics, y);
            return Records(x, weight ?? x, bias)
                ? new LayerNormOp(length, row, dense, statistics, normalized).Record(y, [x.GradientNode(), weight?.GradientNode(), bias?.GradientNode()])
                : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var x = _x.Get(Name);
            var dx = inputs.Needs(0) ? dy.EmptyLike(x.Shape) : null;
            var dweight = inputs.Needs(1) ? dy.EmptyLike(_parameters) : null;
            var dbias = inputs.Needs(2) ? dy.EmptyLike(_parameters) : null;
            var weight = _weight.IsNull ? null : _weight.Get(Name);
            dy.Backend.LayerNormBackward(x, _length, weight, _statistics.Get(Name), MemoryOrder.As(dy, Layout.Contiguous(x.Shape)), dx, dweight, dbias);
            inputs.GiveAll([dx, dweight, dbias]);
        }

        private static void Check(Shape x, Shape normalized, Tensor? weight, Tensor? bias)
        {
            var rank = normalized.Rank;
            ShapeException.Require(
                rank > 0 && rank <= x.Rank && x.Sizes.AsSpan(x.Rank - rank).SequenceEqual(normalized.Sizes),
                "LayerNorm",
                $"needs a normalized shape of one or more axes at the end of the input's shape {x}; got {normalized}");
            ShapeException.Require(
                weight is null || weight.Shape == normalized, "LayerNorm",
                $"needs a weight of the normalized shape {normalized}; got {weight?.Shape}");
            ShapeException.Require(
                bias is null || bias.Shape == normalized, "LayerNorm",
                $"needs a bias of the normalized shape {normalized}; got {bias?.Shape}");
        }
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>(x - mean) / sqrt(variance + eps) * weight + bias; mean and (biased) variance over the last axes (Ba, Kiros and Hinton 2016).</summary>
        /// <param name="x">(..., normalizedShape).</param>
        /// <param name="normalizedShape">The last axes, over which each row is normalised.</param>
        /// <param name="weight">Of the normalized shape, or null for ones.</param>
        /// <param name="bias">Of the normalized shape, or null for zeros.</param>
        /// <param name="eps">Added to the variance, so that a constant row gives 0.</param>
        public static Tensor LayerNorm(Tensor x, Shape normalizedShape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
        {
            ArgumentNullException.ThrowIfNull(x);
            return LayerNormOp.Apply(x, normalizedShape, weight, bias, eps);
        }
    }
}
