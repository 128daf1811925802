using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>The product by parts: each is a rectangle of one problem's C, and packs what it needs of A and B for itself.</summary>
internal readonly unsafe struct BlockedMatMul(in MatMulProblem problem, MatMulPlan plan, float* sharedPanels = null) : IKernel
{
    private readonly MatMulProblem _p = problem;
    private readonly MatMulPlan _plan = plan;
    private readonly float* _sharedPanels = sharedPanels;

    public int Parts => _p.Batch * _plan.RowParts * _plan.ColumnParts;

    public void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var (rest, columnPart) = Math.DivRem(part, _plan.ColumnParts);
        var (batch, rowPart) = Math.DivRem(rest, _plan.RowParts);
        var rows = new Cut(_p.M, _plan.RowParts);
        var columns = new Cut(_p.N, _plan.ColumnParts, unit: 32);
        int i = rows.Begin(rowPart), j = columns.Begin(columnPart);
        var rectangle = _p;
        rectangle.M = rows.Length(rowPart);
        rectangle.N = columns.Length(columnPart);
        rectangle.A += i * _p.ARow + (_p.ABatch == null ? 0 : _p.ABatch[batch]);
        rectangle.B += j * _p.BColumn + (_p.BBatch == null ? 0 : _p.BBatch[batch]);
        rectangle.C += i * _p.CRow + j + (_p.CBatch == null ? 0 : _p.CBatch[batch]);
        rectangle.Bias = _p.Bias == null ? null : _p.Bias + j;
        RectangleMatMul<TV>.Run(rectangle, _plan, _sharedPanels == null ? null : _sharedPanels + (nint)j * _p.K);
    }
}
