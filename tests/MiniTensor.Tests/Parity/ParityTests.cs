using MiniTensor.Tests.Oracle;
using Xunit;

namespace MiniTensor.Tests.Parity;

/// <summary>Each case against PyTorch: the result and every gradient, from row-major inputs and dy, and from both with gaps and axes in reverse order.</summary>
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
        var (result, gradients) = Measure(row);
        result.AssertAtMost(row.Tolerance);
        gradients?.AssertAtMost(row.GradientTolerance);
    }

    /// <summary>Computes both.</summary>
    /// <returns>The differences of the result and of all gradients; null where there are none.</returns>
    internal static (Difference Result, Difference? Gradients) Measure(ParityCase row)
    {
        var rng = new Rng(Seed);
        var inputs = row.Inputs.Select(input => input.Sample(rng)).ToArray();
        var wants = row.Inputs.Select(input => input.WantsGradient).ToArray();
        TorchProcess.Answer? answer = null;
        var (result, gradients) = (Difference.None, (Difference?)null);
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
            result = result.Or(Compare(row, $"result of {row.Python}", answer.Y!, y));

            Assert.Equal(answer.Gradients!.Any(gradient => gradient is not null), y.RequiresGrad);
            if (!y.RequiresGrad)
            {
                continue;
            }

            y.Backward(layout(Nd.Of(dy)));
            gradients ??= Difference.None;
            for (var i = 0; i < tensors.Length; i++)
            {
                if (answer.Gradients![i] is { } expected)
                {
                    gradients = gradients.Value.Or(Compare(row, $"gradient {i} of {row.Python}", expected, tensors[i].Grad ?? tensors[i].ZerosLike()));
                }
            }
        }

        return (result, gradients);
    }

    [Fact]
    public void There_are_at_least_200_cases_and_no_two_of_one_name()
    {
        Assert.InRange(ParityCases.All.Count, 200, int.MaxValue);
        Assert.Equal(ParityCases.All.Count, ParityCases.All.Select(row => row.Name).Distinct().Count());
    }

    private static Difference Compare(ParityCase row, string what, TorchProcess.Numbers expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape.ToArray());
        return row.Special ? Difference.Between(what, expected.ToArray(), actual.ToArray(), null) : Difference.Between(what, expected.ToArray(), actual.ToArray());
    }
}
