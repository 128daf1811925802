using MiniTensor.Autograd;
using MiniTensor.Backends;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>Matrix products of a batch, y = a . b; da = dy . bT, db = aT . dy. Transposing is a view: nothing is copied.</summary>
    internal sealed class MatMulOp : Node
    {
        private readonly Saved _a;
        private readonly Saved _b;

        private MatMulOp(Tensor a, Tensor b) => (_a, _b) = (a, b);

        public override string Name => "MatMul";

        /// <param name="a">Shape (..., m, k).</param>
        /// <param name="b">Shape (..., k, n).</param>
        public static Tensor Apply(Tensor a, Tensor b)
        {
            var y = a.EmptyLike(ResultShape(a, b));
            a.Backend.MatMul(a, b, null, y);
            return Records(a, b) ? new MatMulOp(a, b).Record(y, a, b) : y;
        }

        /// <summary>a . b, not recorded, in memory ordered as another layout of the result's shape where the kernel can write that.</summary>
        public static Tensor Product(Tensor a, Tensor b, Layout like)
        {
            var shape = ResultShape(a, b);
            var order = like.Shape == shape ? like.ForResult() : Layout.Contiguous(shape);
            var hasRows = order.Strides[^1] == 1 || order.Strides[^2] == 1;
            var y = a.EmptyLike(hasRows ? order : Layout.Contiguous(shape));
            a.Backend.MatMul(a, b, null, y);
            return y;
        }

        /// <summary>A view with the last two axes swapped, not recorded.</summary>
        public static Tensor Transposed(Tensor x) => new(x.Storage, Views.Transpose(x.Layout));

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            // In the result's leading axes; the pass sums over those that were broadcast.
            var (a, b) = (_a.Get(Name), _b.Get(Name));
            if (inputs.Needs(0))
            {
                inputs.Give(0, Product(dy, Transposed(b), a.Layout));
            }

            if (inputs.Needs(1))
            {
                inputs.Give(1, Product(Transposed(a), dy, b.Layout));
            }
        }

        private static Shape ResultShape(Tensor a, Tensor b)
        {
            ShapeException.Require(
                a.Rank >= 2 && b.Rank >= 2 && a.Layout.Sizes[^1] == b.Layout.Sizes[^2],
                "MatMul",
                $"needs {(a.Rank <= 2 && b.Rank <= 2 ? "(M, K) and (K, N)" : "(..., M, K) and (..., K, N)")}; got {a.Shape} and {b.Shape}");
            Device.Same("MatMul", a, b);
            if (a.Rank == 2 && b.Rank == 2)
            {
                return new Shape([a.Layout.Sizes[0], b.Layout.Sizes[1]]);
            }

            var batch = Broadcast.Shapes("MatMul (leading axes)", Leading(a), Leading(b));
            return new Shape([.. batch.Sizes, a.Layout.Sizes[^2], b.Layout.Sizes[^1]]);
        }

        private static Shape Leading(Tensor x) => new(x.Layout.Sizes[..^2].ToArray());
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>The matrix product over the last two axes: (..., m, k) times (..., k, n) is (..., m, n); leading axes broadcast.</summary>
        /// <remarks>
        /// A vector counts as a row on the left and as a column on the right, and its axis of size 1 goes again: (k) times (k) is a number.
        /// Operands of any strides are read where they lie. Backward: da = dy . bT, db = aT . dy.
        /// </remarks>
        /// <exception cref="ShapeException">k differs, the leading axes do not broadcast, or an operand is a single number.</exception>
        public Tensor MatMul(Tensor other)
        {
            ArgumentNullException.ThrowIfNull(other);
            ShapeException.Require(Rank > 0 && other.Rank > 0, "MatMul", $"needs vectors or matrices; got {Shape} and {other.Shape}");
            if (Rank == 1 || other.Rank == 1)
            {
                ShapeException.Require(
                    Layout.Sizes[^1] == other.Layout.Sizes[other.Rank == 1 ? 0 : ^2], "MatMul",
                    $"needs the same K in (..., K) and (K) or (K, N); got {Shape} and {other.Shape}");
                return other.Rank == 1
                    ? MatMul(other.Unsqueeze(1)).Squeeze(-1)
                    : Unsqueeze(0).MatMul(other).Squeeze(-2);
            }

            // All rows that meet one matrix are one matrix themselves, where they lie so.
            if (Rank > 2 && other.Rank == 2 && Layout.Sizes[^1] == other.Layout.Sizes[0])
            {
                var rows = new Shape([Leading(1), Layout.Sizes[^1]]);
                if (Views.Reshape(Layout, rows) is not null)
                {
                    return MatMulOp.Apply(Reshape(rows), other).Reshape([.. Layout.Sizes[..^1], other.Layout.Sizes[1]]);
                }
            }

            return MatMulOp.Apply(this, other);
        }

        /// <summary>The product of all sizes but those of the last <paramref name="last"/> axes.</summary>
        internal int Leading(int last)
        {
            var count = 1;
            foreach (var size in Layout.Sizes[..^last])
            {
                count *= size;
            }

            return count;
        }
    }
}
