using MiniTensor.Tests.Oracle;
using Xunit;

namespace MiniTensor.Tests.Parity;

/// <summary>Each case against PyTorch: the result and every gradient, from row-major inputs and from inputs with gaps and axes in reverse order.</summary>
public sealed class ParityTests
{
    private const ulong Seed = 31;

    public static TheoryData<string> Names => [.. ParityCases.All.Select(row => row.Name)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Result_and_gradients_are_those_of_PyTorch(string name)
    {
        Skip.If(TorchProcess.Shared.Missing is not null, TorchProcess.Shared.Missing);
        var row = ParityCases.All.Single(row => row.Name == name);
        var rng = new Rng(Seed);
        var inputs = row.Inputs.Select(input => input.Sample(rng)).ToArray();
        var wants = row.Inputs.Select(input => input.WantsGradient).ToArray();
        TorchProcess.Answer? answer = null;
        foreach (var layout in new Func<Nd, Tensor>[] { x => x.ToTensor(), OpCaseTests.Strided })
        {
            var tensors = inputs.Select(layout).ToArray();
            for (var i = 0; i < tensors.Length; i++)
            {
                tensors[i].RequiresGrad = wants[i];
            }

            var y = row.Ours(tensors);
            var dy = Tensor.Uniform(new Rng(Seed, 1), y.Shape, -1, 1);
            answer ??= TorchProcess.Shared.Ask(row.Python, inputs.Select(x => x.ToTensor()), wants, dy);
            Assert.True(answer.Error is null, answer.Error);
            AssertClose(row.Special, row.Tolerance, answer.Y!, y, $"result of {row.Python}");

            Assert.Equal(answer.Gradients!.Any(gradient => gradient is not null), y.RequiresGrad);
            if (!y.RequiresGrad)
            {
                continue;
            }

            y.Backward(dy);
            for (var i = 0; i < tensors.Length; i++)
            {
                if (answer.Gradients![i] is { } expected)
                {
                    AssertClose(row.Special, row.GradientTolerance, expected, tensors[i].Grad ?? tensors[i].ZerosLike(), $"gradient {i} of {row.Python}");
                }
            }
        }
    }

    [Fact]
    public void There_are_at_least_200_cases_and_no_two_of_one_name()
    {
        Assert.InRange(ParityCases.All.Count, 200, int.MaxValue);
        Assert.Equal(ParityCases.All.Count, ParityCases.All.Select(row => row.Name).Distinct().Count());
    }

    private static void AssertClose(bool special, double tolerance, TorchProcess.Numbers expected, Tensor actual, string what)
    {
        Assert.Equal(expected.Shape, actual.Shape.ToArray());
        var (right, numbers) = (expected.ToArray(), actual.ToArray());
        var scale = 1.0;
        foreach (var value in right)
        {
            scale = float.IsFinite(value) && !special ? Math.Max(scale, Math.Abs(value)) : scale;
        }

        for (var i = 0; i < numbers.Length; i++)
        {
            var (e, a) = ((double)right[i], (double)numbers[i]);
            var allowed = tolerance * (special ? Math.Max(1, Math.Abs(e)) : scale);
            Assert.True(e.Equals(a) || e == a || Math.Abs(e - a) <= allowed, $"{what}, element {i} of {numbers.Length}: PyTorch says {e:R}, minitensor {a:R}");
        }
    }
}
