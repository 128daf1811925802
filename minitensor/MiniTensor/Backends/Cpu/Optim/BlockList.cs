namespace MiniTensor.Backends.Cpu.Optim;

/// <summary>
/// Tensors that are gone through side by side, and where they begin when all such blocks are laid end to end.
/// </summary>
internal readonly unsafe struct Block(long begin, int count, float* p, float* g, float* a, float* b)
{
    public readonly long Begin = begin;
    public readonly int Count = count;
    public readonly float* P = p;
    public readonly float* G = g;
    public readonly float* A = a;
    public readonly float* B = b;
}

/// <summary>
/// Blocks of any sizes, laid end to end and cut into parts of one size: a large one is many parts, and many small ones
/// are one.
/// </summary>
internal unsafe struct BlockList(Block* blocks)
{
    /// <summary>How many blocks one pass goes through at most; the list of them lies on the stack.</summary>
    public const int Capacity = 256;

    private const int Alignment = 16; // blocks begin at cache lines, so that parts do
    private const int PartSize = 16 * 1024;
    public const int MostParts = 1024;

    private long _end;
    private long _partSize = PartSize;
    private int _count;

    public readonly int Parts => (int)((_end + _partSize - 1) / _partSize);

    public void Add(int count, float* p, float* g, float* a = null, float* b = null)
    {
        blocks[_count++] = new Block(_end, count, p, g, a, b);
        _end += ((long)count + Alignment - 1) / Alignment * Alignment;
        while (_end > _partSize * MostParts)
        {
            _partSize *= 2;
        }
    }

    /// <summary>The first piece of a part; <see cref="Next"/> gives the others.</summary>
    public readonly Piece First(int part)
    {
        var (from, to) = (part * _partSize, (part + 1) * _partSize);
        var (low, high) = (0, _count);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = blocks[middle].Begin <= from ? (middle, high) : (low, middle);
        }

        return new Piece(low, from, to);
    }

    /// <summary>Goes on to the next stretch of a block that lies in the part.</summary>
    public readonly bool Next(ref Piece piece, out Block block, out nint from, out nint to)
    {
        (block, from, to) = (default, 0, 0);
        if (piece.Block >= _count || blocks[piece.Block].Begin >= piece.To)
        {
            return false;
        }

        block = blocks[piece.Block++];
        (from, to) = ((nint)Math.Max(piece.From - block.Begin, 0), (nint)Math.Min(piece.To - block.Begin, block.Count));
        return true;
    }

    /// <summary>How far a part has been gone through.</summary>
    internal record struct Piece(int Block, long From, long To);
}
