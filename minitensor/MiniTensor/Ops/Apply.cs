using MiniTensor.Ops;

namespace MiniTensor;

public sealed partial class Tensor
{
    /// <summary>
    /// An element-wise op of one's own, y = f(x): vectors of every width, all threads and the way back are made of the struct, as for the
    /// library's own. Backward: dx = dy f'(x).
    /// </summary>
    /// <param name="op">Its formula, written once.</param>
    /// <example><c>var y = x.Apply(new Cube()); // with struct Cube : IUnaryOp&lt;Cube&gt;</c></example>
    public Tensor Apply<TOp>(TOp op)
        where TOp : unmanaged, IUnaryOp<TOp> => UnaryNode<TOp>.Apply(op, this);

    /// <summary>
    /// An element-wise op of one's own with two inputs, y = f(a, b); this tensor is a, shapes broadcast. Backward: dy times the slope in a
    /// and in b, summed over what was broadcast.
    /// </summary>
    /// <param name="op">Its formula, written once.</param>
    /// <param name="other">b.</param>
    public Tensor Apply<TOp>(TOp op, Tensor other)
        where TOp : unmanaged, IBinaryOp<TOp> => BinaryNode<TOp>.Apply(op, this, other);
}
