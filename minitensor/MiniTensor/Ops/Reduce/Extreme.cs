using MiniTensor.Autograd;

namespace MiniTensor.Ops;

/// <summary>The largest or smallest element along axes, as the reduction says; its gradient goes to the elements that are equal to it.</summary>
internal sealed class ExtremeOp<TReduction> : Node
    where TReduction : unmanaged, IReduceOp<TReduction>
{
    private readonly Saved _x;
    private readonly Saved _kept; // the result, with the reduced axes of size 1
    private readonly int[] _axes;

    private ExtremeOp(Tensor x, Tensor kept, int[] axes) => (_x, _kept, _axes) = (x, kept, axes);

    public override string Name => TReduction.Name;

    public static Tensor Apply(Tensor x, ReadOnlySpan<int> axes, bool keepDim)
    {
        ShapeException.Require(
            x.Count > 0 || Reduction.CountAlong(TReduction.Name, x.Shape, axes) > 0,
            TReduction.Name,
            $"needs at least one element along its axes; got shape {x.Shape}");
        var kept = Reduction.Run(default(TReduction), x, axes);
        var y = keepDim ? kept : Reduction.Drop(kept, x, axes);
        return Records(x) ? new ExtremeOp<TReduction>(x, kept, axes.ToArray()).Record(y, x) : y;
    }

    internal override void Backward(Tensor dy, InputGradients inputs)
    {
        var kept = _kept.Get(Name);
        var isExtreme = _x.Get(Name).EqualTo(kept);
        inputs.Give(0, isExtreme * (Reduction.Restore(dy, kept.Layout) / isExtreme.Sum(_axes, keepDim: true)));
    }
}
