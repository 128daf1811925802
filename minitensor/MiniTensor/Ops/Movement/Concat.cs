using MiniTensor.Autograd;
using MiniTensor.Backends;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>Tensors one behind the other along an axis; each one's gradient is its part of dy, as a view.</summary>
    internal sealed class ConcatOp : Node
    {
        private readonly int _axis;
        private readonly int[] _sizes;

        private ConcatOp(int axis, int[] sizes) => (_axis, _sizes) = (axis, sizes);

        public override string Name => "Concat";

        public static Tensor Apply(ReadOnlySpan<Tensor> inputs, int axis)
        {
            ShapeException.Require(inputs.Length > 0, "Concat", $"needs at least one tensor; got none");
            var first = inputs[0];
            axis = first.Shape.Axis(axis, "Concat");
            var sizes = new int[inputs.Length];
            long total = 0;
            for (var i = 0; i < sizes.Length; i++)
            {
                Device.Same("Concat", first, inputs[i]);
                ShapeException.Require(
                    FitsBeside(first.Shape, inputs[i].Shape, axis), "Concat",
                    $"needs shapes that differ in axis {axis} alone; got {first.Shape} and {inputs[i].Shape} (number {i})");
                sizes[i] = inputs[i].Layout.Sizes[axis];
                total += sizes[i];
            }

            var shape = first.Shape.ToArray();
            ShapeException.Require(total <= int.MaxValue, "Concat", $"needs fewer than 2^31 elements along an axis; got {total} along axis {axis}");
            shape[axis] = (int)total;
            var y = first.EmptyLike(Shape.Of(shape));
            var start = 0;
            foreach (var input in inputs)
            {
                var size = input.Layout.Sizes[axis];
                y.Backend.Copy(input, new Tensor(y.Storage, Views.Slice(y.Layout, axis, start, size)));
                start += size;
            }

            return Records(inputs) ? new ConcatOp(axis, sizes).Record(y, inputs) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var start = 0;
            for (var i = 0; i < _sizes.Length; i++)
            {
                inputs.Give(i, new Tensor(dy.Storage, Views.Slice(dy.Layout, _axis, start, _sizes[i])));
                start += _sizes[i];
            }
        }

        private static bool FitsBeside(Shape a, Shape b, int axis) =>
            a.Rank == b.Rank && a.Sizes.AsSpan(0, axis).SequenceEqual(b.Sizes.AsSpan(0, axis)) && a.Sizes.AsSpan(axis + 1).SequenceEqual(b.Sizes.AsSpan(axis + 1));
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>Tensors one behind the other along an axis; their other axes must agree. (2, 3) and (4, 3) along 0 give (6, 3).</summary>
        public static Tensor Concat(ReadOnlySpan<Tensor> tensors, int axis = 0)
        {
            ThrowIfAnyIsNull(tensors);
            return ConcatOp.Apply(tensors, axis);
        }

        /// <summary>Tensors of one shape along a new axis, which comes to stand at <paramref name="axis"/>: two of (3) along 0 give (2, 3).</summary>
        public static Tensor Stack(ReadOnlySpan<Tensor> tensors, int axis = 0)
        {
            ThrowIfAnyIsNull(tensors);
            ShapeException.Require(tensors.Length > 0, "Stack", $"needs at least one tensor; got none");
            var rank = tensors[0].Rank;
            ShapeException.Require(
                axis >= -rank - 1 && axis <= rank, "Stack",
                $"needs an axis from {-rank - 1} to {rank}; got {axis} for shape {tensors[0].Shape}");
            var raised = new Tensor[tensors.Length];
            for (var i = 0; i < raised.Length; i++)
            {
                ShapeException.Require(
                    tensors[i].Shape == tensors[0].Shape, "Stack",
                    $"needs tensors of one shape; got {tensors[0].Shape} and {tensors[i].Shape} (number {i})");
                raised[i] = tensors[i].Unsqueeze(axis);
            }

            return ConcatOp.Apply(raised, axis >= 0 ? axis : axis + raised[0].Rank);
        }
    }
}
