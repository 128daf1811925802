using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>A large product: all threads pack a piece of B, then all read it. Packing it in every part would cost a tenth of the time.</summary>
internal readonly unsafe struct SharedPanels(in MatMulProblem problem, float* panels) : IKernel
{
    private const int ColumnsOfPart = 128; // a multiple of any panel's width

    private readonly MatMulProblem _p = problem;
    private readonly float* _panels = panels;

    public static void Run(in MatMulProblem p, MatMulPlan plan)
    {
        var depths = Cut.AtMost(p.K, MatMulPlan.DepthOfBlock);
        var strips = new Cut(p.N, (p.N + MatMulPlan.ColumnsOfStrip - 1) / MatMulPlan.ColumnsOfStrip, unit: ColumnsOfPart);
        var panels = CallScratch.Take((nint)(Math.Min(p.N, MatMulPlan.ColumnsOfStrip) + ColumnsOfPart) * MatMulPlan.DepthOfBlock);
        for (var strip = 0; strip < strips.Pieces; strip++)
        {
            var j = strips.Begin(strip);
            var piece = p;
            piece.N = strips.Length(strip);
            piece.C = p.C + j;
            piece.Bias = p.Bias == null ? null : p.Bias + j;
            for (var i = 0; i < depths.Pieces; i++)
            {
                var k = depths.Begin(i);
                piece.K = depths.Length(i);
                piece.A = p.A + k * p.AColumn;
                piece.B = p.B + k * p.BRow + j * p.BColumn;
                var pack = new SharedPanels(piece, panels);
                CpuThreads.Run(ref pack, (piece.N + ColumnsOfPart - 1) / ColumnsOfPart);
                var multiply = new BlockedMatMul(piece, plan, panels);
                CpuThreads.Run(ref multiply, multiply.Parts);
                piece.Accumulate = true;
                piece.Bias = null;
            }
        }
    }

    public void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var j = part * ColumnsOfPart;
        Packing.Panels<TV>(
            _p.B + j * _p.BColumn, _p.BRow, _p.BColumn, _panels + (nint)j * _p.K, _p.K, Math.Min(ColumnsOfPart, _p.N - j));
    }
}
