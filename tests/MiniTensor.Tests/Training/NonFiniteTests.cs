using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;
using Xunit;

namespace MiniTensor.Tests.Training;

public sealed class NonFiniteTests
{
    [Fact]
    public void An_output_that_is_not_finite_names_its_layer()
    {
        var fault = Fault(Network(new Function(x => (x - 100).Log())), Runs.Clouds(1));
        Assert.Equal((1, "2"), (fault.Step, fault.Layer));
        Assert.Equal(
            "The loss of step 1 is not finite. The first that was not: the output of layer 2 (Function). "
            + "Lower the learning rate (now 0.1), warm it up, or clip the gradients; look for a logarithm, a root or a division that can get 0.",
            fault.Message);
    }

    [Fact]
    public void A_gradient_that_is_not_finite_names_the_layer_whose_output_it_is_of()
    {
        // The root of 0 is 0, and its slope infinite: the loss is fine.
        var fault = Fault(Network(new Function(x => (x.Relu() * 0).Sqrt())), Runs.Clouds(1));
        Assert.Equal((1, "1"), (fault.Step, fault.Layer));
        Assert.Contains("A gradient of step 1 is not finite. The first that was not: the gradient of the output of layer 1 (Tanh).", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Clipping_by_value_does_not_hide_an_infinite_gradient()
    {
        var fault = Fault(
            new Sequential(new Linear(4, 3, new Rng(0)), new Root()), Runs.Clouds(1), new() { Epochs = 1, ClipValue = 1, StopsOnSignals = false });
        Assert.Equal((1, "1.s"), (fault.Step, fault.Layer));
        Assert.Contains("A gradient of step 1 is not finite. The first that was not: the gradient of 1.s.", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void With_dropout_the_step_is_repeated_with_the_same_draws(int seed)
    {
        // Infinite only where one certain number of the batch was dropped.
        var fault = Fault(
            new Sequential(new Linear(4, 3, new Rng(0)), new Dropout(0.002, new Rng((ulong)seed)), new Function(x => x.Square().Min([1], true).Log())),
            Runs.Clouds(1),
            new() { Epochs = 50, Loss = (output, _) => output.Mean(), StopsOnSignals = false });
        Assert.Equal("2", fault.Layer);
    }

    [Fact]
    public void A_loss_that_is_not_finite_by_itself_is_told_from_the_layers()
    {
        var model = Network(new Tanh());
        var fault = Fault(model, Runs.Clouds(1), new() { Epochs = 1, Loss = (output, _) => (output.Sum() * 0).Log(), StopsOnSignals = false });
        Assert.Null(fault.Layer);
        Assert.Contains("the loss itself; every layer's output is finite", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_that_are_not_finite_name_the_item()
    {
        var numbers = new float[50 * 4];
        numbers[37 * 4 + 2] = float.NaN;
        var fault = Fault(Network(new Tanh()), new TensorDataset(Tensor.Of(numbers, [50, 4]), new int[50]));
        Assert.Null(fault.Layer);
        Assert.Contains("the inputs of the batch, item 37 of the data. Clean the data.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_an_update_made_infinite_are_named()
    {
        var fault = Fault(Network(new Tanh()), Runs.Clouds(1), new() { Epochs = 1, Callbacks = [new Overflow()], StopsOnSignals = false });
        Assert.Equal((4, "3.weight"), (fault.Step, fault.Layer));
        Assert.Contains("the weights 3.weight, which the update of the step before made so", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_blows_up_names_the_parameter_that_moves_fastest_and_the_rate()
    {
        var model = new Linear(4, 1, new Rng(1));
        using var loader = Runs.Loader();
        var options = new TrainerOptions { Epochs = 50, Loss = (output, _) => output.Square().Mean(), StopsOnSignals = false };
        var fault = Assert.Throws<TrainingException>(() => new Trainer(model, new Sgd(model.Parameters(), 0.35), loader, options).Run());
        Assert.NotNull(fault.Step);
        Assert.Contains("The loss diverged: it began at", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Lower the learning rate (now 0.35)", fault.Message, StringComparison.Ordinal);
        Assert.Contains(fault.Layer, new[] { "weight", "bias" });
    }

    [Fact]
    public void A_run_that_fails_keeps_its_last_good_checkpoint()
    {
        using var folder = new TempFolder();
        var options = new TrainerOptions
        {
            Epochs = 1,
            Callbacks = [new Overflow()],
            CheckpointFolder = folder.Path,
            CheckpointEvery = 2,
            StopsOnSignals = false,
        };
        Fault(Network(new Tanh()), Runs.Clouds(1), options);
        Assert.Equal("step-000000002.safetensors", System.IO.Path.GetFileName(Assert.Single(Directory.GetFiles(folder.Path))));
    }

    private static Sequential Network(Layer middle)
    {
        var rng = new Rng(3);
        return new Sequential(new Linear(4, 6, rng), new Tanh(), middle, new Linear(6, 3, rng));
    }

    private static TrainingException Fault(Layer model, IDataset data, TrainerOptions? options = null)
    {
        using var loader = new DataLoader(data, 10, new Rng(2));
        var trainer = new Trainer(model, new Sgd(model.Parameters(), 0.1), loader, options ?? new() { Epochs = 1, StopsOnSignals = false });
        return Assert.Throws<TrainingException>(() => trainer.Run());
    }

    private sealed class Function(Func<Tensor, Tensor> function) : Layer
    {
        protected override Tensor Forward(Tensor x) => function(x);
    }

    private sealed class Overflow : ICallback
    {
        public void StepEnded(TrainingRun run)
        {
            if (run.Step == 3)
            {
                using var mode = GradMode.NoGrad();
                run.Model.StateDictionary()["3.weight"].Fill(double.PositiveInfinity);
            }
        }
    }

    /// <summary>Adds the root of a parameter that is 0: where its slope is infinite, and no number besides.</summary>
    private sealed class Root : Layer
    {
        private readonly Tensor _s;

        public Root() => _s = Parameter("s", Tensor.Zeros([3]));

        protected override Tensor Forward(Tensor x) => x + _s.Sqrt();
    }
}
