namespace MiniTensor.Backends.Cpu;

/// <summary>The matrix product of the CPU backend.</summary>
internal static unsafe class CpuMatMul
{
    public static void Run(in MatMulProblem p)
    {
        for (var batch = 0; batch < p.Batch; batch++)
        {
            var a = p.A + (p.ABatch == null ? 0 : p.ABatch[batch]);
            var b = p.B + (p.BBatch == null ? 0 : p.BBatch[batch]);
            var c = p.C + (p.CBatch == null ? 0 : p.CBatch[batch]);
            for (var i = 0; i < p.M; i++)
            {
                for (var j = 0; j < p.N; j++)
                {
                    var sum = (p.Accumulate ? c[i * p.CRow + j] : 0) + (p.Bias == null ? 0 : p.Bias[j]);
                    for (var k = 0; k < p.K; k++)
                    {
                        sum += a[i * p.ARow + k * p.AColumn] * b[k * p.BRow + j * p.BColumn];
                    }

                    c[i * p.CRow + j] = sum;
                }
            }
        }
    }
}
