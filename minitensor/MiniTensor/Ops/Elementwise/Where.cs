using MiniTensor.Autograd;
using MiniTensor.Backends;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>a where the condition is not 0, else b.</summary>
    internal sealed class WhereOp : Node
    {
        private readonly Saved _condition;

        private WhereOp(Tensor condition) => _condition = condition;

        public override string Name => "Where";

        public static Tensor Apply(Tensor condition, Tensor a, Tensor b)
        {
            Device.Same("Where", a, b, condition);
            var y = Select(condition, a, b, Broadcast.ResultLayout("Where", Broadcast.ResultLayout("Where", a.Layout, b.Layout), condition.Layout));
            return Records(a, b) ? new WhereOp(condition).Record(y, a, b) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var condition = _condition.Get(Name);
            var zero = dy.Number(0);
            if (inputs.Needs(0))
            {
                inputs.Give(0, Select(condition, dy, zero, dy.Layout.ForResult()));
            }

            if (inputs.Needs(1))
            {
                inputs.Give(1, Select(condition, zero, dy, dy.Layout.ForResult()));
            }
        }

        private static Tensor Select(Tensor condition, Tensor a, Tensor b, Layout layout)
        {
            _ = (condition.Storage, a.Storage, b.Storage);
            var y = a.EmptyLike(layout);
            y.Backend.Select(condition, a, b, y);
            return y;
        }
    }
}

namespace MiniTensor
{
    public static partial class Functional
    {
        /// <summary>Element by element <paramref name="a"/> where the condition is not 0, else <paramref name="b"/>; the three broadcast.</summary>
        /// <remarks>Backward: dy to the one that was taken, 0 to the other, whatever it holds.</remarks>
        public static Tensor Where(Tensor condition, Tensor a, Tensor b)
        {
            ArgumentNullException.ThrowIfNull(condition);
            ArgumentNullException.ThrowIfNull(a);
            ArgumentNullException.ThrowIfNull(b);
            return WhereOp.Apply(condition, a, b);
        }
    }

    public sealed partial class Tensor
    {
        /// <summary>One number wherever the mask, which is broadcast to this shape, is not 0. Backward: dy where the mask is 0.</summary>
        public Tensor MaskedFill(Tensor mask, double value)
        {
            ArgumentNullException.ThrowIfNull(mask);
            ShapeException.Require(Broadcast.To(mask.Layout, Shape) is not null, "MaskedFill", $"needs a mask that broadcasts to {Shape}; got {mask.Shape}");
            return WhereOp.Apply(mask, Number(value), this);
        }
    }
}
