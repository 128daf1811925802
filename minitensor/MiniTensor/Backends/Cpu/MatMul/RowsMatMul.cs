using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>The product on a <see cref="CustomMatMul"/> kernel: a block of rows of C is a part.</summary>
internal readonly unsafe struct RowsMatMul : IKernel
{
    private const int MostRows = 96;

    private readonly MatMulKernel _kernel;
    private readonly float* _a;
    private readonly float* _b;
    private readonly float* _c;
    private readonly int _m;
    private readonly int _n;
    private readonly int _k;
    private readonly Cut _rows;

    private RowsMatMul(MatMulKernel kernel, float* a, float* b, float* c, in MatMulProblem p)
    {
        _kernel = kernel;
        _a = a;
        _b = b;
        _c = c;
        _m = p.M;
        _n = p.N;
        _k = p.K;
        _rows = new Cut(_m, (_m + MostRows - 1) / MostRows, unit: 4);
    }

    public static void Run(MatMulKernel kernel, in MatMulProblem p)
    {
        for (var batch = 0; batch < p.Batch; batch++)
        {
            var c = p.C + Offset(p.CBatch, batch);
            var isPlain = p.CRow == p.N && !p.Accumulate;
            var product = isPlain ? [] : new float[p.M * p.N];
            fixed (float* ownA = Plain(p.A + Offset(p.ABatch, batch), p.ARow, p.AColumn, p.M, p.K))
            fixed (float* ownB = Plain(p.B + Offset(p.BBatch, batch), p.BRow, p.BColumn, p.K, p.N))
            fixed (float* ownC = product)
            {
                var rows = new RowsMatMul(kernel, ownA, ownB, isPlain ? c : ownC, p);
                CpuThreads.Run(ref rows, rows._rows.Pieces);
            }

            Finish(p, c, product);
        }
    }

    public void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var (first, m) = ((nint)_rows.Begin(part), _rows.Length(part));
        _kernel(new(_a + first * _k, m * _k), new(_b, _k * _n), new(_c + first * _n, m * _n), m, _n, _k);
    }

    private static nint Offset(nint* batch, int number) => batch == null ? 0 : batch[number];

    /// <summary>The matrix row by row without gaps: where it lies, or a copy.</summary>
    private static ReadOnlySpan<float> Plain(float* from, nint row, nint column, int rows, int columns)
    {
        if (column == 1 && row == columns)
        {
            return new(from, rows * columns);
        }

        var copy = new float[rows * columns];
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                copy[i * columns + j] = from[i * row + j * column];
            }
        }

        return copy;
    }

    /// <summary>Brings the product to where it belongs, and adds what is to be added.</summary>
    private static void Finish(in MatMulProblem p, float* c, float[] product)
    {
        if (product.Length == 0 && p.Bias == null)
        {
            return;
        }

        for (var i = 0; i < p.M; i++, c += p.CRow)
        {
            for (var j = 0; j < p.N; j++)
            {
                var value = product.Length == 0 ? c[j] : product[i * p.N + j] + (p.Accumulate ? c[j] : 0);
                c[j] = value + (p.Bias == null ? 0 : p.Bias[j]);
            }
        }
    }
}
