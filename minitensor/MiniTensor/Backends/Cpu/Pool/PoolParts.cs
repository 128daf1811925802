namespace MiniTensor.Backends.Cpu.Pool;

/// <summary>The rows of all pooled images, cut into parts: for kernels that write each result once.</summary>
internal readonly struct PoolRows
{
    private const int PartSize = 32 * 1024; // pixels read, times channels

    private readonly int _rows;
    private readonly int _rowsPerPart;

    public PoolRows(PoolGeometry g)
    {
        _rows = g.N * g.OutH;
        var perRow = (long)g.C * g.W * Math.Max(1, g.H / Math.Max(1, g.OutH));
        _rowsPerPart = (int)Math.Max(1, PartSize / Math.Max(1, perRow));
    }

    public int Parts => (_rows + _rowsPerPart - 1) / _rowsPerPart;

    public (int First, int End) Of(int part) => (part * _rowsPerPart, Math.Min(_rows, (part + 1) * _rowsPerPart));
}

/// <summary>The images, cut into parts: for kernels that add to pixels which several windows see.</summary>
internal readonly struct PoolImages
{
    private const int PartSize = 32 * 1024;

    private readonly int _images;
    private readonly int _imagesPerPart;

    public PoolImages(PoolGeometry g)
    {
        _images = g.N;
        _imagesPerPart = Math.Max(1, PartSize / Math.Max(1, g.H * g.W * g.C));
    }

    public int Parts => (_images + _imagesPerPart - 1) / _imagesPerPart;

    public (int First, int End) Of(int part) => (part * _imagesPerPart, Math.Min(_images, (part + 1) * _imagesPerPart));
}
