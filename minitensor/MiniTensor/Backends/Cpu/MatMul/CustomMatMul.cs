namespace MiniTensor.Backends.Cpu;

/// <summary>A matrix product of the caller's own: C (m, n) = A (m, k) . B (k, n), each row by row without gaps. What C holds before is overwritten.</summary>
public delegate void MatMulKernel(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int n, int k);

/// <summary>Puts a kernel of the caller's own in the place of the library's, under every op that multiplies matrices.</summary>
/// <remarks>
/// The kernel sees plain matrices: transposed operands are copied for it, and a bias, or C's old values, are added behind it. The library
/// gives it some rows of C at a time, on all threads, so it must write to nothing but its C.
/// </remarks>
/// <example><c>using (CustomMatMul.Use(MyKernel)) { y = x.MatMul(weight); }</c></example>
public static class CustomMatMul
{
    [ThreadStatic]
    private static MatMulKernel? s_kernel;

    /// <summary>Runs the products that this thread asks for on the kernel (null: on the library's own), until the result is disposed.</summary>
    public static Scope Use(MatMulKernel? kernel) => new(kernel);

    internal static MatMulKernel? Current => s_kernel;

    /// <summary>Puts things back as they were when it is disposed.</summary>
    public readonly struct Scope : IDisposable
    {
        private readonly MatMulKernel? _before;

        internal Scope(MatMulKernel? kernel)
        {
            _before = s_kernel;
            s_kernel = kernel;
        }

        public void Dispose() => s_kernel = _before;
    }
}
