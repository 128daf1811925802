using MiniTensor.Autograd;
using MiniTensor.Backends;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>Along one axis, y[j] = x[index[j]] in each line; the gradient is dy, added to where it came from.</summary>
    internal sealed class GatherOp : Node
    {
        private readonly int _axis;
        private readonly int[] _index;

        private GatherOp(int axis, int[] index) => (_axis, _index) = (axis, index);

        public override string Name => "Gather";

        public static Tensor Apply(Tensor x, int axis, ReadOnlySpan<int> index, Shape indexShape)
        {
            axis = x.Shape.Axis(axis, "Gather");
            LineCheck.Fits("Gather", x.Shape, axis, index, indexShape);
            _ = x.Storage;
            var y = x.EmptyLike(indexShape);
            x.Backend.Gather(x, axis, index, y);
            return Records(x) ? new GatherOp(axis, index.ToArray()).Record(y, x) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs) => dy.Backend.ScatterAdd(dy, _axis, _index, inputs.Accumulator(0, dy));
    }

    /// <summary>Along one axis, y = x and then y[index[j]] += source[j]; dx = dy, and the source's gradient is gathered from it.</summary>
    internal sealed class ScatterAddOp : Node
    {
        private readonly int _axis;
        private readonly int[] _index;
        private readonly Shape _source;

        private ScatterAddOp(int axis, int[] index, Shape source) => (_axis, _index, _source) = (axis, index, source);

        public override string Name => "ScatterAdd";

        public static Tensor Apply(Tensor x, int axis, ReadOnlySpan<int> index, Tensor source)
        {
            axis = x.Shape.Axis(axis, "ScatterAdd");
            LineCheck.Fits("ScatterAdd", x.Shape, axis, index, source.Shape);
            Device.Same("ScatterAdd", x, source);
            var y = x.EmptyLike(x.Shape);
            x.Backend.Copy(x, y);
            x.Backend.ScatterAdd(source, axis, index, y);
            return Records(x, source) ? new ScatterAddOp(axis, index.ToArray(), source.Shape).Record(y, x, source) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            inputs.Give(0, dy);
            if (inputs.Needs(1))
            {
                var dsource = dy.EmptyLike(_source);
                dy.Backend.Gather(dy, _axis, _index, dsource);
                inputs.Give(1, dsource);
            }
        }
    }

    /// <summary>What Gather and ScatterAdd ask of their index.</summary>
    internal static class LineCheck
    {
        public static void Fits(string op, Shape x, int axis, ReadOnlySpan<int> index, Shape indexShape)
        {
            ShapeException.Require(index.Length == indexShape.Elements, op, $"needs {indexShape.Elements} indices for shape {indexShape}; got {index.Length}");
            ShapeException.Require(x.Rank == indexShape.Rank, op, $"needs an index with the {x.Rank} axes of {x}; got shape {indexShape}");
            for (var i = 0; i < x.Rank; i++)
            {
                ShapeException.Require(
                    i == axis || indexShape.Sizes[i] <= x.Sizes[i], op, $"needs an index no larger than {x} in all axes but {axis}; got shape {indexShape}");
            }

            IndexCheck.Within(op, index, x.Sizes[axis]);
        }
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>Picks one element for each index: for axis 1, y[i, j] = x[i, index[i, j]].</summary>
        /// <param name="axis">The axis that the indices speak of.</param>
        /// <param name="index">From 0 to the axis's size - 1, row-major.</param>
        /// <param name="indexShape">How they are arranged, which is the result's shape: as many axes as this tensor, none of the others larger.</param>
        /// <remarks>Backward: each element of dy is added to the one it came from.</remarks>
        public Tensor Gather(int axis, ReadOnlySpan<int> index, Shape indexShape) => GatherOp.Apply(this, axis, index, indexShape);

        /// <summary>This tensor with numbers added to the elements that the indices name: for axis 1, y[i, index[i, j]] += source[i, j].</summary>
        /// <param name="axis">The axis that the indices speak of.</param>
        /// <param name="index">One for each element of <paramref name="source"/>, row-major; the same one may come again.</param>
        /// <param name="source">As many axes as this tensor, none of the others larger.</param>
        /// <returns>A new tensor of this one's shape.</returns>
        /// <remarks>Added in order along the axis, so that a rerun gives the same bits. Backward: dx = dy, dsource is gathered from dy.</remarks>
        public Tensor ScatterAdd(int axis, ReadOnlySpan<int> index, Tensor source)
        {
            ArgumentNullException.ThrowIfNull(source);
            return ScatterAddOp.Apply(this, axis, index, source);
        }
    }
}
