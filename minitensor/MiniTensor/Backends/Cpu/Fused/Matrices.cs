namespace MiniTensor.Backends.Cpu.Fused;

/// <summary>The matrices of a batch in memory.</summary>
internal readonly unsafe struct Matrices(Tensor x, Tensor whole)
{
    private readonly float* _data = CpuBackend.Data(x);
    private readonly MatrixBatch _batch = new(x.Layout, whole.Layout);

    public int Count => _batch.Count;

    public int Rows { get; } = x.Layout.Sizes[^2];

    public int Columns { get; } = x.Layout.Sizes[^1];

    public bool IsNone => _data == null;

    public static Matrices OrNone(Tensor? x, Tensor whole) => x is null ? default : new(x, whole);

    public Matrix this[int index] => IsNone ? default : new(_data + _batch.Offset(index), _batch.Row, _batch.Column);
}

/// <summary>A matrix of any strides in memory, whatever its size.</summary>
internal readonly unsafe struct Matrix(float* data, nint row, nint column)
{
    public readonly float* Data = data;
    public readonly nint Row = row;
    public readonly nint Column = column;

    /// <summary>The same with rows and columns swapped.</summary>
    public Matrix T => new(Data, Column, Row);

    /// <summary>The matrix from that row on; nothing stays nothing.</summary>
    public Matrix From(int row) => new(Data == null ? null : Data + row * Row, Row, Column);

    /// <summary>c (m x n) = a (m x k) . b (k x n), or added to c; c has adjacent columns.</summary>
    public static void Multiply(Matrix a, Matrix b, Matrix c, int m, int k, int n, bool accumulate = false)
    {
        MatMulProblem p = default;
        p.A = a.Data;
        (p.ARow, p.AColumn) = (a.Row, a.Column);
        p.B = b.Data;
        (p.BRow, p.BColumn) = (b.Row, b.Column);
        p.C = c.Data;
        p.CRow = c.Row;
        (p.M, p.N, p.K) = (m, n, k);
        p.Accumulate = accumulate;
        p.Batch = 1;
        CpuMatMul.Run(p);
    }
}
