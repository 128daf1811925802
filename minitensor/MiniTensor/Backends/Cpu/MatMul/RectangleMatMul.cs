using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>One product on one thread: k in pieces, C in blocks of rows, blocks in panels of columns, panels in tiles that registers hold.</summary>
internal readonly unsafe ref struct RectangleMatMul<TV>
    where TV : unmanaged, ISimd<TV>
{
    private const int EdgeFloats = 14 * 32; // room for any tile

    private const int StepsAhead = 32; // of k: about what memory takes to answer

    private readonly MatMulProblem _p;
    private readonly bool _isNear;
    private readonly bool _packsA;
    private readonly bool _hasPanels; // all of B is packed, not only its last panel
    private readonly bool _sharesPanels; // and it was done by others
    private readonly float* _panels; // the packed panels of B, one after the other; if B is not packed, only the last
    private readonly float* _block; // the packed block of A
    private readonly float* _start; // what C starts from where it is overwritten: the bias, or zeros
    private readonly float* _edge; // a tile that would reach past C's last column is made here

    private RectangleMatMul(in MatMulProblem p, MatMulPlan plan, float* sharedPanels)
    {
        _p = p;
        _isNear = plan.IsNear;
        _packsA = plan.PacksA;
        _hasPanels = plan.PacksB;
        _sharesPanels = sharedPanels != null;
        var depth = Math.Min(p.K, MatMulPlan.DepthOfBlock);
        var panels = (p.N + Width - 1) / Width;
        nint panelFloats = _sharesPanels ? 0 : (nint)(_hasPanels ? panels : 1) * Width * depth;
        nint blockFloats = _packsA ? Math.Max(MatMulPlan.RowsOfBlock * OddLines(depth), depth * OddLines(MatMulPlan.RowsOfBlock)) : 0;
        var scratch = ThreadScratch.Take(panelFloats + blockFloats + panels * Width + EdgeFloats);
        _panels = _sharesPanels ? sharedPanels : scratch;
        _block = scratch + panelFloats;
        _start = _block + blockFloats;
        _edge = _start + panels * Width;
    }

    /// <summary>The columns of a panel.</summary>
    private static int Width => 2 * TV.Count;

    /// <summary>
    /// Whether the last vectors of a row begin so much earlier that they end with it, and make some columns a second time: then neither B nor
    /// C needs a detour. Only where C is overwritten, since a second time would add twice.
    /// </summary>
    private bool Overlaps => !_hasPanels && _p.N % Width is > 0 and var rest && _p.N >= Packing.PanelWidth<TV>(rest);

    /// <param name="p">One product; of a batch, the first.</param>
    /// <param name="plan">What is packed.</param>
    /// <param name="sharedPanels">The panels of B where they are packed already; then k is at most one block deep.</param>
    public static void Run(in MatMulProblem p, MatMulPlan plan, float* sharedPanels = null) =>
        new RectangleMatMul<TV>(p, plan, sharedPanels).Run();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run()
    {
        new Span<float>(_start, (_p.N + Width - 1) / Width * Width).Clear();
        if (_p.Bias != null)
        {
            Packing.CopyRows(_p.Bias, 0, _start, 0, 1, _p.N);
        }

        var depths = Cut.AtMost(_p.K, MatMulPlan.DepthOfBlock);
        var blocks = Cut.AtMost(_p.M, MatMulPlan.RowsOfBlock);
        for (var piece = 0; piece < depths.Pieces; piece++)
        {
            int k = depths.Begin(piece), depth = depths.Length(piece);
            if (!_sharesPanels && !(Starts(k) && Overlaps))
            {
                PackB(k, depth);
            }

            for (var block = 0; block < blocks.Pieces; block++)
            {
                RunBlock(blocks.Begin(block), blocks.Length(block), k, depth);
            }
        }
    }

    /// <summary>Packs all panels of B, or only the last where it is narrower than its vectors.</summary>
    private void PackB(int k, int depth)
    {
        var first = _hasPanels ? 0 : _p.N / Width * Width;
        var b = _p.B + k * _p.BRow + first * _p.BColumn;
        Packing.Panels<TV>(b, _p.BRow, _p.BColumn, _panels, depth, _p.N - first);
    }

    private void RunBlock(int i, int rows, int k, int depth)
    {
        Tile tile = default;
        tile.A = _p.A + i * _p.ARow + k * _p.AColumn;
        tile.ARow = _p.ARow;
        tile.AColumn = _p.AColumn;
        tile.K = depth;
        if (_packsA)
        {
            PackA(ref tile, rows, depth);
        }

        if (_isNear && Starts(k) && _p.Bias == null)
        {
            RunPanels<FromZeros>(tile, i, rows, k);
        }
        else
        {
            RunPanels<FromMemory>(tile, i, rows, k);
        }
    }

    private void RunPanels<TStart>(Tile tile, int i, int rows, int k)
        where TStart : struct, ITileStart
    {
        var a = tile.A;
        for (var j = 0; j < _p.N; j += Width)
        {
            var columns = Math.Min(Width, _p.N - j);
            var width = Packing.PanelWidth<TV>(columns);
            var first = j;
            var isPacked = _hasPanels || columns < Width;
            if (columns < Width && Starts(k) && Overlaps)
            {
                (first, columns, isPacked) = (_p.N - width, width, false);
            }

            tile.A = a;
            tile.B = !isPacked ? _p.B + k * _p.BRow + first : _hasPanels ? _panels + (nint)j * tile.K : _panels;
            tile.BRow = isPacked ? width : _p.BRow;
            tile.C = _p.C + i * _p.CRow + first;
            tile.CRow = _p.CRow;
            if (Starts(k))
            {
                tile.Start = _start + first;
                tile.StartRow = 0;
            }
            else
            {
                tile.Start = tile.C;
                tile.StartRow = _p.CRow;
            }

            if (Packing.IsHalf<TV>(columns))
            {
                RunPanel<Simd256, TStart>(&tile, rows, columns);
            }
            else
            {
                RunPanel<TV, TStart>(&tile, rows, columns);
            }
        }
    }

    /// <summary>Whether C is overwritten by the products from that k on, not added to.</summary>
    private bool Starts(int k) => k == 0 && !_p.Accumulate;

    private void PackA(ref Tile tile, int rows, int depth)
    {
        if (tile.ARow == 1)
        {
            var stride = OddLines(rows);
            Packing.CopyRows(tile.A, tile.AColumn, _block, stride, depth, rows);
            tile.AColumn = stride;
        }
        else
        {
            var stride = OddLines(depth);
            Packing.CopyRows(tile.A, tile.ARow, _block, stride, rows, depth);
            tile.ARow = stride;
        }

        tile.A = _block;
    }

    /// <summary>A stride of an odd number of cache lines: rows 4 KiB apart would crowd the same few lines of the first cache.</summary>
    private static nint OddLines(int floats) => ((floats + 15) & ~15) | 16;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunPanel<TP, TStart>(Tile* tile, int rows, int columns)
        where TP : unmanaged, ISimd<TP>
        where TStart : struct, ITileStart
    {
        var vectors = columns > TP.Count ? 2 : 1;
        var isWhole = columns == vectors * TP.Count;
        var nextPanel = tile->C + Width;
        tile->NextCRow = tile->CRow;
        var tiles = MatMulPlan.Tiles<TP>(rows, vectors, tile->K);
        var (height, taller) = Math.DivRem(rows, tiles);
        for (var done = 0; done < tiles; done++)
        {
            var tileRows = done < taller ? height + 1 : height;
            var nextC = tile->C + tileRows * tile->CRow;
            if (TStart.Fetches)
            {
                tile->NextC = done + 1 < tiles ? nextC : nextPanel;
                FetchAhead(ref *tile, tileRows, columns, done);
            }

            if (isWhole)
            {
                MicroKernels.Run<TP, TStart>(tileRows, vectors, tile);
            }
            else
            {
                RunEdge<TP, TStart>(*tile, tileRows, vectors, columns);
            }

            tile->A += tileRows * tile->ARow;
            tile->C = nextC;
            tile->Start += tileRows * tile->StartRow;
        }
    }

    /// <summary>What the next tile will read that is not in the cache: the next rows of A, or, where A is packed, the next panel of B.</summary>
    private void FetchAhead(ref Tile tile, int rows, int columns, int done)
    {
        tile.Next = tile.A;
        tile.NextStep = 0;
        if (!_packsA)
        {
            if (tile.AColumn == 1 && tile.ARow == tile.K)
            {
                tile.Next = tile.A + rows * tile.ARow;
                tile.NextStep = rows;
            }
            else if (tile.ARow == 1)
            {
                tile.Next = tile.A + StepsAhead * tile.AColumn;
                tile.NextStep = tile.AColumn;
            }
        }
        else if (_hasPanels && done * Prefetch.Line < Width)
        {
            tile.Next = tile.B + (columns + done * Prefetch.Line) * tile.K;
            tile.NextStep = Prefetch.Line;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunEdge<TP, TStart>(Tile tile, int rows, int vectors, int columns)
        where TP : unmanaged, ISimd<TP>
        where TStart : struct, ITileStart
    {
        var c = tile.C;
        var row = tile.CRow;
        tile.C = _edge;
        tile.CRow = vectors * TP.Count;
        if (tile.StartRow != 0)
        {
            Packing.CopyRows(c, row, _edge, tile.CRow, rows, columns);
            tile.Start = _edge;
            tile.StartRow = tile.CRow;
        }

        MicroKernels.Run<TP, TStart>(rows, vectors, &tile);
        var last = (vectors - 1) * TP.Count;
        for (var i = 0; i < rows; i++, c += row)
        {
            var from = _edge + i * tile.CRow;
            if (last > 0)
            {
                TP.Load(from).Store(c);
            }

            TP.Load(from + last).StorePartial(c + last, columns - last);
        }
    }
}
