using MiniTensor.Optim;
using MiniTensor.Tests.Parity;
using Xunit;

namespace MiniTensor.Tests.Optim;

/// <summary>Ten steps on a small net, and the rates of schedules, against PyTorch.</summary>
public sealed class OptimParityTests
{
    /// <summary>Rates are double numbers on both sides, and come as single ones from PyTorch's.</summary>
    internal const double RateTolerance = 1e-7;

    /// <summary>Relative to the longest way that a number went; of the shortest ones, a hundredth, rounding is 1e-5.</summary>
    internal const double Tolerance = 5e-5;

    public static TheoryData<string> Names => [.. Rows.Select(row => row.Name)];

    public static TheoryData<string> ScheduleNames => [.. Schedules.Select(row => row.Name)];

    internal static IReadOnlyList<StepsCase> Rows { get; } =
    [
        .. OptimizerRow.All.Select(row => new StepsCase(row.Name, row.Python, row.Make)),
        new(
            "ParameterGroup, a rate and decay of its own",
            "optim.AdamW([{'params': p[:1], 'lr': 0.02, 'weight_decay': 0}, {'params': p[1:]}], lr=0.01, weight_decay=0.3)",
            p => new AdamW([new ParameterGroup([p[0]], 0.02, 0), new ParameterGroup([p[1], p[2]])], 0.01, weightDecay: 0.3)),
        new("GradientClip, by norm", "optim.SGD(p, lr=0.3)", p => new Sgd(p, 0.3))
        {
            AfterBackward = p => GradientClip.ByNorm(p, 0.1),
            PythonAfterBackward = "torch.nn.utils.clip_grad_norm_(p, 0.1)",
        },
        new("GradientClip, by value", "optim.SGD(p, lr=0.3)", p => new Sgd(p, 0.3))
        {
            AfterBackward = p => GradientClip.ByValue(p, 0.05),
            PythonAfterBackward = "torch.nn.utils.clip_grad_value_(p, 0.05)",
        },
    ];

    internal static IReadOnlyList<ScheduleRow> Schedules { get; } = [.. ScheduleRow.All.Where(row => row.Python is not null)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Ten_steps_are_those_of_PyTorch(string name) => Measure(Rows.Single(row => row.Name == name)).AssertAtMost(Tolerance);

    [SkippableTheory]
    [MemberData(nameof(ScheduleNames))]
    public void Rates_are_those_of_PyTorch(string name) => Measure(ScheduleRow.Named(name)).AssertAtMost(RateTolerance);

    /// <summary>The difference of the parameters after ten steps, relative to the longest way that one of their numbers went.</summary>
    internal static Difference Measure(StepsCase row)
    {
        var expected = Ask($"optimize(lambda p: {row.Python}, x, after_backward=lambda p: {row.PythonAfterBackward})", Inputs());
        var way = Difference.Largest([.. expected.Zip(Inputs()[..3].SelectMany(p => p.ToArray()), (after, before) => after - before)]);
        return Difference.Between("parameters", expected, Train(row), way);
    }

    /// <summary>The difference of the rates of twenty steps.</summary>
    internal static Difference Measure(ScheduleRow row)
    {
        var isPlateau = row.Python!.Contains("Plateau", StringComparison.Ordinal);
        var metrics = isPlateau ? $", metrics=[{string.Join(", ", ScheduleRow.Metrics.Select(metric => FormattableString.Invariant($"{metric:R}")))}]" : "";
        var expected = Ask($"rates(lambda o: {row.Python}, 20{metrics})", []);
        return Difference.Between("rates", expected, [.. ScheduleTests.Rates(row, ScheduleTests.Optimizer(), 0, 20).Select(rate => (float)rate)], 1);
    }

    private static float[] Ask(string expression, Tensor[] inputs)
    {
        Skip.If(TorchProcess.Shared.Missing is not null, TorchProcess.Shared.Missing);
        var answer = TorchProcess.Shared.Ask(expression, inputs, inputs.Select((_, i) => i < 3), Tensor.Zeros([1]));
        Assert.True(answer.Error is null, answer.Error);
        return answer.Y!.ToArray();
    }

    private static float[] Train(StepsCase row)
    {
        var x = Inputs();
        var parameters = x[..3];
        Array.ForEach(parameters, p => p.RequiresGrad = true);
        var optimizer = row.Make(parameters);
        for (var step = 0; step < 10; step++)
        {
            using var scope = new TensorScope();
            optimizer.ZeroGrad();
            var y = (x[3].MatMul(parameters[0]) + parameters[1]).Tanh().MatMul(parameters[2]);
            (y - x[4]).Square().Mean().Backward();
            row.AfterBackward?.Invoke(parameters);
            optimizer.Step();
        }

        return [.. parameters.SelectMany(p => p.ToArray())];
    }

    private static Tensor[] Inputs()
    {
        var rng = new Rng(12);
        int[][] shapes = [[4, 5], [1, 5], [5, 3], [6, 4], [6, 3]];
        return Array.ConvertAll(shapes, shape => Tensor.Uniform(rng, shape, -1, 1));
    }

    /// <summary>Ten steps, ours and PyTorch's.</summary>
    /// <param name="Name">The class, and what is special.</param>
    /// <param name="Python">PyTorch's optimizer of the parameters p.</param>
    /// <param name="Make">Ours.</param>
    internal sealed record StepsCase(string Name, string Python, Func<Tensor[], Optimizer> Make)
    {
        /// <summary>What happens to the gradients before the step.</summary>
        public Action<Tensor[]>? AfterBackward { get; init; }

        /// <summary>The same in Python.</summary>
        public string PythonAfterBackward { get; init; } = "None";
    }
}
