namespace MiniTensor.Tests.Errors;

internal static partial class ErrorCases
{
    private static readonly Tensor s_square = Tensor.Of([1, 2, 3, 4], [2, 2]);

    private static readonly Tensor s_row = Tensor.Of([1, 2, 3, 4]);

    private static IEnumerable<ErrorCase> Core =>
    [
        Row(() => Tensor.Zeros([2, -1]), "Shape: needs sizes of 0 or more; got (2, -1)"),
        Row(() => Tensor.Zeros([65536, 65536]), "Shape: needs fewer than 2^31 elements; got (65536, 65536)"),
        Row(() => Tensor.Zeros([1, 1, 1, 1, 1, 1, 1, 1, 1]), "Shape: needs at most 8 axes; got 9"),
        Row(() => Tensor.Of([1, 2, 3], [2, 2]), "Tensor.Of: needs 4 numbers for shape (2, 2); got 3"),
        Row(() => Tensor.Arange(0, 5, 0), "Arange: needs a step that leads from start to end; got 0, 5, 0"),
        Row(() => Tensor.Arange(5, 0), "Arange: needs a step that leads from start to end; got 5, 0, 1"),
        Row(() => Tensor.Arange(0, 1e12), "Arange: needs fewer than 2^31 numbers; got 0, 1000000000000, 1"),
        Row(() => Tensor.Arange(0, double.NaN), "Arange: needs a step that leads from start to end; got 0, NaN, 1"),
        Row(() => Tensor.Linspace(0, 1, -1), "Linspace: needs a count of 0 or more; got -1"),
        Row(() => Tensor.Eye(-2), "Shape: needs sizes of 0 or more; got (-2, -2)"),
        Row(() => Tensor.Eye(50_000), "Shape: needs fewer than 2^31 elements; got (50000, 50000)"),
        Row(() => Z(2, 3).Shape[2], "Shape: needs an axis from -2 to 1; got 2 for shape (2, 3)"),
        Row(() => Z(2).Item(), "Item: needs a tensor of one element; got shape (2)"),
        Row(() => Z(0).Item(), "Item: needs a tensor of one element; got shape (0)"),
        Row(() => Z(3).CopyTo(new float[2]), "CopyTo: needs room for 3 numbers; got 2"),
        Row(() => Z(2, 2).CopyFrom([1, 2, 3]), "CopyFrom: needs 4 numbers for shape (2, 2); got 3"),
        Row(() => Z(2, 2).CopyFrom(Z(3)), "CopyFrom: needs a tensor that broadcasts to (2, 2); got (3)"),
        Row(() => Z(2, 2).AddInPlace(Z(3, 1, 1)), "AddInPlace: needs a tensor that broadcasts to (2, 2); got (3, 1, 1)"),
        Row(
            () => s_square.AddInPlace(s_square.T),
            "AddInPlace: needs a source that does not lie in the memory it writes to; got another view of it, of shape (2, 2). Clone() the source first"),
        Row(
            () => s_square.CopyFrom(s_square[0]),
            "CopyFrom: needs a source that does not lie in the memory it writes to; got another view of it, of shape (2). Clone() the source first"),
        Row(
            () => s_row[1..].CopyFrom(s_row[..^1]),
            "CopyFrom: needs a source that does not lie in the memory it writes to; got another view of it, of shape (3). Clone() the source first"),
        Row(
            () => s_row.Expand([3, 4]).Fill(1),
            "Fill: writes in place into shape (3, 4), which repeats elements along axis 0 (it was expanded); Clone() it first"),
        Row(
            () => s_row.Expand([3, 4]).ScaleInPlace(2),
            "ScaleInPlace: writes in place into shape (3, 4), which repeats elements along axis 0 (it was expanded); Clone() it first"),
        Row(
            () => Z(2).Backward(),
            "Backward: needs a tensor of one element, or the gradient of each; got shape (2). Reduce it first, e.g. with Sum() or Mean()"),
        Row(() => Leaf.Backward(Z(3)), "Backward: needs a gradient of the tensor's shape (4); got (3)"),
    ];
}
