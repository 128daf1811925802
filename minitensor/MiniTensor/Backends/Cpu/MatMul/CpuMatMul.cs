namespace MiniTensor.Backends.Cpu;

/// <summary>The matrix product of the CPU backend.</summary>
internal static unsafe class CpuMatMul
{
    public static void Run(in MatMulProblem p)
    {
        if (p.M == 0 || p.N == 0 || p.Batch == 0)
        {
            return;
        }

        if (p.K == 0 || (p.Accumulate && p.Bias != null))
        {
            StartC(p);
            if (p.K > 0)
            {
                var product = p;
                product.Bias = null;
                Run(product);
            }

            return;
        }

        if (CustomMatMul.Current is { } custom)
        {
            RowsMatMul.Run(custom, p);
            return;
        }

        if (MatVec.TryRun(p))
        {
            return;
        }

        var plan = new MatMulPlan(p);
        if (plan.KParts > 1)
        {
            SplitKMatMul.Run(p, plan);
        }
        else if (plan.SharesB)
        {
            SharedPanels.Run(p, plan);
        }
        else
        {
            var kernel = new BlockedMatMul(p, plan);
            CpuThreads.Run(ref kernel, kernel.Parts);
        }
    }

    /// <summary>C as it is before the product is added: itself or zero, plus the bias.</summary>
    private static void StartC(in MatMulProblem p)
    {
        for (var batch = 0; batch < p.Batch; batch++)
        {
            var c = p.C + (p.CBatch == null ? 0 : p.CBatch[batch]);
            for (var i = 0; i < p.M; i++, c += p.CRow)
            {
                for (var j = 0; j < p.N; j++)
                {
                    c[j] = (p.Accumulate ? c[j] : 0) + (p.Bias == null ? 0 : p.Bias[j]);
                }
            }
        }
    }
}
