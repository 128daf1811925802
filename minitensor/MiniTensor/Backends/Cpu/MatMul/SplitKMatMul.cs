using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>A small C with a long sum, such as the gradient of a weight over a large batch: each part sums a stretch of k for itself.</summary>
internal readonly unsafe struct SplitKMatMul : IKernel
{
    private readonly MatMulProblem _p;
    private readonly MatMulPlan _plan;
    private readonly float* _sums; // (parts, m, n)

    private SplitKMatMul(in MatMulProblem p, MatMulPlan plan)
    {
        _p = p;
        _plan = plan;
        _sums = CallScratch.Take((nint)plan.KParts * p.M * p.N);
    }

    public static void Run(in MatMulProblem p, MatMulPlan plan)
    {
        var parts = new SplitKMatMul(p, plan);
        CpuThreads.Run(ref parts, plan.KParts);
        var total = new Total(p, parts._sums, plan.KParts);
        CpuThreads.Run(ref total, 1);
    }

    public void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var stretches = new Cut(_p.K, _plan.KParts);
        var k = stretches.Begin(part);
        var stretch = _p;
        stretch.K = stretches.Length(part);
        stretch.A += k * _p.AColumn;
        stretch.B += k * _p.BRow;
        stretch.C = _sums + (nint)part * _p.M * _p.N;
        stretch.CRow = _p.N;
        stretch.Accumulate = false;
        stretch.Bias = null;
        RectangleMatMul<TV>.Run(stretch, _plan);
    }

    /// <summary>Adds the parts' sums in their order, on top of what C or the bias holds.</summary>
    private readonly struct Total(in MatMulProblem problem, float* sums, int parts) : IKernel
    {
        private readonly MatMulProblem _p = problem;
        private readonly float* _sums = sums;
        private readonly int _parts = parts;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TV>(int part)
            where TV : unmanaged, ISimd<TV>
        {
            nint stride = (nint)_p.M * _p.N;
            for (var i = 0; i < _p.M; i++)
            {
                var c = _p.C + i * _p.CRow;
                var row = _sums + (nint)i * _p.N;
                for (var j = 0; j < _p.N; j += TV.Count)
                {
                    var columns = Math.Min(TV.Count, _p.N - j);
                    var start = _p.Accumulate ? c : _p.Bias;
                    var total = start == null ? TV.Zero : TV.LoadPartial(start + j, columns);
                    for (var k = 0; k < _parts; k++)
                    {
                        total += TV.LoadPartial(row + k * stride + j, columns);
                    }

                    total.StorePartial(c + j, columns);
                }
            }
        }
    }
}
