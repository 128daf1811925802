using MiniTensor.Autograd;
using MiniTensor.Backends;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>Images read at places between their pixels; outside of them lie zeros.</summary>
    internal sealed class SampleOp : Node
    {
        private readonly string _name;
        private readonly SampleUnits _units;
        private readonly Saved _x;
        private readonly Saved _positions;

        private SampleOp(string name, SampleUnits units, Tensor x, Tensor positions) => (_name, _units, _x, _positions) = (name, units, x, positions);

        public override string Name => _name;

        public static Tensor Apply(string name, Tensor x, Tensor positions, SampleUnits units)
        {
            _ = x.Storage;
            _ = positions.Storage;
            Device.Same(name, x, positions);
            var images = MemoryOrder.As(x, MemoryOrder.ChannelsLast(x.Shape));
            var places = MemoryOrder.As(positions, Layout.Contiguous(positions.Shape));
            var y = x.EmptyLike(MemoryOrder.ChannelsLast([x.Shape[0], x.Shape[1], positions.Shape[1], positions.Shape[2]]));
            x.Backend.SampleBilinear(images, places, units, y);
            return Records(x, positions) ? new SampleOp(name, units, images, places).Record(y, x, positions) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var (x, positions) = (_x.Get(Name), _positions.Get(Name));
            var dx = inputs.Needs(0) ? dy.EmptyLike(MemoryOrder.ChannelsLast(x.Shape)) : null;
            var dpositions = inputs.Needs(1) ? dy.EmptyLike(positions.Shape) : null;
            dy.Backend.SampleBilinearBackward(x, positions, _units, MemoryOrder.As(dy, MemoryOrder.ChannelsLast(dy.Shape)), dx, dpositions);
            inputs.GiveAll([dx, dpositions]);
        }

        /// <summary>For each pixel of the result, where it lies in the image, in pixels: (1, H', W', 2), column before row.</summary>
        public static Tensor PositionsFor(Tensor x, Pair size, bool alignCorners)
        {
            var positions = new float[Shape.Of([size.H, size.W, 2]).Elements];
            for (var i = 0; i < size.H * size.W; i++)
            {
                positions[2 * i] = SourceOf(i % size.W, x.Shape[3], size.W, alignCorners);
                positions[2 * i + 1] = SourceOf(i / size.W, x.Shape[2], size.H, alignCorners);
            }

            return x.Beside(positions, [1, size.H, size.W, 2]);
        }

        private static float SourceOf(int i, int input, int output, bool alignCorners)
        {
            // Either the corner pixels' centres meet, or the images' edges do.
            var at = alignCorners
                ? (output == 1 ? 0 : (double)i * (input - 1) / (output - 1))
                : (i + 0.5) * input / output - 0.5;
            return (float)Math.Clamp(at, 0, input - 1);
        }
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>Images in another size, each pixel read between the pixels of the original in proportion.</summary>
        /// <param name="x">(N, C, H, W).</param>
        /// <param name="size">(H', W') of the result.</param>
        /// <param name="alignCorners">The corner pixels' centres meet; else the images' edges do.</param>
        public static Tensor UpsampleBilinear(Tensor x, Pair size, bool alignCorners = false)
        {
            ArgumentNullException.ThrowIfNull(x);
            ConvChecks.Images("UpsampleBilinear", x.Shape);
            ShapeException.Require(size.AreAtLeast(1), "UpsampleBilinear", $"needs a size of 1 pixel or more; got {size}");
            ShapeException.Require(x.Shape[2] > 0 && x.Shape[3] > 0, "UpsampleBilinear", $"needs images of 1 pixel or more; got {x.Shape}");
            return SampleOp.Apply("UpsampleBilinear", x, SampleOp.PositionsFor(x, size, alignCorners), new SampleUnits(1, 0, 1, 0));
        }

        /// <summary>y[n, :, i, j] = x[n] read at the place grid[n, i, j], between pixels in proportion, zeros outside (Jaderberg et al. 2015).</summary>
        /// <param name="x">(N, C, H, W).</param>
        /// <param name="grid">(N, H', W', 2): (column, row), where -1 and 1 are the image's ends. Gradients flow to it as well.</param>
        /// <param name="alignCorners">-1 and 1 are the centres of the corner pixels; else the image's edges.</param>
        public static Tensor GridSample(Tensor x, Tensor grid, bool alignCorners = false)
        {
            ArgumentNullException.ThrowIfNull(x);
            ArgumentNullException.ThrowIfNull(grid);
            ConvChecks.Images("GridSample", x.Shape);
            ShapeException.Require(
                grid.Rank == 4 && grid.Shape[0] == x.Shape[0] && grid.Shape[3] == 2, "GridSample",
                $"needs a grid of shape ({x.Shape[0]}, H', W', 2) for images of shape {x.Shape}; got {grid.Shape}");
            var (h, w) = (x.Shape[2], x.Shape[3]);
            var half = alignCorners ? ((w - 1) / 2f, (h - 1) / 2f) : (w / 2f, h / 2f);
            return SampleOp.Apply("GridSample", x, grid, new SampleUnits(half.Item1, (w - 1) / 2f, half.Item2, (h - 1) / 2f));
        }

        /// <summary>The grid for <see cref="GridSample"/> that maps each pixel of the result through a matrix.</summary>
        /// <param name="theta">(N, 2, 3): place = theta (column, row, 1), each from -1 to 1.</param>
        /// <param name="shape">(N, C, H', W') of the result.</param>
        /// <param name="alignCorners">As for <see cref="GridSample"/>.</param>
        /// <returns>(N, H', W', 2).</returns>
        public static Tensor AffineGrid(Tensor theta, Shape shape, bool alignCorners = false)
        {
            ArgumentNullException.ThrowIfNull(theta);
            ShapeException.Require(shape.Rank == 4, "AffineGrid", $"needs the shape (N, C, H, W) of the result; got {shape}");
            var (n, h, w) = (shape[0], shape[2], shape[3]);
            ShapeException.Require(theta.Shape == [n, 2, 3], "AffineGrid", $"needs matrices of shape ({n}, 2, 3); got {theta.Shape}");
            var places = new float[Shape.Of([h, w, 3]).Elements];
            for (var i = 0; i < h * w; i++)
            {
                places[3 * i] = Place(i % w, w, alignCorners);
                places[3 * i + 1] = Place(i / w, h, alignCorners);
                places[3 * i + 2] = 1;
            }

            return (theta.Beside(places, [1, h, w, 1, 3]) * theta.Reshape([n, 1, 1, 2, 3])).Sum([-1]);
        }

        private static float Place(int i, int size, bool alignCorners) =>
            alignCorners ? (size == 1 ? 0 : 2f * i / (size - 1) - 1) : (2f * i + 1) / size - 1;
    }
}
