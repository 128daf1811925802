namespace MiniTensor.Backends.Cpu;

/// <summary>What a micro-kernel works on: a tile of C, the rows of A and the columns of B that make it, and what it starts from.</summary>
internal unsafe struct Tile
{
    public float* A;
    public nint ARow;
    public nint AColumn;

    /// <summary>(k, columns of the tile): columns are adjacent.</summary>
    public float* B;
    public nint BRow;

    /// <summary>What the product is added to: C itself, a bias (row stride 0), or zeros (row stride 0).</summary>
    public float* Start;
    public nint StartRow;

    public float* C;
    public nint CRow;

    public int K;

    /// <summary>The tile of C that comes next: its lines are asked for first of all, and are there when it begins.</summary>
    public float* NextC;
    public nint NextCRow;

    /// <summary>Other memory to bring into the cache meanwhile: a line for each k, that many floats further each time.</summary>
    public float* Next;
    public nint NextStep;
}
