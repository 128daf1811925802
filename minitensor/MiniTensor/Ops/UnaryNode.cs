using System.Runtime.CompilerServices;
using MiniTensor.Autograd;

namespace MiniTensor.Ops;

/// <summary>An element-wise op of one input in the recorded graph, the same for all of them.</summary>
internal sealed class UnaryNode<TOp> : Node
    where TOp : unmanaged, IUnaryOp<TOp>
{
    private readonly TOp _op;
    private readonly Saved _kept; // the input or the result, as the op asks

    private UnaryNode(TOp op, Tensor? kept) => (_op, _kept) = (op, kept);

    public override string Name => TOp.Name;

    public static Tensor Apply(TOp op, Tensor x, [CallerArgumentExpression(nameof(x))] string? nameOfX = null)
    {
        ArgumentNullException.ThrowIfNull(x, nameOfX);
        _ = x.Storage;
        var y = x.EmptyLike(x.Layout.ForResult());
        x.Backend.Unary(op, x, y);
        return Records(x)
            ? new UnaryNode<TOp>(op, TOp.Keep switch { Keep.Input => x, Keep.Output => y, _ => null }).Record(y, x)
            : y;
    }

    internal override void Backward(Tensor dy, InputGradients inputs)
    {
        var dx = Over(dy);
        var kept = _kept.IsNull ? null : _kept.Get(Name);
        dy.Backend.UnaryBackward(_op, TOp.Keep == Keep.Input ? kept : null, TOp.Keep == Keep.Output ? kept : null, dy, dx);
        inputs.Give(0, dx);
    }
}
