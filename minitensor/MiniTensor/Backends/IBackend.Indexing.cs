namespace MiniTensor.Backends;

public partial interface IBackend
{
    /// <summary>y[o, j, i] = x[o, index[j], i]: whole rows by number. All contiguous, of three axes; the indices are checked.</summary>
    void TakeRows(Tensor x, ReadOnlySpan<int> index, Tensor y);

    /// <summary>dx[o, index[j], i] += dy[o, j, i], for j in order.</summary>
    void AddRows(Tensor dy, ReadOnlySpan<int> index, Tensor dx);

    /// <summary>y[..., j, ...] = x[..., index[..., j, ...], ...] along one axis.</summary>
    /// <param name="x">Any strides; at least as large as y along the other axes.</param>
    /// <param name="axis">Which axis.</param>
    /// <param name="index">One number for each element of y, row-major; checked.</param>
    /// <param name="y">Any strides.</param>
    void Gather(Tensor x, int axis, ReadOnlySpan<int> index, Tensor y);

    /// <summary>dx[..., index[..., j, ...], ...] += dy[..., j, ...] along one axis, for j in order; shapes as for <see cref="Gather"/>.</summary>
    void ScatterAdd(Tensor dy, int axis, ReadOnlySpan<int> index, Tensor dx);

    /// <summary>
    /// For each row of a contiguous (rows, n), the places of its <paramref name="k"/> first elements in sorted order;
    /// equal ones stay in order, NaN is the largest.
    /// </summary>
    void SortRows(Tensor x, int k, bool descending, Span<int> places);
}
