using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu.Fused;

/// <summary>Attention, forward; a part is a block of queries of one head, whose scores stay in the cache from product to product.</summary>
internal readonly unsafe struct AttentionKernel(
    Matrices q, Matrices k, Matrices v, Matrices mask, Matrices bias, bool causal, float scale, Matrices weights, Matrices y) : IKernel
{
    private readonly QueryBlocks _blocks = new(weights.Rows, weights.Columns, causal);

    public int Parts => y.Count * _blocks.Count;

    public void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var (head, block) = Math.DivRem(part, _blocks.Count);
        var (first, rows, keys) = _blocks[block];
        var w = weights[head].From(first);
        Matrix.Multiply(q[head].From(first), k[head].T, w, rows, q.Columns, keys);
        for (var i = 0; i < rows; i++)
        {
            var seen = causal ? Math.Min(keys, first + i + 1) : keys;
            var row = w.From(i).Data;
            AttentionRow.Forward<TV>(row, seen, scale, mask[head].From(first + i).Data, bias[head].From(first + i).Data);
            new Span<float>(row + seen, keys - seen).Clear();
        }

        Matrix.Multiply(w, v[head], y[head].From(first), rows, keys, v.Columns);
    }
}

/// <summary>Attention, backward; a part is one head, whose blocks of queries add to the same keys one after the other.</summary>
internal readonly unsafe struct AttentionBackwardKernel(
    Matrices q, Matrices k, Matrices v, bool causal, float scale, Matrices weights, Matrices dy, Matrices dscores, Matrices dq, Matrices dk, Matrices dv) : IKernel
{
    private readonly QueryBlocks _blocks = new(weights.Rows, weights.Columns, causal);

    public int Parts => dy.Count;

    public void Run<TV>(int head)
        where TV : unmanaged, ISimd<TV>
    {
        // The first block overwrites the gradients of the keys it sees, later ones add; keys that it does not see start from zero.
        var covered = _blocks.Count == 0 ? 0 : _blocks[0].Keys;
        Clear(dk[head], covered, k.Rows, k.Columns);
        Clear(dv[head], covered, v.Rows, v.Columns);
        for (var block = 0; block < _blocks.Count; block++)
        {
            var (first, rows, keys) = _blocks[block];
            var w = weights[head].From(first);
            var ds = dscores[head].From(first);
            var dyBlock = dy[head].From(first);
            Matrix.Multiply(dyBlock, v[head].T, ds, rows, v.Columns, keys);
            for (var i = 0; i < rows; i++)
            {
                var row = ds.From(i).Data;
                AttentionRow.Backward<TV>(w.From(i).Data, row, keys, scale);
                new Span<float>(row + keys, dscores.Columns - keys).Clear();
            }

            Matrix.Multiply(ds, k[head], dq[head].From(first), rows, keys, k.Columns);
            Matrix.Multiply(ds.T, q[head].From(first), dk[head], keys, rows, q.Columns, accumulate: block > 0);
            Matrix.Multiply(w.T, dyBlock, dv[head], keys, rows, v.Columns, accumulate: block > 0);
        }
    }

    private static void Clear(Matrix x, int first, int end, int columns)
    {
        for (var row = first; row < end; row++)
        {
            new Span<float>(x.From(row).Data, columns).Clear();
        }
    }
}

/// <summary>The queries of a head in blocks, each with the keys that one of its queries may see: all, or with causal attention those up to its last.</summary>
internal readonly struct QueryBlocks(int queries, int keys, bool causal)
{
    private const int BlockSize = 64;

    public int Count => (queries + BlockSize - 1) / BlockSize;

    public (int First, int Rows, int Keys) this[int block]
    {
        get
        {
            var first = block * BlockSize;
            var rows = Math.Min(BlockSize, queries - first);
            return (first, rows, causal ? Math.Min(keys, first + rows) : keys);
        }
    }
}
