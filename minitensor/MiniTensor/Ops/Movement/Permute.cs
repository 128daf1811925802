using MiniTensor.Autograd;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>The axes in another order, as a view; its gradient is dy with its axes put back.</summary>
    internal sealed class PermuteOp : Node
    {
        private readonly int[] _back;

        private PermuteOp(int[] back) => _back = back;

        public override string Name => "Permute";

        /// <param name="x">Any shape.</param>
        /// <param name="axes">Each axis of x once, as numbers from 0.</param>
        public static Tensor Apply(Tensor x, ReadOnlySpan<int> axes)
        {
            var y = new Tensor(x.Storage, Views.Permute(x.Layout, axes));
            if (!Records(x))
            {
                return y;
            }

            var back = new int[axes.Length];
            for (var i = 0; i < axes.Length; i++)
            {
                back[axes[i]] = i;
            }

            return new PermuteOp(back).Record(y, x);
        }

        internal override void Backward(Tensor dy, InputGradients inputs) =>
            inputs.Give(0, new Tensor(dy.Storage, Views.Permute(dy.Layout, _back)));
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>The last two axes swapped, as a view: (..., m, n) becomes (..., n, m).</summary>
        public Tensor T
        {
            get
            {
                ShapeException.Require(Rank >= 2, "T", $"needs at least 2 axes; got shape {Shape}");
                return Transpose(-2, -1);
            }
        }

        /// <summary>The axes in another order, as a view: axis i of the result is axis <c>axes[i]</c> of this tensor.</summary>
        /// <param name="axes">Each axis once; negative ones count from the last.</param>
        public Tensor Permute(params ReadOnlySpan<int> axes)
        {
            var text = string.Empty;
            Span<int> order = stackalloc int[MiniTensor.Shape.MaxRank];
            var seen = 0;
            if (axes.Length == Rank)
            {
                for (var i = 0; i < axes.Length; i++)
                {
                    order[i] = Shape.Axis(axes[i], "Permute");
                    seen |= 1 << order[i];
                }
            }

            if (axes.Length != Rank || seen != (1 << Rank) - 1)
            {
                text = string.Join(", ", axes.ToArray());
            }

            ShapeException.Require(text.Length == 0, "Permute", $"needs each of the {Rank} axes once; got ({text}) for shape {Shape}");
            return PermuteOp.Apply(this, order[..Rank]);
        }

        /// <summary>Two axes swapped, as a view.</summary>
        public Tensor Transpose(int a, int b)
        {
            Span<int> order = stackalloc int[Rank];
            for (var axis = 0; axis < Rank; axis++)
            {
                order[axis] = axis;
            }

            (a, b) = (Shape.Axis(a, "Transpose"), Shape.Axis(b, "Transpose"));
            (order[a], order[b]) = (b, a);
            return PermuteOp.Apply(this, order);
        }
    }
}
