using MiniTensor.IO;
using MiniTensor.Nn;
using Xunit;

namespace MiniTensor.Tests.Nn;

/// <summary>What modules do beyond the contract of every layer: names, wrong states, summaries, shared parameters, hooks.</summary>
public sealed class ModuleTests
{
    [Fact]
    public void Names_are_those_of_the_path_and_shared_parameters_are_trained_once()
    {
        var model = new Tied();
        Assert.Equal(["", "first", "rest", "rest.0", "rest.1"], model.NamedModules().Select(part => part.Name));
        Assert.Equal(["scale", "first.weight", "first.bias", "rest.1.weight"], model.NamedParameters().Select(parameter => parameter.Name));
        Assert.Equal(["scale", "mean", "first.weight", "first.bias", "rest.1.weight", "rest.1.again"], model.StateDictionary().Keys);
        Assert.Equal(["mean"], model.NamedBuffers().Select(buffer => buffer.Name));
        Assert.False(model.StateDictionary()["mean"].RequiresGrad);
        Assert.Equal(["first", "rest"], model.Children.Select(child => child.Name));
    }

    [Fact]
    public void A_model_built_in_a_scope_outlives_it()
    {
        Linear layer;
        using (new TensorScope())
        {
            layer = new Linear(3, 2, new Rng(1));
        }

        Assert.Equal([1, 2], layer.Call(Tensor.Ones([1, 3])).Shape.ToArray());
    }

    [Theory]
    [InlineData("", "BadName: a name must have letters and no dot, which separates a module from its parts; got ''. (Parameter 'name')")]
    [InlineData("a.b", "BadName: a name must have letters and no dot, which separates a module from its parts; got 'a.b'. (Parameter 'name')")]
    [InlineData("taken", "BadName: the name 'taken' is registered already. Give each parameter, buffer and child a name of its own. (Parameter 'name')")]
    public void A_name_that_cannot_be_is_refused(string name, string text) =>
        Assert.Equal(text, Assert.Throws<ArgumentException>(() => new BadName(name)).Message);

    [Fact]
    public void A_state_of_another_model_is_refused_whole()
    {
        var (layer, other) = (new Linear(3, 2, new Rng(1)), new Linear(3, 2, new Rng(2), bias: false));
        var before = layer.Weight.ToArray();
        var state = new Dictionary<string, Tensor> { ["weight"] = other.Weight, ["shift"] = Tensor.Zeros([2]) };
        Assert.Equal(
            "LoadStateDictionary: missing 'bias'; unknown 'shift'. Build the model as it was when it was saved, or pass strict: false to load what both have. (Parameter 'state')",
            Assert.Throws<ArgumentException>(() => layer.LoadStateDictionary(state)).Message);
        state["bias"] = Tensor.Zeros([3]);
        Assert.Equal(
            "LoadStateDictionary: needs shape (2) for 'bias'; got (3). Build the model with the sizes it was saved with",
            Assert.Throws<ShapeException>(() => layer.LoadStateDictionary(state, strict: false)).Message);
        Assert.Equal(before, layer.Weight.ToArray());

        state.Remove("bias");
        layer.LoadStateDictionary(state, strict: false);
        Assert.Equal(other.Weight.ToArray(), layer.Weight.ToArray());
    }

