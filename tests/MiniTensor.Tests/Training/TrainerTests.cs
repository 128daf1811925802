using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;
using Xunit;

namespace MiniTensor.Tests.Training;

public sealed class TrainerTests
{
    [Fact]
    public void The_loop_is_the_one_that_is_written_by_hand()
    {
        var (model, mine) = (Linear(), Linear());
        var result = Train(model, new() { Epochs = 2, ClipNorm = 0.5, ClipValue = 0.2, StopsOnSignals = false });
        var optimizer = new Sgd(mine.Parameters(), 0.1, momentum: 0.9);
        List<float> losses = [];
        using var loader = Runs.Loader();
        for (var epoch = 0; epoch < 2; epoch++)
        {
            foreach (var batch in loader.Epoch())
            {
                optimizer.ZeroGrad();
                var loss = Functional.CrossEntropy(mine.Call(batch.Inputs), batch.Targets);
                loss.Backward();
                GradientClip.ByValue(mine.Parameters(), 0.2);
                GradientClip.ByNorm(mine.Parameters(), 0.5);
                optimizer.Step();
                losses.Add(loss.Item());
            }
        }

        Assert.Equal(losses, result.History.StepLosses);
        Assert.All(model.Parameters().Zip(mine.Parameters()), pair => Assert.Equal(pair.Second.ToArray(), pair.First.ToArray()));
    }

    [Fact]
    public void Accumulated_batches_are_one_large_batch()
    {
        var (small, large) = (Linear(), Linear());
        var options = new TrainerOptions { Epochs = 1, Accumulation = 5, StopsOnSignals = false };
        using var fives = new DataLoader(Runs.Clouds(1), 5);
        using var whole = new DataLoader(Runs.Clouds(1), 25);
        new Trainer(small, new Sgd(small.Parameters(), 0.1), fives, options).Run();
        new Trainer(large, new Sgd(large.Parameters(), 0.1), whole, new() { Epochs = 1, StopsOnSignals = false }).Run();
        Assert.All(small.Parameters().Zip(large.Parameters()), pair => Assert.Equal(pair.Second.ToArray(), pair.First.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6f));
    }

    [Fact]
    public void A_report_has_the_loss_the_metrics_and_the_same_of_the_validation_data()
    {
        var model = Runs.Model();
        using var validation = new DataLoader(Runs.Clouds(2), 16);
        var result = Train(model, new() { Epochs = 3, Validation = validation, Metrics = [new Accuracy()], StopsOnSignals = false });
        Assert.Equal(
            ["epoch", "step", "seconds", "learning_rate", "loss", "accuracy", "validation_loss", "validation_accuracy"], result.History.Columns);
        Assert.Equal([1, 2, 3], result.History.Curve("epoch"));
        Assert.Equal([13, 26, 39], result.History.Curve("step"));
        Assert.Equal(result["loss"], result.History.StepLosses.Skip(26).Select((loss, i) => loss * (double)(i == 12 ? 2 : 4)).Sum() / 50, 1e-5);

        // The same measured again, one example at a time, and in evaluation mode.
        using var one = new DataLoader(Runs.Clouds(2), 1);
        var accuracy = new Accuracy();
        Assert.True(model.IsTraining);
        Assert.Equal(result["validation_loss"], Evaluation.Run(model, one, [accuracy]), 1e-5);
        Assert.Equal(result["validation_accuracy"], accuracy.Value, 12);
        Assert.True(model.IsTraining);
        var unknown = Assert.Throws<ArgumentException>(() => result["validation_f1"]);
        Assert.Contains("it has epoch, step", unknown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, 8, new[] { 8.0, 16, 20 })]
    [InlineData(16, 8, new[] { 8.0, 16 })]
    [InlineData(20, null, new[] { 13.0, 20 })]
    public void Steps_end_a_run_in_the_middle_of_an_epoch_with_a_report_of_the_rest(int steps, int? every, double[] reports)
    {
        var result = Train(Linear(), new() { Steps = steps, ReportEvery = every, StopsOnSignals = false });
        Assert.Equal((StopReason.Completed, (long)steps), (result.Reason, result.Steps));
        Assert.Equal(reports, result.History.Curve("step"));
        Assert.Equal(steps, result.History.StepLosses.Count);
    }

    [Fact]
    public void A_run_that_gets_no_better_stops_early_with_its_best_weights()
    {
        var model = Linear();
        using var validation = new DataLoader(Runs.Clouds(2), 16);
        var stopping = new EarlyStopping(patience: 2, keepBestOf: model);
        var spoiler = new Spoiler();
        var result = Train(model, new() { Epochs = 50, Validation = validation, EarlyStopping = stopping, Callbacks = [spoiler], StopsOnSignals = false });
        Assert.Equal((StopReason.EarlyStopped, 5), (result.Reason, result.Epochs));
        Assert.Equal(result.History.Curve("validation_loss").Min(), stopping.Best);
        Assert.Equal(stopping.Best, Evaluation.Run(model, validation, []), 12);
    }

    [Fact]
    public void The_best_weights_of_a_run_that_averages_them_are_the_averages_that_were_measured()
    {
        var model = Linear();
        using var validation = new DataLoader(Runs.Clouds(2), 16);
        var ema = new Ema(model.Parameters(), 0.5);
        var stopping = new EarlyStopping(patience: 2, keepBestOf: model);
        var result = Train(
            model, new() { Epochs = 50, Validation = validation, Ema = ema, EarlyStopping = stopping, Callbacks = [new Spoiler()], StopsOnSignals = false });
        Assert.Equal(StopReason.EarlyStopped, result.Reason);
        Assert.True(result["validation_loss"] > stopping.Best);
        Assert.Equal(stopping.Best, Evaluation.Run(model, validation, []), 12);
        using (ema.Swap())
        {
            Assert.Equal(stopping.Best, Evaluation.Run(model, validation, []), 12);
        }
    }

