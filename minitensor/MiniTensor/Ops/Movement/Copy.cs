using MiniTensor.Autograd;
using MiniTensor.Ops;

namespace MiniTensor.Ops
{
    /// <summary>The same numbers in fresh memory, in an order of the caller's choice.</summary>
    internal sealed class CopyOp : Node
    {
        public override string Name => "Copy";

        public static Tensor Apply(Tensor x, Layout layout)
        {
            _ = x.Storage;
            var y = x.EmptyLike(layout);
            x.Backend.Copy(x, y);
            return Records(x) ? new CopyOp().Record(y, x) : y;
        }

        internal override void Backward(Tensor dy, InputGradients inputs) => inputs.Give(0, dy);
    }
}

namespace MiniTensor
{
    public sealed partial class Tensor
    {
        /// <summary>This tensor if its elements lie one after another, the last axis fastest; else a copy in which they do.</summary>
        public Tensor Contiguous() => IsContiguous ? this : CopyOp.Apply(this, MiniTensor.Layout.Contiguous(Shape));
    }
}
