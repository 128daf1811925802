using MiniTensor.Backends.Cpu;
using Xunit;
using static MiniTensor.Functional;

namespace MiniTensor.Tests;

/// <summary>After a few steps a training step takes all its tensors from the pool, and hardly anything from the garbage collector.</summary>
[Collection(PoolCounters.Name)]
public sealed class SteadyStateTests
{
    private const int Images = 8;

    [Fact]
    public void A_step_of_a_perceptron_takes_no_new_block_and_less_than_16_KB()
    {
        var rng = new Rng(1);
        var (x, w1, w2) = (Tensor.Uniform(rng, [64, 20]), Tensor.Normal(rng, [20, 50]), Tensor.Normal(rng, [50, 3]));
        AssertSteady(16 << 10, [w1, w2], () =>
        {
            var y = (x.MatMul(w1) * 0.01).Exp().MatMul(w2);
            return (y * y).Sum();
        });
    }

    [Fact]
    public void A_step_of_a_convolution_network_takes_no_new_block_and_less_than_64_KB()
    {
        var rng = new Rng(1);
        var x = Tensor.Normal(rng, [Images, 3, 16, 16]);
        int[] labels = [.. Enumerable.Range(0, Images)];
        Tensor[] parameters =
        [
            Tensor.Normal(rng, [16, 3, 3, 3], 0, 0.3), Tensor.Ones([16]), Tensor.Zeros([16]), // convolution, gain and shift of its normalisation
            Tensor.Normal(rng, [16, 16, 3, 3], 0, 0.1), Tensor.Ones([16]), Tensor.Zeros([16]),
            Tensor.Normal(rng, [10, 16 * 8 * 8], 0, 0.03), Tensor.Zeros([10]),
        ];
        var (mean, variance) = (Tensor.Zeros([16]), Tensor.Ones([16]));
        AssertSteady(64 << 10, parameters, () =>
        {
            var p = parameters;
            var h = BatchNorm(Conv2d(x, p[0], padding: 1), mean, variance, p[1], p[2]).Relu();
            h = MaxPool2d(h, 2); // (Images, 16, 8, 8)
            h = BatchNormRelu(Conv2d(h, p[3], padding: 1), mean, variance, p[4], p[5], residual: h);
            return CrossEntropy(Linear(h.Reshape([Images, -1]), p[6], p[7]), labels);
        });
    }

    private static void AssertSteady(long mostManaged, Tensor[] parameters, Func<Tensor> loss)
    {
        foreach (var parameter in parameters)
        {
            parameter.RequiresGrad = true;
        }

        for (var warm = 0; warm < 5; warm++)
        {
            Step();
        }

        // Of all threads: kernels run on several.
        var pool = CpuBackend.Instance.Pool;
        var (managed, blocks) = (GC.GetTotalAllocatedBytes(precise: true), pool.RentedBytes + pool.FreeBytes);
        Step();
        managed = GC.GetTotalAllocatedBytes(precise: true) - managed;
        Assert.InRange(managed, 1, mostManaged);
        Assert.Equal(blocks, pool.RentedBytes + pool.FreeBytes);

        void Step()
        {
            using var scope = new TensorScope();
            loss().Backward();
            using var mode = GradMode.NoGrad();
            foreach (var parameter in parameters)
            {
                parameter.AddInPlace(parameter.Grad!, -1e-6);
                parameter.ZeroGrad();
            }
        }
    }
}
