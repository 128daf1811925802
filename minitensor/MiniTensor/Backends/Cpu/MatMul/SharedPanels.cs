using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>A large product: all threads pack a strip of B, then all read it. Packing it in every part would cost up to a tenth of the time.</summary>
internal readonly unsafe struct SharedPanels(in MatMulProblem problem, float* panels) : IKernel
{
    private const int RowsOfPart = 32; // of B where each lies in one piece and is read from end to end
    private const int ColumnsOfPart = 64; // of B where it is transposed; a multiple of any panel's width

    private readonly MatMulProblem _p = problem;
    private readonly float* _panels = panels;

    private int Parts => IsByRows ? (_p.K + RowsOfPart - 1) / RowsOfPart : (_p.N + ColumnsOfPart - 1) / ColumnsOfPart;

    private bool IsByRows => _p.BColumn == 1;

    public static void Run(in MatMulProblem p, MatMulPlan plan)
    {
        var strips = new Cut(p.N, (p.N + MatMulPlan.ColumnsOfStrip - 1) / MatMulPlan.ColumnsOfStrip, unit: ColumnsOfPart);
        var depths = Cut.AtMost(p.K, MatMulPlan.DepthOfBlock);
        var width = Math.Min(p.N + ColumnsOfPart, MatMulPlan.ColumnsOfStrip + ColumnsOfPart);
        var panels = CallScratch.Take((nint)width * Math.Min(p.K, MatMulPlan.DepthOfBlock));
        for (var strip = 0; strip < strips.Pieces; strip++)
        {
            var j = strips.Begin(strip);
            var piece = p;
            piece.N = strips.Length(strip);
            piece.C = p.C + j;
            piece.Bias = p.Bias == null ? null : p.Bias + j;
            for (var depth = 0; depth < depths.Pieces; depth++)
            {
                var k = depths.Begin(depth);
                piece.K = depths.Length(depth);
                piece.A = p.A + k * p.AColumn;
                piece.B = p.B + k * p.BRow + j * p.BColumn;
                var pack = new SharedPanels(piece, panels);
                CpuThreads.Run(ref pack, pack.Parts);
                var multiply = new BlockedMatMul(piece, plan, panels);
                CpuThreads.Run(ref multiply, multiply.Parts);
                piece.Accumulate = true; // to what the first piece made
                piece.Bias = null;
            }
        }
    }

    public void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        if (IsByRows)
        {
            var k = part * RowsOfPart;
            Packing.PanelRows<TV>(_p.B, _p.BRow, _panels, _p.K, _p.N, k, Math.Min(k + RowsOfPart, _p.K));
        }
        else
        {
            var j = part * ColumnsOfPart;
            var columns = Math.Min(ColumnsOfPart, _p.N - j);
            Packing.Panels<TV>(_p.B + j * _p.BColumn, _p.BRow, _p.BColumn, _panels + (nint)j * _p.K, _p.K, columns);
        }
    }
}