    [Fact]
    public void A_name_to_watch_that_no_report_has_is_refused_before_the_first_step()
    {
        var model = Linear();
        var before = model.Weight.ToArray();
        using var data = new DataLoader(Runs.Clouds(2), 16);
        string Refusal(TrainerOptions options) => Assert.Throws<TrainingException>(() => Train(model, options)).Message;
        Assert.Equal(
            "Trainer: EarlyStopping watches \"validation_loss\", which no report has; they have epoch, step, seconds, learning_rate, loss.",
            Refusal(new() { Epochs = 1, EarlyStopping = new(), StopsOnSignals = false }));
        Assert.Contains(
            "they have epoch, step, seconds, learning_rate, loss, accuracy, test_loss, test_accuracy.",
            Refusal(new() { Epochs = 1, Validation = data, ValidationName = "test", Metrics = [new Accuracy()], EarlyStopping = new("validation_accuracy") }),
            StringComparison.Ordinal);
        Assert.Equal(before, model.Weight.ToArray());

        var watched = Train(
            model, new() { Epochs = 1, Validation = data, ValidationName = "test", Metrics = [new Accuracy()], EarlyStopping = new("test_accuracy"), StopsOnSignals = false });
        Assert.Equal(["loss", "accuracy", "test_loss", "test_accuracy"], watched.History.Columns.Skip(4));
    }

    [Fact]
    public void A_rate_on_a_plateau_goes_down_by_the_validation_loss()
    {
        var model = Linear();
        var optimizer = new Sgd(model.Parameters(), 0.1);
        using var validation = new DataLoader(Runs.Clouds(2), 16);
        using var loader = Runs.Loader();
        var options = new TrainerOptions
        {
            Epochs = 6,
            Validation = validation,
            Schedule = new ReduceOnPlateau(optimizer, patience: 1),
            Callbacks = [new Spoiler()],
            StopsOnSignals = false,
        };
        var rates = new Trainer(model, optimizer, loader, options).Run().History.Curve("learning_rate");
        Assert.Equal(0.1, rates[0]);
        Assert.True(rates[^1] < 0.1);
    }

    [Fact]
    public void Validation_measures_the_averaged_weights_and_training_goes_on_with_its_own()
    {
        var model = Linear();
        using var validation = new DataLoader(Runs.Clouds(2), 16);
        var ema = new Ema(model.Parameters(), 0.99);
        var result = Train(model, new() { Epochs = 1, Validation = validation, Ema = ema, StopsOnSignals = false });
        var own = Evaluation.Run(model, validation, []);
        using (ema.Swap())
        {
            Assert.Equal(result["validation_loss"], Evaluation.Run(model, validation, []), 12);
        }

        Assert.NotEqual(result["validation_loss"], own);
    }

    [Fact]
    public void A_token_and_a_callback_end_the_run_between_two_steps()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Equal((StopReason.Interrupted, 0L), Outcome(Train(Linear(), new() { Epochs = 1, StopsOnSignals = false }, source.Token)));
        Assert.Equal((StopReason.Interrupted, 4L), Outcome(Train(Linear(), new() { Epochs = 1, Callbacks = [new Runs.StopAfter(4)], StopsOnSignals = false })));

        static (StopReason, long) Outcome(TrainingResult result) => (result.Reason, result.Steps);
    }

    [Fact]
    public void A_loss_and_a_forward_of_ones_own_are_used()
    {
        var model = Linear();
        var result = Train(model, new()
        {
            Steps = 1,
            Forward = (_, batch) => model.Call(batch.Inputs) * 0,
            Loss = (output, batch) => (output + batch.Count).Mean(),
            StopsOnSignals = false,
        });
        Assert.Equal(4, result["loss"]);
    }

    [Theory]
    [InlineData("Epochs or Steps must say how long the run is")]
    [InlineData("Accumulation must be 1 or more; got 0")]
    [InlineData("ClipNorm and ClipValue must be above 0")]
    [InlineData("two Metrics have the same name")]
    [InlineData("Resume needs a CheckpointFolder")]
    [InlineData("ReportEvery and CheckpointEvery must be 1 or more")]
    public void Options_that_make_no_sense_are_named(string complaint)
    {
        TrainerOptions[] wrong =
        [
            new(), new() { Epochs = 1, Accumulation = 0 }, new() { Epochs = 1, ClipNorm = 0 }, new() { Epochs = 1, Metrics = [new Accuracy(), new Accuracy()] },
            new() { Epochs = 1, Resume = true }, new() { Steps = 1, ReportEvery = 0 },
        ];
        Assert.Contains(wrong, options => Assert.Throws<TrainingException>(() => Train(Linear(), options)).Message == $"Trainer: {complaint}.");
    }

    private static Linear Linear() => new(4, 3, new Rng(11));

    private static TrainingResult Train(Layer model, TrainerOptions options, CancellationToken cancel = default)
    {
        using var loader = Runs.Loader();
        return new Trainer(model, new Sgd(model.Parameters(), 0.1, momentum: 0.9), loader, options).Run(cancel);
    }

    /// <summary>Forgets the weights after the third epoch, so that every later report is worse.</summary>
    private sealed class Spoiler : ICallback
    {
        public void StepEnded(TrainingRun run)
        {
            if (run.Epoch >= 3)
            {
                using var mode = GradMode.NoGrad();
                run.Model.Parameters().First().ScaleInPlace(0);
            }
        }
    }
}
