using MiniTensor.Autograd;
using MiniTensor.Backends;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>The patches of images as columns, or their adjoint: columns added up to images.</summary>
    internal sealed class UnfoldOp : Node
    {
        private readonly Conv2dGeometry _geometry;
        private readonly bool _folds;

        private UnfoldOp(Conv2dGeometry geometry, bool folds) => (_geometry, _folds) = (geometry, folds);

        public override string Name => _folds ? "Fold" : "Unfold";

        public static Tensor Apply(Tensor x, Conv2dGeometry g, bool folds)
        {
            _ = x.Storage;
            var y = Compute(x, g, folds);
            return Records(x) ? new UnfoldOp(g, folds).Record(y, x) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs) => inputs.Give(0, Compute(dy, _geometry, !_folds));

        /// <summary>A convolution's geometry whose outputs are the columns.</summary>
        public static Conv2dGeometry Check(string op, Shape images, Pair kernel, Pair stride, Pair padding, Pair dilation)
        {
            ConvChecks.Window(op, kernel, stride, padding, dilation);
            ConvChecks.Fits(op, images, padding, new Pair(dilation.H * (kernel.H - 1) + 1, dilation.W * (kernel.W - 1) + 1));
            return new Conv2dGeometry(
                images[0], images[1], images[2], images[3], Shape.Of([images[1], kernel.H, kernel.W]).Elements, kernel.H, kernel.W,
                stride.H, stride.W, padding.H, padding.W, dilation.H, dilation.W, 1);
        }

        private static Tensor Compute(Tensor x, in Conv2dGeometry g, bool folds)
        {
            x = MemoryOrder.As(x, Layout.Contiguous(x.Shape));
            ShapeException.Require((long)g.OutH * g.OutW <= int.MaxValue, folds ? "Fold" : "Unfold", $"needs fewer than 2^31 columns; got {g.OutH} x {g.OutW}");
            var y = x.EmptyLike(folds ? new Shape([g.N, g.C, g.H, g.W]) : new Shape([g.N, g.O, g.OutH * g.OutW]));
            var (images, columns) = folds ? (y, x) : (x, y);
            x.Backend.Unfold(g, images, columns, folds);
            return y;
        }
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>The patches that a convolution would look at, one a column: (N, C, H, W) becomes (N, C R S, H' W'). Backward: <see cref="Fold"/>.</summary>
        /// <param name="x">(N, C, H, W).</param>
        /// <param name="kernel">(R, S), the patches' size.</param>
        /// <param name="stride">How far apart patches lie.</param>
        /// <param name="padding">Zeros on each side of the image.</param>
        /// <param name="dilation">How far apart the pixels of a patch lie.</param>
        public static Tensor Unfold(Tensor x, Pair kernel, Pair? stride = null, Pair? padding = null, Pair? dilation = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            ConvChecks.Images("Unfold", x.Shape);
            return UnfoldOp.Apply(x, UnfoldOp.Check("Unfold", x.Shape, kernel, stride ?? 1, padding ?? 0, dilation ?? 1), folds: false);
        }

        /// <summary>Patches added up to images, where they overlap: (N, C R S, H' W') becomes (N, C, H, W). The adjoint of <see cref="Unfold"/>.</summary>
        /// <param name="x">(N, C R S, H' W').</param>
        /// <param name="size">(H, W) of the images.</param>
        /// <param name="kernel">(R, S), the patches' size.</param>
        /// <param name="stride">How far apart patches lie.</param>
        /// <param name="padding">Taken off each side of the images.</param>
        /// <param name="dilation">How far apart the pixels of a patch lie.</param>
        public static Tensor Fold(Tensor x, Pair size, Pair kernel, Pair? stride = null, Pair? padding = null, Pair? dilation = null)
        {
            ArgumentNullException.ThrowIfNull(x);
            ShapeException.Require(x.Rank == 3, "Fold", $"needs patches of shape (N, C R S, L); got {x.Shape}");
            ShapeException.Require(
                kernel.AreAtLeast(1) && x.Shape[1] % (kernel.H * kernel.W) == 0, "Fold",
                $"needs patches of C * {kernel.H} * {kernel.W} numbers; got {x.Shape}");
            var channels = x.Shape[1] / (kernel.H * kernel.W);
            var g = UnfoldOp.Check("Fold", [x.Shape[0], channels, size.H, size.W], kernel, stride ?? 1, padding ?? 0, dilation ?? 1);
            ShapeException.Require(x.Shape[2] == g.OutH * g.OutW, "Fold", $"needs {g.OutH} * {g.OutW} patches for images of {size}; got {x.Shape}");
            return UnfoldOp.Apply(x, g, folds: true);
        }
    }
}
