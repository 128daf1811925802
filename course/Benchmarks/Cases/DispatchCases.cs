using MiniTensor;

namespace CourseKit.Course.Benchmarks.Cases;

/// <summary>Four floats: what an op costs besides its arithmetic. A step is many ops, so that the clock can see them.</summary>
internal static class DispatchCases
{
    public static IEnumerable<BenchCase> All => [new("dispatch-add", Add), new("dispatch-recorded", Recorded)];

    /// <summary>1,000 additions.</summary>
    private static Work Add()
    {
        var (a, b) = (Tensor.Of([1, 2, 3, 4]), Tensor.Of([5, 6, 7, 8]));
        return new Work(
            () =>
            {
                using var step = new TensorScope();
                for (var i = 0; i < 1000; i++)
                {
                    _ = a + b;
                }
            },
            Flops: null);
    }

    /// <summary>100 times a multiplication, an addition and a sum, recorded, and their backward pass.</summary>
    private static Work Recorded()
    {
        var (a, b) = (Tensor.Of([1, 2, 3, 4]), Tensor.Of([5, 6, 7, 8]));
        a.RequiresGrad = b.RequiresGrad = true;
        return new Work(
            () =>
            {
                for (var i = 0; i < 100; i++)
                {
                    using var step = new TensorScope();
                    a.ZeroGrad();
                    b.ZeroGrad();
                    (a * b + a).Sum().Backward();
                }
            },
            Flops: null);
    }
}
