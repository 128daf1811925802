using MiniTensor.Autograd;
using MiniTensor.Backends;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>2-d convolution of images that lie channels-last in memory (others are copied into that order).</summary>
    internal sealed class Conv2dOp : Node
    {
        private readonly Conv2dGeometry _geometry;
        private readonly Saved _x;
        private readonly Saved _weight;

        private Conv2dOp(Conv2dGeometry geometry, Tensor x, Tensor weight) => (_geometry, _x, _weight) = (geometry, x, weight);

        public override string Name => "Conv2d";

        public static Tensor Apply(Tensor x, Tensor weight, Tensor? bias, Pair stride, Pair padding, Pair dilation, int groups)
        {
            _ = x.Storage;
            _ = weight.Storage;
            var g = Check(x.Shape, weight.Shape, bias?.Shape, stride, padding, dilation, groups);
            Device.Same("Conv2d", x, weight, bias);
            var images = MemoryOrder.As(x, MemoryOrder.ChannelsLast(x.Shape));
            var kernels = MemoryOrder.As(weight, Layout.Contiguous(weight.Shape));
            var shift = bias is null ? null : MemoryOrder.As(bias, Layout.Contiguous(bias.Shape));
            var y = x.EmptyLike(MemoryOrder.ChannelsLast([g.N, g.O, g.OutH, g.OutW]));
            x.Backend.Conv2d(g, images, kernels, shift, y);
            return Records(x, weight, bias) ? new Conv2dOp(g, images, kernels).Record(y, x, weight, bias) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var (x, weight) = (_x.Get(Name), _weight.Get(Name));
            dy = MemoryOrder.As(dy, MemoryOrder.ChannelsLast(dy.Shape));
            if (inputs.Needs(0))
            {
                var dx = dy.EmptyLike(MemoryOrder.ChannelsLast(x.Shape));
                dy.Backend.Conv2dBackwardInput(_geometry, dy, weight, dx);
                inputs.Give(0, dx);
            }

            if (inputs.Needs(1))
            {
                var dweight = dy.EmptyLike(weight.Shape);
                dy.Backend.Conv2dBackwardWeight(_geometry, x, dy, dweight);
                inputs.Give(1, dweight);
            }

            if (inputs.Needs(2))
            {
                inputs.Give(2, dy.Sum([0, 2, 3]));
            }
        }

        private static Conv2dGeometry Check(Shape x, Shape weight, Shape? bias, Pair stride, Pair padding, Pair dilation, int groups)
        {
            ConvChecks.Arguments("Conv2d", x, weight, stride, padding, dilation, groups);
            ConvChecks.Channels("Conv2d", x, weight, bias, groups, "R, S");
            var g = new Conv2dGeometry(
                x[0], x[1], x[2], x[3], weight[0], weight[2], weight[3], stride.H, stride.W, padding.H, padding.W, dilation.H, dilation.W, groups);
            ConvChecks.Fits("Conv2d", x, padding, new Pair(dilation.H * (g.R - 1) + 1, dilation.W * (g.S - 1) + 1));
            return g;
        }
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>y[n, o, h, w] = bias[o] + sum over c, r, s of x[n, c, h * stride - padding + r * dilation, ...] * weight[o, c, r, s].</summary>
        /// <param name="x">(N, C, H, W).</param>
        /// <param name="weight">(O, C / groups, R, S).</param>
        /// <param name="bias">(O), or null.</param>
        /// <param name="stride">How far the kernel moves from one output pixel to the next.</param>
        /// <param name="padding">Zeros on each side of the image.</param>
        /// <param name="dilation">How far apart the pixels are that a kernel looks at.</param>
        /// <param name="groups">Outputs of one group see only the channels of that group.</param>
        /// <returns>(N, O, H', W') with H' = (H + 2 padding - dilation (R - 1) - 1) / stride + 1, rounded down; channels-last in memory.</returns>
        /// <remarks>How a 3x3 convolution is computed, and how far a NaN in it reaches: <see cref="Backends.Cpu.ConvAlgorithms"/>.</remarks>
        public static Tensor Conv2d(
            Tensor x, Tensor weight, Tensor? bias = null, Pair? stride = null, Pair? padding = null, Pair? dilation = null, int groups = 1)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(weight);
            return Conv2dOp.Apply(x, weight, bias, stride ?? 1, padding ?? 0, dilation ?? 1, groups);
        }

        /// <summary><see cref="Conv2d"/> of rows: x (N, C, L), weight (O, C / groups, S), result (N, O, L').</summary>
        public static Tensor Conv1d(
            Tensor x, Tensor weight, Tensor? bias = null, int stride = 1, int padding = 0, int dilation = 1, int groups = 1)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(weight);
            const string Name = "Conv1d";
            ShapeException.Require(weight.Rank == 3, Name, $"needs a weight of shape (O, C / groups, S); got {weight.Shape}");
            ConvChecks.Row(Name, x.Shape, weight.Shape[2], stride, padding, dilation);
            ConvChecks.Groups(Name, groups);
            ConvChecks.Channels(Name, x.Shape, weight.Shape, bias?.Shape, groups, "S");
            return Pooling.WithoutRow(Conv2d(x.Unsqueeze(2), weight.Unsqueeze(2), bias, (1, stride), (0, padding), (1, dilation), groups));
        }
    }
}
