namespace MiniTensor.Backends;

public partial interface IBackend
{
    /// <summary>y (..., m, n) = a (..., m, k) . b (..., k, n), plus a row of n numbers if there is one.</summary>
    /// <param name="a">Any strides; its leading axes are broadcast to y's.</param>
    /// <param name="b">Any strides; its leading axes are broadcast to y's.</param>
    /// <param name="bias">Contiguous, shape (n); only where y's rows are adjacent floats. Null for none.</param>
    /// <param name="y">Adjacent floats along one of its last two axes.</param>
    void MatMul(Tensor a, Tensor b, Tensor? bias, Tensor y);
}
