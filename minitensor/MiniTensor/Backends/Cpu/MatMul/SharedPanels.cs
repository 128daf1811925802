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
        var panels = CallScratch.Take((nint)(p.N + ColumnsOfPart) * MatMulPlan.DepthOfBlock);
        var piece = p;
        for (var i = 0; i < depths.Pieces; i++)
        {
            var k = depths.Begin(i);
            piece.K = depths.Length(i);
            piece.A = p.A + k * p.AColumn;
            piece.B = p.B + k * p.BRow;
            var pack = new SharedPanels(piece, panels);
            CpuThreads.Run(ref pack, (p.N + ColumnsOfPart - 1) / ColumnsOfPart);
            var multiply = new BlockedMatMul(piece, plan, panels);
            CpuThreads.Run(ref multiply, multiply.Parts);
            piece.Accumulate = true;
            piece.Bias = null;
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
