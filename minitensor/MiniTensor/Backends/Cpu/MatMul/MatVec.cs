using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>A matrix times a vector: y (m) = W (m x k) . x (k), where memory is the limit and every float of W is read once, in its order.</summary>
internal unsafe struct MatVec : IKernel
{
    private const int OutputsOfPart = 512;

    private float* _w;
    private nint _row; // from one output's weights to the next one's; one of the two strides is 1
    private nint _column;
    private float* _x; // adjacent
    private float* _y;
    private nint _yStride;
    private float* _bias;
    private nint _biasStride;
    private bool _accumulates;
    private int _outputs;
    private int _k;

    /// <summary>Does a product that is one row or one column with a matrix that has a stride of 1; false for any other.</summary>
    public static bool TryRun(in MatMulProblem p)
    {
        var isRow = p.M == 1;
        var (row, column) = isRow ? (p.BColumn, p.BRow) : (p.ARow, p.AColumn);
        if ((p.M != 1 && p.N != 1) || p.Batch != 1 || (row != 1 && column != 1))
        {
            return false;
        }

        var kernel = default(MatVec);
        kernel._w = isRow ? p.B : p.A;
        (kernel._row, kernel._column) = (row, column);
        kernel._x = Adjacent(isRow ? p.A : p.B, isRow ? p.AColumn : p.BRow, p.K);
        kernel._y = p.C;
        kernel._yStride = isRow ? 1 : p.CRow;
        kernel._bias = p.Bias;
        kernel._biasStride = isRow ? 1 : 0;
        kernel._accumulates = p.Accumulate;
        kernel._outputs = isRow ? p.N : p.M;
        kernel._k = p.K;
        CpuThreads.Run(ref kernel, (kernel._outputs + OutputsOfPart - 1) / OutputsOfPart);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var first = part * OutputsOfPart;
        var count = Math.Min(OutputsOfPart, _outputs - first);
        var sums = stackalloc float[OutputsOfPart + 64];
        var w = _w + first * _row;
        if (_column == 1)
        {
            Dots<TV>(w, sums, count);
        }
        else
        {
            Rows<TV>(w, sums, count);
        }

        for (var i = 0; i < count; i++)
        {
            var y = _y + (first + i) * _yStride;
            *y = sums[i] + (_accumulates ? *y : 0) + (_bias == null ? 0 : _bias[(first + i) * _biasStride]);
        }
    }

    private static float* Adjacent(float* x, nint stride, int k)
    {
        if (stride == 1)
        {
            return x;
        }

        var copy = CallScratch.Take(k);
        for (var i = 0; i < k; i++)
        {
            copy[i] = x[i * stride];
        }

        return copy;
    }

    /// <summary>An output's weights are adjacent: four inner products at a time, which share the loads of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Dots<TV>(float* w, float* sums, int count)
        where TV : unmanaged, ISimd<TV>
    {
        var whole = _k / TV.Count * TV.Count;
        for (var i = 0; i < count; i += 4)
        {
            // The last outputs are done again rather than in a loop of their own.
            var at = Math.Max(0, Math.Min(i, count - 4));
            var last = count - 1;
            float* w0 = w + at * _row, w1 = w + Math.Min(at + 1, last) * _row;
            float* w2 = w + Math.Min(at + 2, last) * _row, w3 = w + Math.Min(at + 3, last) * _row;
            TV s0 = TV.Zero, s1 = TV.Zero, s2 = TV.Zero, s3 = TV.Zero;
            for (var k = 0; k < whole; k += TV.Count)
            {
                var x = TV.Load(_x + k);
                s0 = TV.MultiplyAdd(x, TV.Load(w0 + k), s0);
                s1 = TV.MultiplyAdd(x, TV.Load(w1 + k), s1);
                s2 = TV.MultiplyAdd(x, TV.Load(w2 + k), s2);
                s3 = TV.MultiplyAdd(x, TV.Load(w3 + k), s3);
            }

            if (whole < _k)
            {
                var rest = _k - whole;
                var x = TV.LoadPartial(_x + whole, rest);
                s0 = TV.MultiplyAdd(x, TV.LoadPartial(w0 + whole, rest), s0);
                s1 = TV.MultiplyAdd(x, TV.LoadPartial(w1 + whole, rest), s1);
                s2 = TV.MultiplyAdd(x, TV.LoadPartial(w2 + whole, rest), s2);
                s3 = TV.MultiplyAdd(x, TV.LoadPartial(w3 + whole, rest), s3);
            }

            (sums[at], sums[at + 1], sums[at + 2], sums[at + 3]) = (s0.Sum(), s1.Sum(), s2.Sum(), s3.Sum());
        }
    }

    /// <summary>The weights of one k are adjacent: its row, times x, is added to all sums, which stay in the first cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Rows<TV>(float* w, float* sums, int count)
        where TV : unmanaged, ISimd<TV>
    {
        new Span<float>(sums, OutputsOfPart + 64).Clear();
        var whole = count / TV.Count * TV.Count;
        for (var k = 0; k < _k; k++, w += _column)
        {
            var x = TV.Create(_x[k]);
            for (var j = 0; j < whole; j += TV.Count)
            {
                TV.MultiplyAdd(x, TV.Load(w + j), TV.Load(sums + j)).Store(sums + j);
            }

            if (whole < count)
            {
                TV.MultiplyAdd(x, TV.LoadPartial(w + whole, count - whole), TV.Load(sums + whole)).Store(sums + whole);
            }
        }
    }
}
