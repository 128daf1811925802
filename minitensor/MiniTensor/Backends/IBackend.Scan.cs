namespace MiniTensor.Backends;

public partial interface IBackend
{
    /// <summary>y = the running sums of x along an axis, from its start or from its end.</summary>
    void CumSum(Tensor x, Tensor y, int axis, bool fromEnd);

    /// <summary>
    /// Where along an axis the largest (or smallest) element stands, for each place in the other axes in row-major order;
    /// the first of equals, and of NaN.
    /// </summary>
    void ArgExtreme(Tensor x, int axis, bool smallest, Span<int> places);
}
