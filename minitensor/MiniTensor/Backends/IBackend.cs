using MiniTensor.Ops;

namespace MiniTensor.Backends;

/// <summary>A device that holds numbers and computes with them. Ops are written against this, and know nothing of devices.</summary>
/// <remarks>
/// Tensors passed in lie on this backend, their shapes are checked, and the result's memory is rented: a member only computes. Element-wise
/// ops and reductions come as structs, from which a backend makes its loop or its GPU kernel; each other member is one kernel. A backend
/// that lacks one throws <see cref="NotSupportedException"/> naming the op and the remedy; it never copies to another device silently.
/// </remarks>
public partial interface IBackend
{
    /// <summary>As it is shown to users: "cpu".</summary>
    string Name { get; }

    /// <summary>A block of at least that many floats, holding anything. It belongs to the current <see cref="TensorScope"/>.</summary>
    Storage Rent(int length);

    /// <summary>Takes a block back into the pool; tensors that still look into it throw from here on.</summary>
    void Return(Storage storage);

    /// <summary>Copies from the program's memory into a contiguous tensor.</summary>
    void Upload(ReadOnlySpan<float> from, Tensor to);

    /// <summary>Copies a contiguous tensor into the program's memory.</summary>
    void Download(Tensor from, Span<float> to);

    void Fill(Tensor y, float value);

    /// <summary>y = x, element by element; shapes equal, any layouts.</summary>
    void Copy(Tensor x, Tensor y);

    /// <summary>y = op(x), element by element.</summary>
    void Unary<TOp>(TOp op, Tensor x, Tensor y)
        where TOp : unmanaged, IUnaryOp<TOp>;

    /// <summary>dx = dy * op'(x, y), element by element. Where the op keeps only one of x and y, the other is null. dx may be dy.</summary>
    void UnaryBackward<TOp>(TOp op, Tensor? x, Tensor? y, Tensor dy, Tensor dx)
        where TOp : unmanaged, IUnaryOp<TOp>;

    /// <summary>y = op(a, b), element by element; a and b are broadcast to y's shape.</summary>
    void Binary<TOp>(TOp op, Tensor a, Tensor b, Tensor y)
        where TOp : unmanaged, IBinaryOp<TOp>;

    /// <summary>da = dy * op's slope in a, and db likewise, in y's shape. What is null is not wanted.</summary>
    void BinaryBackward<TOp>(TOp op, Tensor a, Tensor b, Tensor dy, Tensor? da, Tensor? db)
        where TOp : unmanaged, IBinaryOp<TOp>;

    /// <summary>y = the reduction of x along every axis in which y has size 1 and x has not.</summary>
    void Reduce<TOp>(TOp op, Tensor x, Tensor y)
        where TOp : unmanaged, IReduceOp<TOp>;
}
