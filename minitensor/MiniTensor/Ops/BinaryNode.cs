using System.Runtime.CompilerServices;
using MiniTensor.Autograd;
using MiniTensor.Backends;

namespace MiniTensor.Ops;

/// <summary>An element-wise op of two inputs in the recorded graph, the same for all of them.</summary>
internal sealed class BinaryNode<TOp> : Node
    where TOp : unmanaged, IBinaryOp<TOp>
{
    private readonly TOp _op;
    private readonly Saved _a;
    private readonly Saved _b;

    private BinaryNode(TOp op, Tensor? a, Tensor? b) => (_op, _a, _b) = (op, a, b);

    public override string Name => TOp.Name;

    public static Tensor Apply(
        TOp op,
        Tensor a,
        Tensor b,
        [CallerArgumentExpression(nameof(a))] string? nameOfA = null,
        [CallerArgumentExpression(nameof(b))] string? nameOfB = null)
    {
        ArgumentNullException.ThrowIfNull(a, nameOfA);
        ArgumentNullException.ThrowIfNull(b, nameOfB);
        _ = a.Storage;
        _ = b.Storage;
        Device.Same(TOp.Name, a, b);
        var y = a.EmptyLike(Broadcast.ResultLayout(TOp.Name, a.Layout, b.Layout));
        a.Backend.Binary(op, a, b, y);
        if (!TOp.IsDifferentiable || !Records(a, b))
        {
            return y;
        }

        var keeps = TOp.ConstantSlopes is null;
        return new BinaryNode<TOp>(op, keeps ? a : null, keeps ? b : null).Record(y, a, b);
    }

    internal override void Backward(Tensor dy, InputGradients inputs)
    {
        if (TOp.ConstantSlopes is { } slopes)
        {
            GiveScaled(0, slopes.A, dy, inputs);
            GiveScaled(1, slopes.B, dy, inputs);
            return;
        }

        // In the result's shape; the pass sums over what was broadcast.
        var layout = dy.Layout.ForResult();
        var da = inputs.Needs(0) ? dy.EmptyLike(layout) : null;
        var db = inputs.Needs(1) ? dy.EmptyLike(layout) : null;
        dy.Backend.BinaryBackward(_op, _a.Get(Name), _b.Get(Name), dy, da, db);
        if (da is not null)
        {
            inputs.Give(0, da);
        }

        if (db is not null)
        {
            inputs.Give(1, db);
        }
    }

    private static void GiveScaled(int input, float slope, Tensor dy, InputGradients inputs)
    {
        if (inputs.Needs(input))
        {
            inputs.Give(input, slope == 1 ? dy : dy * slope);
        }
    }
}
