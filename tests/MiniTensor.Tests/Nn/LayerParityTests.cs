using System.Runtime.InteropServices;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Tests.Models;
using MiniTensor.Tests.Parity;
using Xunit;

namespace MiniTensor.Tests.Nn;

/// <summary>Each layer and network against PyTorch's: the same state dictionary, ten steps of training, and what comes out at the end.</summary>
public sealed class LayerParityTests
{
    private const int Steps = 10;
    private const double Momentum = 0.9;

    public static IReadOnlyList<LayerCase> Rows { get; } = [.. LayerCases.All, .. ModelCases.All];

    public static TheoryData<string> Names => [.. Rows.Select(row => row.Name)];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public void Ten_training_steps_are_those_of_PyTorch(string name)
    {
        Skip.If(TorchProcess.Shared.Missing is not null, TorchProcess.Shared.Missing);
        var row = Rows.Single(row => row.Name == name);
        var (losses, state, result) = Measure(row);
        losses.AssertAtMost(row.Tolerance);
        state.AssertAtMost(row.StateTolerance);
        result.AssertAtMost(row.Tolerance);
    }

    /// <summary>Trains both: the parameters, or the inputs where there are none.</summary>
    /// <returns>The differences of the losses of all steps, of what was trained, and buffers, after the last, and of the result in evaluation mode.</returns>
    internal static (Difference Losses, Difference State, Difference Result) Measure(LayerCase row)
    {
        using var scope = new TensorScope();
        var module = row.MakeMoved(3);
        var rng = new Rng(4);
        var x = row.Sample(rng);
        var target = Tensor.Normal(rng, row.Call(module.Eval(), x).Shape);
        module.Train();
        var start = module.StateDictionary().ToDictionary(entry => entry.Key, entry => entry.Value.ToArray());
        string[] frozen = [.. module.NamedParameters().Where(parameter => !parameter.Tensor.RequiresGrad).Select(parameter => parameter.Name)];
        var options = new TorchProcess.TrainOptions(Steps, row.Rate, Momentum, frozen, row.IsRandom ? Draws(module) : []);
        var answer = TorchProcess.Shared.Train(row.Python, row.PythonCall, module.StateDictionary(), x, target, options);
        Assert.True(answer.Error is null, answer.Error);

        Tensor[] before = [.. x.Select(input => input.Clone())];
        var losses = Difference.Between("losses", answer.Losses, Train(row, module, x, target));
        Assert.Equal(answer.State!.Keys.Order(StringComparer.Ordinal), start.Keys.Order(StringComparer.Ordinal));
        var state = Difference.None;
        foreach (var (entry, tensor) in module.StateDictionary())
        {
            state = state.Or(Difference.OfMove(entry, start[entry], answer.State[entry].ToArray(), tensor.ToArray()));
        }

        for (var i = 0; i < x.Length; i++)
        {
            state = state.Or(Difference.OfMove($"input {i}", before[i].ToArray(), answer.Inputs![i].ToArray(), x[i].ToArray()));
        }

        return (losses, state, Difference.Between("result in evaluation mode", answer.Y!.ToArray(), row.Call(module.Eval(), x).ToArray()));
    }

    private static float[] Train(LayerCase row, Module module, Tensor[] x, Tensor target)
    {
        var trained = module.Parameters().ToList();
        if (trained.Count == 0)
        {
            trained.AddRange(x);
            trained.ForEach(input => input.RequiresGrad = true);
        }

        var optimizer = new Sgd(trained, row.Rate, Momentum);
        var losses = new float[Steps];
        for (var step = 0; step < Steps; step++)
        {
            using var scope = new TensorScope();
            var loss = Functional.MseLoss(row.Call(module, x), target);
            losses[step] = loss.Item();
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
        }

        return losses;
    }

    /// <summary>What each generator of the module is about to give: more than ten steps need.</summary>
    private static byte[][] Draws(Module module)
    {
        var generators = module.StateTexts.GroupBy(text => text.Name[..text.Name.LastIndexOf('.')], text => (Name: text.Name[(text.Name.LastIndexOf('.') + 1)..], text.Value));
        return [.. generators.Select(generator =>
        {
            var rng = new Rng(0);
            rng.RestoreTexts(generator.ToDictionary(text => text.Name, text => text.Value));
            var draws = new uint[4096];
            foreach (ref var draw in draws.AsSpan())
            {
                draw = rng.NextUInt32();
            }

            return MemoryMarshal.AsBytes<uint>(draws).ToArray();
        })];
    }
}
