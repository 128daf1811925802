using MiniTensor.Optim;
using MiniTensor.Tests.Parity;
using Xunit;

namespace MiniTensor.Tests.Optim;

/// <summary>Ten steps on a small net, and the rates of schedules, against PyTorch.</summary>
public sealed class OptimParityTests
{
    private const double Tolerance = 2e-5;

    public static TheoryData<string> Optimizers => [.. OptimizerRow.All.Where(row => row.Python is not null).Select(row => row.Name)];

    public static TheoryData<string> Schedules => [.. ScheduleRow.All.Where(row => row.Python is not null).Select(row => row.Name)];

    [SkippableTheory]
    [MemberData(nameof(Optimizers))]
    public void Ten_steps_are_those_of_PyTorch(string name)
    {
        var row = OptimizerRow.Named(name);
        var expected = Ask($"optimize(lambda p: optim.{row.Python}, x)", Inputs());
        Assert.All(Train(row.Make), (value, i) => Assert.Equal(expected[i], value, Tolerance));
    }

    [SkippableFact]
    public void Groups_have_rates_and_decays_of_their_own_as_in_PyTorch()
    {
        var expected = Ask("optimize(lambda p: optim.AdamW([{'params': p[:1], 'lr': 0.02, 'weight_decay': 0}, {'params': p[1:]}], lr=0.01, weight_decay=0.3), x)", Inputs());
        var actual = Train(p => new AdamW([new ParameterGroup([p[0]], 0.02, 0), new ParameterGroup([p[1], p[2]])], 0.01, weightDecay: 0.3));
        Assert.All(actual, (value, i) => Assert.Equal(expected[i], value, Tolerance));
    }

    [SkippableFact]
    public void Clipping_is_that_of_PyTorch()
    {
        var byNorm = Ask("optimize(lambda p: optim.SGD(p, lr=0.3), x, after_backward=lambda p: torch.nn.utils.clip_grad_norm_(p, 0.1))", Inputs());
        Assert.All(Train(p => new Sgd(p, 0.3), p => GradientClip.ByNorm(p, 0.1)), (value, i) => Assert.Equal(byNorm[i], value, Tolerance));
        var byValue = Ask("optimize(lambda p: optim.SGD(p, lr=0.3), x, after_backward=lambda p: torch.nn.utils.clip_grad_value_(p, 0.05))", Inputs());
        Assert.All(Train(p => new Sgd(p, 0.3), p => GradientClip.ByValue(p, 0.05)), (value, i) => Assert.Equal(byValue[i], value, Tolerance));
    }

    [SkippableTheory]
    [MemberData(nameof(Schedules))]
    public void Rates_are_those_of_PyTorch(string name)
    {
        var row = ScheduleRow.Named(name);
        var isPlateau = row.Python!.Contains("Plateau", StringComparison.Ordinal);
        var metrics = isPlateau ? $", metrics=[{FormattableString.Invariant($"{string.Join(", ", ScheduleRow.Metrics)}")}]" : "";
        var expected = Ask($"rates(lambda o: {row.Python}, 20{metrics})", []);
        var actual = ScheduleTests.Rates(row, ScheduleTests.Optimizer(), 0, 20);
        Assert.All(actual, (rate, step) => Assert.Equal(expected[step], rate, 1e-7));
    }

    private static float[] Ask(string expression, Tensor[] inputs)
    {
        Skip.If(TorchProcess.Shared.Missing is not null, TorchProcess.Shared.Missing);
        var answer = TorchProcess.Shared.Ask(expression, inputs, inputs.Select((_, i) => i < 3), Tensor.Zeros([1]));
        Assert.True(answer.Error is null, answer.Error);
        return answer.Y!.ToArray();
    }

    private static float[] Train(Func<Tensor[], Optimizer> make, Action<Tensor[]>? afterBackward = null)
    {
        var x = Inputs();
        var parameters = x[..3];
        Array.ForEach(parameters, p => p.RequiresGrad = true);
        var optimizer = make(parameters);
        for (var step = 0; step < 10; step++)
        {
            using var scope = new TensorScope();
            optimizer.ZeroGrad();
            var y = (x[3].MatMul(parameters[0]) + parameters[1]).Tanh().MatMul(parameters[2]);
            (y - x[4]).Square().Mean().Backward();
            afterBackward?.Invoke(parameters);
            optimizer.Step();
        }

        return [.. parameters.SelectMany(p => p.ToArray())];
    }

    private static Tensor[] Inputs()
    {
        var rng = new Rng(12);
        int[][] shapes = [[4, 5], [5], [5, 3], [6, 4], [6, 3]];
        return Array.ConvertAll(shapes, shape => Tensor.Uniform(rng, shape, -1, 1));
    }
}
