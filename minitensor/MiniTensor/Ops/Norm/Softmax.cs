using MiniTensor.Autograd;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>Softmax along an axis, or its logarithm; one fused kernel each way. Keeps its result.</summary>
    internal sealed class SoftmaxOp : Node
    {
        private readonly int _axis;
        private readonly bool _log;
        private readonly Saved _y;

        private SoftmaxOp(int axis, bool log, Tensor y) => (_axis, _log, _y) = (axis, log, y);

        public override string Name => NameOf(_log);

        public static Tensor Apply(Tensor x, int axis, bool log)
        {
            _ = x.Storage;
            axis = x.Shape.Axis(axis, NameOf(log));
            var dense = MemoryOrder.Dense(x);
            var y = x.EmptyLike(dense.Layout.ForResult());
            x.Backend.Softmax(dense, axis, log, y);
            return Records(x) ? new SoftmaxOp(axis, log, y).Record(y, x) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs)
        {
            var y = _y.Get(Name);
            var dx = dy.EmptyLike(y.Layout);
            dy.Backend.SoftmaxBackward(y, MemoryOrder.As(dy, y.Layout), _axis, _log, dx);
            inputs.Give(0, dx);
        }

        private static string NameOf(bool log) => log ? "LogSoftmax" : "Softmax";
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>exp(x) / sum(exp(x)) along an axis: positive numbers that sum to 1. Backward: dx = y (dy - sum(y dy)).</summary>
        public Tensor Softmax(int axis = -1) => SoftmaxOp.Apply(this, axis, log: false);

        /// <summary>x - log(sum(exp(x))) along an axis, without overflow. Backward: dx = dy - exp(y) sum(dy).</summary>
        public Tensor LogSoftmax(int axis = -1) => SoftmaxOp.Apply(this, axis, log: true);
    }

    public static partial class Functional
    {
        /// <summary>exp(x) / sum(exp(x)) along an axis.</summary>
        public static Tensor Softmax(Tensor x, int axis = -1)
        {
            ArgumentNullException.ThrowIfNull(x);
            return x.Softmax(axis);
        }

        /// <summary>x - log(sum(exp(x))) along an axis.</summary>
        public static Tensor LogSoftmax(Tensor x, int axis = -1)
        {
            ArgumentNullException.ThrowIfNull(x);
            return x.LogSoftmax(axis);
        }
    }
}
