using MiniTensor.Autograd;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>Another layout over the same memory; its gradient is dy with the input's shape.</summary>
    internal sealed class ReshapeOp : Node
    {
        private readonly Shape _input;

        private ReshapeOp(Shape input) => _input = input;

        public override string Name => "Reshape";

        public static Tensor Apply(Tensor x, ReadOnlySpan<int> sizes, string op = "Reshape", bool mayCopy = true)
        {
            var shape = Resolve(op, x.Shape, sizes);
            if (shape == x.Shape)
            {
                return x;
            }

            if (Views.Reshape(x.Layout, shape) is not { } layout)
            {
                var strides = string.Join(", ", x.Layout.Strides.ToArray());
                ShapeException.Require(
                    mayCopy, op,
                    $"needs elements that lie as {shape} allows without a copy; got shape {x.Shape} with strides ({strides}). Reshape copies them");
                return Apply(x.Contiguous(), shape);
            }

            var y = new Tensor(x.Storage, layout);
            return Records(x) ? new ReshapeOp(x.Shape).Record(y, x) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs) => inputs.Give(0, dy.Reshape(_input));

        // -1 stands for the one size that follows from the others.
        private static Shape Resolve(string op, Shape from, ReadOnlySpan<int> sizes)
        {
            var known = 1L;
            var open = -1;
            for (var axis = 0; axis < sizes.Length; axis++)
            {
                if (sizes[axis] == -1 && open < 0)
                {
                    open = axis;
                }
                else
                {
                    ShapeException.Require(sizes[axis] >= 0, op, $"needs sizes of 0 or more, and at most one -1; got ({string.Join(", ", sizes.ToArray())})");
                    known *= sizes[axis];
                }
            }

            var resolved = sizes.ToArray();
            if (open >= 0)
            {
                ShapeException.Require(
                    known > 0 && from.Elements % known == 0, op,
                    $"needs sizes whose product divides {from.Elements}; got ({string.Join(", ", resolved)}) for shape {from}");
                resolved[open] = (int)(from.Elements / known);
                known *= resolved[open];
            }

            ShapeException.Require(
                known == from.Elements, op,
                $"needs a shape of {from.Elements} elements; got ({string.Join(", ", resolved)}) for shape {from}");
            return Shape.Of(resolved);
        }
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>The same elements in another shape; -1 stands for the size that follows from the others. A view where that can be, else a copy.</summary>
        /// <exception cref="ShapeException">The shape has another number of elements.</exception>
        public Tensor Reshape(ReadOnlySpan<int> sizes) => ReshapeOp.Apply(this, sizes);

        /// <summary>As <see cref="Reshape"/>, but always a view: what is written into it is written into this tensor.</summary>
        /// <exception cref="ShapeException">The elements do not lie so that strides can say it; <see cref="Reshape"/> would copy them.</exception>
        public Tensor View(ReadOnlySpan<int> sizes) => ReshapeOp.Apply(this, sizes, "View", mayCopy: false);
    }
}
