namespace MiniTensor.Backends.Cpu;

/// <summary>C (m x n) = A (m x k) . B (k x n), plus C itself if <see cref="Accumulate"/>, plus a bias row; any strides, and a batch of them.</summary>
/// <remarks>
/// Strides and offsets count floats. A transposed operand is the same memory with its two strides swapped; a stride of 0 repeats a
/// row or a column. With K = 0 the product is zero. With M, N or Batch = 0 there is nothing to do.
/// </remarks>
internal unsafe struct MatMulProblem
{
    public float* A;
    public nint ARow;
    public nint AColumn;

    public float* B;
    public nint BRow;
    public nint BColumn;

    /// <summary>(m, n): columns are adjacent. It overlaps neither A nor B.</summary>
    public float* C;
    public nint CRow;

    public int M;
    public int N;
    public int K;

    /// <summary>Add to what C holds, instead of overwriting it.</summary>
    public bool Accumulate;

    /// <summary>n floats that are added to each row, or null.</summary>
    public float* Bias;

    /// <summary>How many problems of this size there are, each at its own offsets.</summary>
    public int Batch;

    /// <summary>For each problem of the batch, where it begins behind <see cref="A"/>; null when <see cref="Batch"/> is 1.</summary>
    public nint* ABatch;
    public nint* BBatch;
    public nint* CBatch;
}
