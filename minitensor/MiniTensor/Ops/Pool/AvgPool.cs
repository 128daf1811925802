using MiniTensor.Autograd;
using MiniTensor.Backends;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>Sums over windows, or their adjoint: average pooling one way, enlarging by repeated pixels the other way.</summary>
    internal sealed class WindowsOp : Node
    {
        private readonly string _name;
        private readonly PoolGeometry _geometry;
        private readonly bool _spreads;

        private WindowsOp(string name, PoolGeometry geometry, bool spreads) => (_name, _geometry, _spreads) = (name, geometry, spreads);

        public override string Name => _name;

        public static Tensor Apply(string name, Tensor x, PoolGeometry g, bool spreads)
        {
            _ = x.Storage;
            var y = Compute(MemoryOrder.As(x, MemoryOrder.ChannelsLast(x.Shape)), g, spreads);
            return Records(x) ? new WindowsOp(name, g, spreads).Record(y, x) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs) =>
            inputs.Give(0, Compute(MemoryOrder.As(dy, MemoryOrder.ChannelsLast(dy.Shape)), _geometry, !_spreads));

        private static Tensor Compute(Tensor x, in PoolGeometry g, bool spreads)
        {
            var y = x.EmptyLike(MemoryOrder.ChannelsLast(spreads ? [g.N, g.C, g.H, g.W] : [g.N, g.C, g.OutH, g.OutW]));
            if (spreads)
            {
                x.Backend.SpreadWindows(g, x, y);
            }
            else
            {
                x.Backend.SumWindows(g, x, y);
            }

            return y;
        }
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>The mean of each window of an image. Backward: dy / window to each pixel of the window.</summary>
        /// <param name="x">(N, C, H, W).</param>
        /// <param name="kernel">The window's size.</param>
        /// <param name="stride">How far apart windows lie; the kernel's size where nothing is said.</param>
        /// <param name="padding">Zeros on each side of the image.</param>
        /// <param name="countIncludePad">Divide by the whole window, zeros included; else by the pixels of the image in it.</param>
        public static Tensor AvgPool2d(Tensor x, Pair kernel, Pair? stride = null, Pair? padding = null, bool countIncludePad = true)
        {
            ArgumentNullException.ThrowIfNull(x);
            var divisor = countIncludePad ? PoolDivisor.Kernel : PoolDivisor.Pixels;
            return WindowsOp.Apply(
                "AvgPool2d", x, Pooling.Windows("AvgPool2d", x.Shape, kernel, stride ?? kernel, padding ?? 0, divisor), spreads: false);
        }

        /// <summary><see cref="AvgPool2d"/> of rows (N, C, L).</summary>
        public static Tensor AvgPool1d(Tensor x, int kernel, int? stride = null, int padding = 0, bool countIncludePad = true)
        {
            ArgumentNullException.ThrowIfNull(x);
            return Pooling.WithoutRow(AvgPool2d(Pooling.OneRow("AvgPool1d", x, kernel, stride ?? kernel, padding), (1, kernel), (1, stride ?? kernel), (0, padding), countIncludePad));
        }

        /// <summary>The mean of each of H' * W' windows that share the image out evenly; size 1 is the mean of the image.</summary>
        public static Tensor AdaptiveAvgPool2d(Tensor x, Pair size)
        {
            ArgumentNullException.ThrowIfNull(x);
            return WindowsOp.Apply("AdaptiveAvgPool2d", x, Pooling.Adaptive("AdaptiveAvgPool2d", x.Shape, size), spreads: false);
        }

        /// <summary>Each pixel repeated: (N, C, H, W) becomes (N, C, H * scale, W * scale). Backward: the sum over the copies.</summary>
        public static Tensor UpsampleNearest(Tensor x, Pair scale)
        {
            ArgumentNullException.ThrowIfNull(x);
            ConvChecks.Images("UpsampleNearest", x.Shape);
            ShapeException.Require(scale.AreAtLeast(1), "UpsampleNearest", $"needs a scale of 1 or more; got {scale}");
            var (n, c, h, w) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3]);
            ShapeException.Require(
                (long)h * scale.H <= int.MaxValue && (long)w * scale.W <= int.MaxValue, "UpsampleNearest",
                $"needs a result of fewer than 2^31 pixels a side; got scale {scale} for {x.Shape}");
            return WindowsOp.Apply(
                "UpsampleNearest", x, new PoolGeometry(n, c, h * scale.H, w * scale.W, h, w, scale, scale, 0, PoolDivisor.None), spreads: true);
        }
    }
}