    [Fact]
    public void A_file_of_another_model_names_itself()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            new Linear(3, 2, new Rng(1)).Save(file);
            var error = Assert.Throws<SafetensorsException>(() => new Linear(4, 2, new Rng(1)).Load(file));
            Assert.StartsWith($"{file}: tensor 'weight': has shape (2, 3) in the file and (2, 4) in the program.", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_summary_lists_modules_shapes_and_parameters_and_leaves_the_model_as_it_is()
    {
        var rng = new Rng(1);
        var head = new Linear(1024, 10, rng).Freeze();
        var model = new Sequential(new Conv2d(3, 16, 3, rng, padding: 1), new BatchNormRelu2d(16), new MaxPool2d(4), new Flatten(), new Dropout(0.5, rng).Eval(), head);
        var state = model.StateTensors.SelectMany(entry => entry.Tensor.ToArray()).ToArray();
        var summary = model.Summary([2, 3, 32, 32]);
        Assert.Equal(
            """
            Name  Type             Output           Parameters
                  Sequential       (2, 10)                   0
            0     Conv2d           (2, 16, 32, 32)         448
            1     BatchNormRelu2d  (2, 16, 32, 32)          32
            2     MaxPool2d        (2, 16, 8, 8)             0
            3     Flatten          (2, 1024)                 0
            4     Dropout          (2, 1024)                 0
            5     Linear           (2, 10)              10,250
            10,730 parameters, 480 of them trained
            """.ReplaceLineEndings("\n"),
            summary.ToString());
        Assert.Equal(state, model.StateTensors.SelectMany(entry => entry.Tensor.ToArray()));
        Assert.Equal([true, true, true, true, true, false, true], model.NamedModules().Select(part => part.Module.IsTraining));
    }

    [Fact]
    public void A_module_that_is_not_called_has_no_shape_in_the_summary()
    {
        var list = new ModuleList<Linear>(new Linear(3, 2, new Rng(1)));
        var row = ModuleSummary.Of(list, () => { }).Rows[1];
        Assert.Null(row.Output);
        Assert.Equal(("0", "Linear", 8), (row.Name, row.Type, row.Parameters));
    }

    [Fact]
    public void Hooks_see_inner_results_may_end_themselves_and_do_not_disturb_each_other()
    {
        var rng = new Rng(1);
        var model = new Sequential(new Linear(3, 4, rng), new Relu());
        var seen = new List<string>();
        IDisposable? once = null;
        once = model[0].RegisterForwardHook((_, y) =>
        {
            seen.Add($"once {y.Shape}");
            once?.Dispose();
            once?.Dispose();
        });
        using var other = model[0].RegisterForwardHook((_, y) => seen.Add($"always {y.Shape}"));
        using var outer = model.RegisterForwardHook((_, _) => seen.Add("whole"));
        _ = model.Call(Tensor.Ones([2, 3]));
        _ = model.Call(Tensor.Ones([5, 3]));
        Assert.Equal(["once (2, 4)", "always (2, 4)", "whole", "always (5, 4)", "whole"], seen);
    }

    [Fact]
    public void A_recurrent_network_goes_on_from_where_it_stopped()
    {
        var lstm = new Lstm(3, 4, new Rng(1), layers: 2);
        var x = Tensor.Normal(new Rng(2), [6, 2, 3]);
        var zeros = Tensor.Zeros([2, 2, 4]);
        var whole = lstm.Call(x, zeros, zeros);
        var first = lstm.Call(x[..4], zeros, zeros);
        var second = lstm.Call(x[4..], first.H, first.C);
        Assert.Equal(whole.Output.ToArray(), Functional.Concat([first.Output, second.Output], 0).ToArray());
        Assert.Equal(whole.H.ToArray(), second.H.ToArray());
        Assert.Equal(whole.C.ToArray(), second.C.ToArray());
        Assert.Equal(whole.Output.ToArray(), lstm.Call(x).ToArray());
    }

    [Fact]
    public void What_does_not_fit_a_layer_is_named()
    {
        var rng = new Rng(1);
        Error("BatchNorm2d: needs an input of shape (N, C, H, W); got (2, 3)", () => new BatchNorm2d(3).Call(Tensor.Ones([2, 3])));
        Error("BatchNorm1d: needs an input of shape (N, C) or (N, C, L); got (2, 3, 4, 5)", () => new BatchNorm1d(3).Call(Tensor.Ones([2, 3, 4, 5])));
        Error("MultiHeadAttention: needs a number of heads that divides the width 6; got 4", () => new MultiHeadAttention(6, 4, rng).Call(Tensor.Ones([1, 2, 6])));
        Error("MultiHeadAttention: needs inputs of shape (N, T, 6); got (2, 6)", () => new MultiHeadAttention(6, 2, rng).Call(Tensor.Ones([2, 6])));
        Error("Gru: needs an input of shape (N, T, I); got (2, 6)", () => new Gru(6, 2, rng, batchFirst: true).Call(Tensor.Ones([2, 6])));
        Error("Lstm: needs states of shape (1, 2, 3) for an input of shape (5, 2, 6); got (2, 3)", () => new Lstm(6, 3, rng).Call(Tensor.Ones([5, 2, 6]), Tensor.Ones([2, 3]), Tensor.Ones([2, 3])).H);
        Error("Conv2d: needs channels and outputs that fall into 2 groups; got 3 and 4", () => new Conv2d(3, 4, 3, rng, groups: 2).Weight);
        Error("GroupNorm: needs a number of groups that divides the 5 channels; got 2", () => new GroupNorm(2, 5).Weight);
        Error("Flatten: needs axes 1 to -1 in this order; got shape (3)", () => new Flatten().Call(Tensor.Ones([3])));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(1.5, rng));
    }

    private static void Error(string text, Func<Tensor> make) => Assert.Equal(text, Assert.Throws<ShapeException>(make).Message);

    private sealed class BadName : Module
    {
        public BadName(string name)
        {
            Buffer("taken", Tensor.Zeros([1]));
            Parameter(name, Tensor.Zeros([1]));
        }
    }

    private sealed class Tied : Module
    {
        public Tied()
        {
            Parameter("scale", Tensor.Ones([1]));
            Buffer("mean", Tensor.Zeros([1]));
            var first = Child("first", new Linear(3, 3, new Rng(1)));
            Child("rest", new ModuleList<Module>(new Relu(), new Shared(first.Weight)));
        }

        private sealed class Shared : Module
        {
            public Shared(Tensor weight)
            {
                Parameter("weight", Tensor.Zeros([1]));
                Parameter("again", weight);
            }
        }
    }
}
