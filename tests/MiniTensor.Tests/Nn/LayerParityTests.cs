using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Tests.Parity;
using Xunit;

namespace MiniTensor.Tests.Nn;

/// <summary>Each layer against PyTorch's: the same state dictionary, ten steps of training, and what comes out at the end.</summary>
public sealed class LayerParityTests
{
    private const int Steps = 10;
    private const double Rate = 0.1;
    private const double Momentum = 0.9;

    public static TheoryData<string> Names => [.. LayerCases.All.Select(row => row.Name)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Ten_training_steps_are_those_of_PyTorch(string name)
    {
        Skip.If(TorchProcess.Shared.Missing is not null, TorchProcess.Shared.Missing);
        var row = LayerCases.All.Single(row => row.Name == name);
        var module = row.MakeMoved(3);
        var rng = new Rng(4);
        var x = row.Sample(rng);
        var target = Tensor.Normal(rng, row.Call(module.Eval(), x).Shape);
        module.Train(!row.IsRandom);
        var answer = TorchProcess.Shared.Train(row.Python, row.PythonCall, module.StateDictionary(), x, target, new(Steps, Rate, Momentum, module.IsTraining));
        Assert.True(answer.Error is null, answer.Error);

        var losses = Train(row, module, x, target);
        AssertClose(row.Tolerance, answer.Losses!, losses, "losses");
        Assert.Equal(answer.State!.Keys.Order(StringComparer.Ordinal), module.StateDictionary().Keys.Order(StringComparer.Ordinal));
        foreach (var (entry, tensor) in module.StateDictionary())
        {
            AssertClose(row.Tolerance, answer.State[entry].ToArray(), tensor.ToArray(), entry);
        }

        AssertClose(row.Tolerance, answer.Y!.ToArray(), row.Call(module.Eval(), x).ToArray(), "result in evaluation mode");
    }

    private static float[] Train(LayerCase row, Module module, Tensor[] x, Tensor target)
    {
        var parameters = module.Parameters().ToList();
        var optimizer = parameters.Count > 0 ? new Sgd(parameters, Rate, Momentum) : null;
        var losses = new float[Steps];
        for (var step = 0; step < Steps; step++)
        {
            var loss = Functional.MseLoss(row.Call(module, x), target);
            losses[step] = loss.Item();
            if (optimizer is not null)
            {
                optimizer.ZeroGrad();
                loss.Backward();
                optimizer.Step();
            }
        }

        return losses;
    }

    private static void AssertClose(double tolerance, float[] expected, float[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = Math.Max(1, expected.Select(Math.Abs).DefaultIfEmpty().Max());
        for (var i = 0; i < actual.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * scale, $"{what}, element {i}: PyTorch says {expected[i]:R}, minitensor {actual[i]:R}");
        }
    }
}
