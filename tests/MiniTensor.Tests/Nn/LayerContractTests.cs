using MiniTensor.Nn;
using Xunit;

namespace MiniTensor.Tests.Nn;

/// <summary>What every layer promises, held for each row of <see cref="LayerCases"/>.</summary>
public sealed class LayerContractTests
{
    public static TheoryData<string> Names => [.. LayerCases.All.Select(row => row.Name)];

    [Fact]
    public void Every_layer_and_network_has_a_row_of_its_name()
    {
        var modules = typeof(Module).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Module)) && !type.IsAbstract && type.IsPublic)
            .ToLookup(type => type.Namespace, type => type.Name.Split('`')[0]);
        var rows = LayerParityTests.Rows;
        Assert.Empty(modules[typeof(Module).Namespace].Except(LayerCases.All.Select(row => row.Name.Split(',')[0])));
        Assert.Empty(modules[typeof(MiniTensor.Models.ResNet).Namespace].Except(rows.Select(row => row.Name.Split(',')[0])));
        Assert.All(rows, row => Assert.Equal(row.Name.Split(',')[0], row.Make(new Rng(1)).GetType().Name.Split('`')[0]));
        Assert.Equal(rows.Count, rows.Select(row => row.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_of_inputs_and_parameters_agree_with_finite_differences(string name)
    {
        var (row, module, x) = Sample(name);
        module.Train(!row.IsRandom);
        for (var i = 0; i < x.Length; i++)
        {
            x[i].RequiresGrad = row.Inputs[i].WantsGradient;
        }

        var result = GradCheck.Run(() => row.Call(module, x), [.. x.Where(input => input.RequiresGrad), .. module.Parameters()], tolerance: 2e-2, step: row.Step);
        Assert.True(result.Passed, result.ToString());
        Assert.True(result.Comparisons > 0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_saved_module_comes_back_the_same(string name)
    {
        var (row, module, x) = Sample(name);
        _ = row.Call(module, x); // so that running statistics are no longer what they began as
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            module.Save(file);
            var other = row.Make(new Rng(99));
            var before = row.Call(other.Eval(), x).ToArray();
            other.Load(file);
            var expected = row.Call(module.Eval(), x).ToArray();
            Assert.Equal(expected, row.Call(other, x).ToArray());
            Assert.Equal(module.StateDictionary().Keys, other.StateDictionary().Keys);
            Assert.Equal(!module.StateDictionary().Any(), before.SequenceEqual(expected));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void In_evaluation_a_call_changes_nothing_and_training_is_a_mode_of_all_parts(string name)
    {
        var (row, module, x) = Sample(name);
        Assert.All(module.NamedModules(), part => Assert.True(part.Module.IsTraining));
        Assert.Same(module, module.Eval());
        Assert.All(module.NamedModules(), part => Assert.False(part.Module.IsTraining));
        var state = State(module);
        var first = row.Call(module, x).ToArray();
        Assert.Equal(first, row.Call(module, x).ToArray());
        Assert.Equal(state, State(module));

        module.Train();
        Assert.All(module.NamedModules(), part => Assert.True(part.Module.IsTraining));
        var trained = row.Call(module, x).ToArray();
        Assert.Equal(row.IsRandom || module.NamedBuffers().Any(), !trained.SequenceEqual(first));
        Assert.Equal(module.NamedBuffers().Any(), !State(module).SequenceEqual(state));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Frozen_parameters_get_no_gradient_and_thawed_ones_do(string name)
    {
        var (row, module, x) = Sample(name);
        Assert.All(module.Parameters(), parameter => Assert.True(parameter.RequiresGrad));
        Assert.Same(module, module.Freeze());
        Assert.All(module.Parameters(), parameter => Assert.False(parameter.RequiresGrad));
        Assert.False(row.Call(module, x).RequiresGrad);

        module.Unfreeze();
        var y = row.Call(module, x);
        Assert.Equal(module.Parameters().Any(), y.RequiresGrad);
        if (y.RequiresGrad)
        {
            y.Backward(Tensor.Uniform(new Rng(7), y.Shape));
            Assert.All(module.Parameters(), parameter => Assert.NotNull(parameter.Grad));
            module.Freeze();
            Assert.All(module.Parameters(), parameter => Assert.Null(parameter.Grad));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_are_unique_and_hooks_see_each_result_until_they_end(string name)
    {
        var (row, module, x) = Sample(name);
        var names = module.StateDictionary().Keys.ToList();
        Assert.Equal(names.Count, module.NamedParameters().Count() + module.NamedBuffers().Count());
        Assert.Equal(names.Order(StringComparer.Ordinal), module.NamedParameters().Concat(module.NamedBuffers()).Select(entry => entry.Name).Order(StringComparer.Ordinal));

        var seen = new List<Tensor>();
        var hook = module.RegisterForwardHook((source, result) =>
        {
            Assert.Same(module, source);
            seen.Add(result);
        });
        var y = row.Call(module, x);
        var calls = module is ModuleList<Linear> ? 0 : 1; // a list is never called itself
        Assert.Equal(calls, seen.Count);
        Assert.Equal(y.RequiresGrad, seen.LastOrDefault(y).RequiresGrad);
        hook.Dispose();
        _ = row.Call(module, x);
        Assert.Equal(calls, seen.Count);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_checkpoint_holds_all_that_the_next_result_depends_on(string name)
    {
        var (row, module, x) = Sample(name);
        _ = row.Call(module, x);
        var tensors = module.StateTensors.ToDictionary(entry => entry.Name, entry => entry.Tensor.Clone().Detach());
        var texts = module.StateTexts.ToDictionary(entry => entry.Name, entry => entry.Value);
        Assert.Equal(row.IsRandom || module.NamedModules().Any(part => part.Module is Dropout or Recurrent), texts.Count > 0);
        var expected = row.Call(module, x).ToArray();

        var other = row.Make(new Rng(99));
        other.LoadStateDictionary(tensors);
        other.RestoreTexts(texts);
        Assert.Equal(expected, row.Call(other, x).ToArray());
    }

    private static (LayerCase Row, Module Module, Tensor[] X) Sample(string name)
    {
        var row = LayerCases.All.Single(row => row.Name == name);
        return (row, row.MakeMoved(1), row.Sample(new Rng(2)));
    }

    private static float[] State(Module module) => [.. module.StateTensors.SelectMany(entry => entry.Tensor.ToArray())];
}
