using MiniTensor.Optim;
using MiniTensor.Training;
using Xunit;

namespace MiniTensor.Tests.Optim;

/// <summary>What was wrong, and what to do: the text of each error.</summary>
public sealed class OptimErrorTests
{
    public static TheoryData<string, Func<object>> Cases => new()
    {
        { "learningRate needs a finite number of 0 or more; got -1.", () => new Sgd([Leaf(2)], -1) },
        { "learningRate needs a finite number of 0 or more; got Infinity.", () => new Sgd([Leaf(2)], 0.1).LearningRate = double.PositiveInfinity },
        { "learningRate needs a finite number of 0 or more; got NaN.", () => new Sgd([Leaf(2)], double.NaN) },
        { "weightDecay needs a finite number of 0 or more; got -0.5.", () => new ParameterGroup([Leaf(2)], weightDecay: -0.5) },
        { "momentum needs a number from 0 to below 1; got 1.", () => new Sgd([Leaf(2)], 0.1, momentum: 1) },
        { "momentum needs a number above 0 for Nesterov's form; got 0.", () => new Sgd([Leaf(2)], 0.1, nesterov: true) },
        { "dampening needs to be 0 for Nesterov's form; got 0.5.", () => new Sgd([Leaf(2)], 0.1, 0.9, 0.5, nesterov: true) },
        { "beta2 needs a number from 0 to below 1; got 1.", () => new Adam([Leaf(2)], beta2: 1) },
        { "alpha needs a number from 0 to below 1; got -1.", () => new RmsProp([Leaf(2)], alpha: -1) },
        { "iterations needs one or more; got 0.", () => new Muon([Leaf(2, 2)], iterations: 0) },
        { "Muon: needs weights of two axes or more", () => new Muon([Leaf(2)]) },
        { "got (2). Give it to another optimizer, e.g. AdamW", () => new Muon([Leaf(2)]) },
        { "needs at least one parameter; got none.", () => new Sgd(Array.Empty<Tensor>(), 0.1) },
        { "of shape (2) occurs twice", () => Twice(Leaf(2)) },
        { "of shape (2) is the result of an op", () => new Sgd([Leaf(2) * 2], 0.1) },
        { "of shape (2, 2) is a view with gaps in memory", () => new Sgd([Tensor.Zeros([2, 4]).Slice(1, 0, 2)], 0.1) },
        { "The saved state lacks 'steps'", () => Restored(new Sgd([Leaf(2)], 0.1), []) },
        { "has 2 numbers as 'steps', and the program needs 1", () => Restored(new Sgd([Leaf(2)], 0.1), new() { ["steps"] = "1 2" }) },
        { "has 'x' as 'steps', which is no Int32", () => Restored(new Sgd([Leaf(2)], 0.1), new() { ["steps"] = "x" }) },
        { "'position', of which the fourth number must be 0 to 4", () => Restored(new Rng(1), new() { ["position"] = "1 2 3 5 0", ["spare_normal"] = "NaN" }) },
        { "steps needs one step or more; got 0.", () => new Cosine(new Sgd([Leaf(2)], 0.1), 0) },
        { "every needs one step or more; got 0.", () => new StepDecay(new Sgd([Leaf(2)], 0.1), 0) },
        { "peak needs a share from 0 to 1; got 2.", () => new Triangular(new Sgd([Leaf(2)], 0.1), 10, 2) },
        { "rise needs a share from 0 to 1; got -1.", () => new OneCycle(new Sgd([Leaf(2)], 0.1), 10, -1) },
        { "factor needs a number above 0 and below 1; got 1.", () => new ReduceOnPlateau(new Sgd([Leaf(2)], 0.1), 1) },
        { "batches needs one batch or more; got 0.", () => new GradientAccumulation(0) },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_error_says_what_is_needed_and_what_came(string text, Func<object> action) =>
        Assert.Contains(text, Assert.ThrowsAny<Exception>(action).Message, StringComparison.Ordinal);

    private static Sgd Twice(Tensor parameter) => new([new ParameterGroup([parameter]), new ParameterGroup([parameter])], 0.1);

    private static object Restored(IStateful target, Dictionary<string, string> texts)
    {
        target.RestoreTexts(texts);
        return target;
    }

    private static Tensor Leaf(params int[] shape)
    {
        var x = Tensor.Ones(shape);
        x.RequiresGrad = true;
        return x;
    }
}
