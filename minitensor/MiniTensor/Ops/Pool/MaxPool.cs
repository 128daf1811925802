using MiniTensor.Autograd;
using MiniTensor.Backends;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>The largest number of each window; its gradient goes to that number, the first of equals. Keeps where in the window it stood.</summary>
    internal sealed class MaxPoolOp : Node
    {
        private readonly PoolGeometry _geometry;
        private readonly Saved _taps;

        private MaxPoolOp(PoolGeometry geometry, Tensor taps) => (_geometry, _taps) = (geometry, taps);

        public override string Name => "MaxPool2d";

        public static Tensor Apply(Tensor x, PoolGeometry g)
        {
            _ = x.Storage;
            ShapeException.Require(
                g.MostPixels <= 1 << 24, "MaxPool2d",
                $"needs windows of at most 2^24 pixels, which a float counts exactly; got {g.MostPixels}. Use Max over the axes instead");
            var order = MemoryOrder.ChannelsLast([g.N, g.C, g.OutH, g.OutW]);
            var y = x.EmptyLike(order);
            var taps = Records(x) ? x.EmptyLike(order) : null;
            x.Backend.MaxPool(g, MemoryOrder.As(x, MemoryOrder.ChannelsLast(x.Shape)), y, taps);
            return taps is null ? y : new MaxPoolOp(g, taps).Record(y, x);
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var taps = _taps.Get(Name);
            var dx = dy.EmptyLike(MemoryOrder.ChannelsLast([_geometry.N, _geometry.C, _geometry.H, _geometry.W]));
            dy.Backend.MaxPoolBackward(_geometry, MemoryOrder.As(dy, taps.Layout), taps, dx);
            inputs.Give(0, dx);
        }
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>The largest number of each window of an image. Backward: to that number, the first of equals.</summary>
        /// <param name="x">(N, C, H, W).</param>
        /// <param name="kernel">The window's size.</param>
        /// <param name="stride">How far apart windows lie; the kernel's size where nothing is said.</param>
        /// <param name="padding">How far windows reach over the image's edge; what lies there never counts.</param>
        /// <returns>(N, C, H', W') with H' = (H + 2 padding - kernel) / stride + 1, rounded down.</returns>
        public static Tensor MaxPool2d(Tensor x, Pair kernel, Pair? stride = null, Pair? padding = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            return MaxPoolOp.Apply(x, Pooling.Windows("MaxPool2d", x.Shape, kernel, stride ?? kernel, padding ?? 0, PoolDivisor.None));
        }

        /// <summary><see cref="MaxPool2d"/> of rows (N, C, L).</summary>
        public static Tensor MaxPool1d(Tensor x, int kernel, int? stride = null, int padding = 0)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Pooling.WithoutRow(
                MaxPool2d(Pooling.OneRow("MaxPool1d", x, kernel, stride ?? kernel, padding), (1, kernel), (1, stride ?? kernel), (0, padding)));
        }

        /// <summary>The largest number of each of H' * W' windows that share the image out evenly.</summary>
        public static Tensor AdaptiveMaxPool2d(Tensor x, Pair size)
        {
            ArgumentNullException.ThrowIfNull(x);
            return MaxPoolOp.Apply(x, Pooling.Adaptive("AdaptiveMaxPool2d", x.Shape, size));
        }
    }
}
