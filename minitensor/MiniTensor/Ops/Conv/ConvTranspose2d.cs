using MiniTensor.Autograd;
using MiniTensor.Backends;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>The adjoint of a convolution as an op of its own: its forward pass is a convolution's backward pass, and the reverse.</summary>
    internal sealed class ConvTranspose2dOp : Node
    {
        private readonly Conv2dGeometry _geometry; // of the convolution, which leads from the result to the input
        private readonly Saved _x;
        private readonly Saved _weight;

        private ConvTranspose2dOp(Conv2dGeometry geometry, Tensor x, Tensor weight) => (_geometry, _x, _weight) = (geometry, x, weight);

        public override string Name => "ConvTranspose2d";

        public static Tensor Apply(
            Tensor x, Tensor weight, Tensor? bias, Pair stride, Pair padding, Pair outputPadding, int groups, Pair dilation)
        {
            _ = x.Storage;
            _ = weight.Storage;
            var g = Check(x.Shape, weight.Shape, bias?.Shape, stride, padding, outputPadding, groups, dilation);
            Device.Same("ConvTranspose2d", x, weight, bias);
            var images = MemoryOrder.As(x, MemoryOrder.ChannelsLast(x.Shape));
            var kernels = MemoryOrder.As(weight, Layout.Contiguous(weight.Shape));
            var y = x.EmptyLike(MemoryOrder.ChannelsLast([g.N, g.C, g.H, g.W]));
            x.Backend.Conv2dBackwardInput(g, images, kernels, y);
            if (bias is not null)
            {
                var shift = new Tensor(bias.Storage, new Layout([g.C, 1, 1], [bias.Layout.Strides[0], 0, 0], bias.Layout.Offset));
                x.Backend.Binary(default(AddOp), y, shift, y);
            }

            return Records(x, weight, bias) ? new ConvTranspose2dOp(g, images, kernels).Record(y, x, weight, bias) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var (x, weight) = (_x.Get(Name), _weight.Get(Name));
            dy = MemoryOrder.As(dy, MemoryOrder.ChannelsLast(dy.Shape));
            if (inputs.Needs(0))
            {
                var dx = dy.EmptyLike(MemoryOrder.ChannelsLast(x.Shape));
                dy.Backend.Conv2d(_geometry, dy, weight, null, dx);
                inputs.Give(0, dx);
            }

            if (inputs.Needs(1))
            {
                var dweight = dy.EmptyLike(weight.Shape);
                dy.Backend.Conv2dBackwardWeight(_geometry, dy, x, dweight);
                inputs.Give(1, dweight);
            }

            if (inputs.Needs(2))
            {
                inputs.Give(2, dy.Sum([0, 2, 3]));
            }
        }

        private static Conv2dGeometry Check(
            Shape x, Shape weight, Shape? bias, Pair stride, Pair padding, Pair outputPadding, int groups, Pair dilation)
        {
            ConvChecks.Arguments("ConvTranspose2d", x, weight, stride, padding, dilation, groups);
            var channels = x[1];
            ShapeException.Require(channels % groups == 0, "ConvTranspose2d", $"needs channels that fall into {groups} groups; got {channels}");
            ShapeException.Require(
                weight[0] == channels, "ConvTranspose2d",
                $"needs a weight of shape ({channels}, O / groups, R, S) for an input of shape {x}; got {weight}");
            ShapeException.Require(
                outputPadding.AreAtLeast(0) && outputPadding.H < stride.H && outputPadding.W < stride.W, "ConvTranspose2d",
                $"needs an output padding from 0 to less than the stride {stride}; got {outputPadding}");
            ConvChecks.Bias("ConvTranspose2d", bias, weight[1] * groups);
            var height = Length(x[2], weight[2], stride.H, padding.H, outputPadding.H, dilation.H);
            var width = Length(x[3], weight[3], stride.W, padding.W, outputPadding.W, dilation.W);
            ShapeException.Require(
                height <= int.MaxValue && width <= int.MaxValue && (x.Elements == 0 || (height > 0 && width > 0)), "ConvTranspose2d",
                $"needs a result of 1 pixel or more; got {height} x {width} from an input of shape {x}");
            return new Conv2dGeometry(
                x[0], weight[1] * groups, (int)height, (int)width, channels, weight[2], weight[3],
                stride.H, stride.W, padding.H, padding.W, dilation.H, dilation.W, groups);
        }

        private static long Length(int input, int kernel, int stride, int padding, int outputPadding, int dilation) =>
            (input - 1L) * stride - 2 * padding + dilation * (kernel - 1) + outputPadding + 1;
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>The adjoint of <see cref="Conv2d"/>: each input pixel adds its kernels, scaled, into the result. Doubles images with stride 2.</summary>
        /// <param name="x">(N, C, H, W).</param>
        /// <param name="weight">(C, O / groups, R, S).</param>
        /// <param name="bias">(O), or null.</param>
        /// <param name="stride">How far apart neighbouring input pixels add to the result.</param>
        /// <param name="padding">Taken off each side of the result.</param>
        /// <param name="outputPadding">Added to the result's lower and right side: less than the stride.</param>
        /// <param name="groups">Inputs of one group add only to outputs of that group.</param>
        /// <param name="dilation">How far apart the pixels are that a kernel adds to.</param>
        /// <returns>(N, O, H', W') with H' = (H - 1) stride - 2 padding + dilation (R - 1) + outputPadding + 1.</returns>
        public static Tensor ConvTranspose2d(
            Tensor x, Tensor weight, Tensor? bias = null, Pair? stride = null, Pair? padding = null, Pair? outputPadding = null,
            int groups = 1, Pair? dilation = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(weight);
            return ConvTranspose2dOp.Apply(x, weight, bias, stride ?? 1, padding ?? 0, outputPadding ?? 0, groups, dilation ?? 1);
        }
    }
}
