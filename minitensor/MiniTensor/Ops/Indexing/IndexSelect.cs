using MiniTensor.Autograd;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>Rows by number, y[o, j, i] = x[o, index[j], i]; the gradient adds dy's rows to those they came from.</summary>
    internal sealed class TakeRowsOp : Node
    {
        private readonly int[] _index;
        private readonly int _outer;
        private readonly int _inner;

        private TakeRowsOp(int[] index, int outer, int inner) => (_index, _outer, _inner) = (index, outer, inner);

        public override string Name => "IndexSelect";

        /// <param name="x">Any shape.</param>
        /// <param name="axis">Which axis is chosen from.</param>
        /// <param name="index">Which of its elements, checked here.</param>
        /// <param name="indexShape">The axes that stand in the result instead of that one.</param>
        /// <param name="op">Who asks, for the error.</param>
        public static Tensor Apply(Tensor x, int axis, ReadOnlySpan<int> index, Shape indexShape, string op)
        {
            var size = x.Layout.Sizes[axis];
            IndexCheck.Within(op, index, size);
            x = x.Contiguous();
            var y = x.EmptyLike(Shape.Of([.. x.Layout.Sizes[..axis], .. indexShape.Sizes, .. x.Layout.Sizes[(axis + 1)..]]));
            var (outer, inner) = (1, 1);
            for (var i = 0; i < x.Rank; i++)
            {
                outer *= i < axis ? x.Layout.Sizes[i] : 1;
                inner *= i > axis ? x.Layout.Sizes[i] : 1;
            }

            x.Backend.TakeRows(Rows(x, outer, size, inner), index, Rows(y, outer, index.Length, inner));
            return Records(x) ? new TakeRowsOp(index.ToArray(), outer, inner).Record(y, x) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var dx = inputs.Accumulator(0, dy);
            var size = dx.Count / Math.Max(1, _outer * _inner);
            dy.Backend.AddRows(Rows(dy.Contiguous(), _outer, _index.Length, _inner), _index, Rows(dx, _outer, size, _inner));
        }

        private static Tensor Rows(Tensor x, int outer, int size, int inner) =>
            new(x.Storage, Views.Reshape(x.Layout, new Shape([outer, size, inner])) ?? throw new InvalidOperationException("The tensor is not contiguous."));
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>Elements of an axis by number, in that order: (5, 3).IndexSelect(0, [4, 4, 0]) is (3, 3).</summary>
        /// <remarks>Backward: each row of dy is added to the row it came from, in order.</remarks>
        /// <exception cref="ShapeException">An index is not from 0 to the axis's size - 1.</exception>
        public Tensor IndexSelect(int axis, ReadOnlySpan<int> index) =>
            TakeRowsOp.Apply(this, Shape.Axis(axis, "IndexSelect"), index, [index.Length], "IndexSelect");

        /// <summary>The same with the numbers in a tensor, whose axes stand in the result instead of that one: (5, 3) by (2, 4) along 0 is (2, 4, 3).</summary>
        /// <exception cref="ShapeException">One of them is no whole number, or out of range.</exception>
        public Tensor IndexSelect(int axis, Tensor index)
        {
            ArgumentNullException.ThrowIfNull(index);
            var numbers = index.ToArray();
            var whole = new int[numbers.Length];
            for (var i = 0; i < whole.Length; i++)
            {
                whole[i] = numbers[i] is >= int.MinValue and < int.MaxValue ? (int)numbers[i] : 0;
                ShapeException.Require(whole[i] == numbers[i], "IndexSelect", $"needs whole numbers; got {numbers[i]} at position {i}");
            }

            return TakeRowsOp.Apply(this, Shape.Axis(axis, "IndexSelect"), whole, index.Shape, "IndexSelect");
        }
    }
}
