using MiniTensor.Ops;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Reduce;

/// <summary>The row is reduced: each part makes partial results of some outputs, a number at a time.</summary>
internal unsafe struct RowsKernel<TOp>(TOp op, ReducePlan plan, float* x, float* to) : IKernel
    where TOp : unmanaged, IReduceOp<TOp>
{
    private const int PartSize = 32 * 1024;

    private readonly int _jobs = plan.Outputs * plan.Partials;
    private readonly int _jobsPerPart = (int)Math.Max(1, PartSize / ((long)plan.PieceLength * Math.Min(plan.RowsPerChunk, plan.Reduced.Count)));

    public readonly int Parts => (_jobs + _jobsPerPart - 1) / _jobsPerPart;

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var end = Math.Min(_jobs, (part + 1) * _jobsPerPart);
        for (var job = part * _jobsPerPart; job < end; job++)
        {
            var partial = job / plan.Outputs;
            plan.Kept.Locate(job - partial * plan.Outputs, out var xAt, out var yAt);
            to[(nint)partial * plan.Outputs + yAt] = Partial<TV>(x + xAt, partial / plan.Pieces, partial % plan.Pieces);
        }
    }

    private readonly float Partial<TV>(float* x, int chunk, int piece)
        where TV : unmanaged, ISimd<TV>
    {
        var length = Math.Min(plan.PieceLength, plan.RowLength - piece * plan.PieceLength);
        var first = x + (nint)piece * plan.PieceLength * plan.RowStride;
        var end = Math.Min(plan.Reduced.Count, (chunk + 1) * plan.RowsPerChunk);
        var result = SimdScalar.Create(TOp.Identity);
        for (var row = chunk * plan.RowsPerChunk; row < end; row++)
        {
            plan.Reduced.Locate(row, out var at, out _);
            var sum = plan.RowStride == 1
                ? CpuReduce.Row<TOp, TV>(op, first + at, length)
                : CpuReduce.StridedRow(op, first + at, plan.RowStride, length);
            result = op.Combine(result, SimdScalar.Create(sum));
        }

        return result[0];
    }
}

/// <summary>The row is kept: each part makes partial results of a block of columns, row after row.</summary>
internal unsafe struct ColumnsKernel<TOp>(TOp op, ReducePlan plan, float* x, float* to) : IKernel
    where TOp : unmanaged, IReduceOp<TOp>
{
    public readonly int Parts => plan.Kept.Count * plan.Pieces * plan.Chunks;

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var chunk = part % plan.Chunks;
        var block = part / plan.Chunks % plan.Pieces;
        plan.Kept.Locate(part / plan.Chunks / plan.Pieces, out var xAt, out var yAt);

        var column = (nint)block * plan.PieceLength;
        var length = (int)Math.Min(plan.PieceLength, plan.RowLength - column);
        var sums = stackalloc float[length * plan.RowsAtOnce];
        new Span<float>(sums, length * plan.RowsAtOnce).Fill(TOp.Identity);

        var first = x + xAt + column * plan.RowStride;
        var end = Math.Min(plan.Reduced.Count, (chunk + 1) * plan.RowsPerChunk);
        var row = chunk * plan.RowsPerChunk;
        for (; plan.RowsAtOnce > 1 && row <= end - plan.RowsAtOnce; row += plan.RowsAtOnce)
        {
            CpuReduce.AddRow<TOp, TV>(op, first + (nint)row * length, sums, length * plan.RowsAtOnce);
        }

        for (; row < end; row++)
        {
            plan.Reduced.Locate(row, out var at, out _);
            if (plan.RowStride == 1)
            {
                CpuReduce.AddRow<TOp, TV>(op, first + at, sums, length);
            }
            else
            {
                AddStridedRow(first + at, sums, length);
            }
        }

        for (var i = 1; i < plan.RowsAtOnce; i++)
        {
            for (nint j = 0; j < length; j++)
            {
                op.Combine(SimdScalar.Load(sums + j), SimdScalar.Load(sums + i * length + j)).Store(sums + j);
            }
        }

        var results = to + (nint)chunk * plan.Outputs + yAt + column * plan.RowOutputStride;
        for (nint i = 0; i < length; i++)
        {
            results[i * plan.RowOutputStride] = sums[i];
        }
    }

    private readonly void AddStridedRow(float* x, float* sums, int length)
    {
        for (nint i = 0; i < length; i++)
        {
            op.Combine(SimdScalar.Load(sums + i), op.Map(SimdScalar.Load(x + i * plan.RowStride))).Store(sums + i);
        }
    }
}

/// <summary>Combines the partial results of each output, in order; they are no longer mapped.</summary>
internal unsafe struct CombineKernel<TOp>(TOp op, float* partials, float* y, int count, int outputs) : IKernel
    where TOp : unmanaged, IReduceOp<TOp>
{
    private const int BlockSize = 4096;

    public readonly int Parts => (outputs + BlockSize - 1) / BlockSize;

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var end = Math.Min(outputs, (part + 1) * BlockSize);
        for (var i = part * BlockSize; i < end; i++)
        {
            var result = SimdScalar.Load(partials + i);
            for (var k = 1; k < count; k++)
            {
                result = op.Combine(result, SimdScalar.Load(partials + (nint)k * outputs + i));
            }

            result.Store(y + i);
        }
    }
}
