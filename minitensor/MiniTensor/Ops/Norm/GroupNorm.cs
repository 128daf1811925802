using MiniTensor.Autograd;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>The channels of each image in groups, each group brought to mean 0 and variance 1, then each channel scaled and shifted.</summary>
    internal sealed class GroupNormOp : Node
    {
        private readonly int _groups;
        private readonly Saved _x;
        private readonly Saved _weight;
        private readonly Saved _statistics; // (2, N * groups): mean and 1 / standard deviation

        private GroupNormOp(int groups, Tensor x, Tensor? weight, Tensor statistics) =>
            (_groups, _x, _weight, _statistics) = (groups, x, weight, statistics);

        public override string Name => "GroupNorm";

        public static Tensor Apply(Tensor x, int groups, Tensor? weight, Tensor? bias, double eps)
        {
            _ = x.Storage;
            Check(x.Shape, groups, weight, bias);
            Backends.Device.Same("GroupNorm", x, weight, bias);
            var order = MemoryOrder.ChannelsLast(x.Shape);
            var images = MemoryOrder.As(x, order);
            var scale = weight is null ? null : MemoryOrder.As(weight, Layout.Contiguous(weight.Shape));
            var shift = bias is null ? null : MemoryOrder.As(bias, Layout.Contiguous(bias.Shape));
            var statistics = x.EmptyLike([2, x.Shape[0] * groups]);
            var y = x.EmptyLike(order);
            x.Backend.GroupNorm(images, groups, scale, shift, (float)eps, statistics, y);
            return Records(x, weight ?? x, bias)
                ? new GroupNormOp(groups, images, scale, statistics).Record(y, [x.GradientNode(), weight?.GradientNode(), bias?.GradientNode()])
                : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var x = _x.Get(Name);
            var order = MemoryOrder.ChannelsLast(x.Shape);
            var dx = inputs.Needs(0) ? dy.EmptyLike(order) : null;
            var dweight = inputs.Needs(1) ? dy.EmptyLike([x.Shape[1]]) : null;
            var dbias = inputs.Needs(2) ? dy.EmptyLike([x.Shape[1]]) : null;
            var weight = _weight.IsNull ? null : _weight.Get(Name);
            dy.Backend.GroupNormBackward(x, _groups, weight, _statistics.Get(Name), MemoryOrder.As(dy, order), dx, dweight, dbias);
            inputs.GiveAll([dx, dweight, dbias]);
        }

        private static void Check(Shape x, int groups, Tensor? weight, Tensor? bias)
        {
            ShapeException.Require(x.Rank >= 2 && x[1] > 0, "GroupNorm", $"needs an input of shape (N, C) or (N, C, ...) with channels; got {x}");
            ShapeException.Require(groups >= 1 && x[1] % groups == 0, "GroupNorm", $"needs a number of groups that divides the {x[1]} channels; got {groups}");
            ShapeException.Require(
                weight is null || weight.Shape == [x[1]], "GroupNorm",
                $"needs a weight of shape ({x[1]}) for an input of shape {x}; got {weight?.Shape}");
            ShapeException.Require(
                bias is null || bias.Shape == [x[1]], "GroupNorm",
                $"needs a bias of shape ({x[1]}) for an input of shape {x}; got {bias?.Shape}");
        }
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>(x - mean) / sqrt(variance + eps) * weight + bias; mean and variance of each group of channels of each image (Wu and He 2018).</summary>
        /// <param name="x">(N, C) or (N, C, ...).</param>
        /// <param name="groups">How many groups the channels fall into.</param>
        /// <param name="weight">(C), or null for ones.</param>
        /// <param name="bias">(C), or null for zeros.</param>
        /// <param name="eps">Added to the variance.</param>
        public static Tensor GroupNorm(Tensor x, int groups, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
        {
            ArgumentNullException.ThrowIfNull(x);
            return GroupNormOp.Apply(x, groups, weight, bias, eps);
        }
    }
}
