using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;

namespace MiniTensor.Training;

/// <summary>Trains a model: the loop over epochs and batches, with reports, checkpoints and an end in good order.</summary>
/// <remarks>
/// A run that is resumed from a checkpoint, also in the middle of an epoch, ends in the same bits as one that never stopped. For that, whatever
/// draws random numbers must be part of the model, the loader or <see cref="TrainerOptions.State"/>.
/// </remarks>
/// <example><code>
/// var trainer = new Trainer(model, new Sgd(model.Parameters(), 0.1), loader, new() { Epochs = 20, Validation = test, Metrics = [new Accuracy()] });
/// var accuracy = trainer.Run()["validation_accuracy"];
/// </code></example>
public sealed class Trainer
{
    private readonly DataLoader _loader;
    private readonly TrainerOptions _options;
    private readonly TrainingRun _run;
    private readonly LossMeter _losses;
    private readonly TrainingState? _state;
    private readonly List<Tensor> _parameters;
    private IEnumerator<Batch>? _batches;
    private (string Name, string Value)[] _random = []; // the model's generators before the batch

    /// <param name="model">What is trained.</param>
    /// <param name="optimizer">Moves the model's parameters.</param>
    /// <param name="loader">The data to learn from.</param>
    /// <param name="options">Everything else.</param>
    /// <exception cref="TrainingException">The options cannot be carried out.</exception>
    public Trainer(Module model, Optimizer optimizer, DataLoader loader, TrainerOptions options)
    {
        options.Check(loader);
        (_loader, _options) = (loader, options);
        _run = new TrainingRun(model, optimizer, options, (loader.BatchCount + options.Accumulation - 1) / options.Accumulation);
        _losses = new LossMeter(options.DivergenceLimit);
        _state = options.CheckpointFolder is { } folder ? new TrainingState(new CheckpointFolder(folder), _run, loader, _losses) : null;
        _parameters = [.. model.Parameters()];
    }

    /// <summary>Where the run stands.</summary>
    public TrainingRun State => _run;

    /// <summary>Trains until all epochs or steps are done, or something ends the run.</summary>
    /// <param name="cancel">Ends the run after the step at hand, with a checkpoint.</param>
    /// <exception cref="TrainingException">The loss or a gradient is not finite, or the loss diverged; or the checkpoint is of another run.</exception>
    public TrainingResult Run(CancellationToken cancel = default)
    {
        using var signals = new StopSignals(_options.StopsOnSignals);
        if (_options.Resume)
        {
            _state?.Restore(note => Tell(callback => callback.Noted(_run, note)));
        }

        _run.Clock.Start();
        Tell(callback => callback.Started(_run));
        StopReason reason;
        try
        {
            _run.Model.Train();
            reason = Loop(() => _run.StopRequested || signals.Asked || cancel.IsCancellationRequested);
            _state?.Save(); // before anything that only an end brings, so that a run that is made longer goes on as if it had been planned so
            if (reason == StopReason.Completed && _losses.Count > 0)
            {
                Report();
            }
        }
        finally
        {
            _batches?.Dispose();
            _batches = null;
            _run.Clock.Stop();
        }

        if (reason != StopReason.Interrupted)
        {
            RestoreBest();
        }

        var result = new TrainingResult(reason, _run.Epoch, _run.Step, _run.Elapsed.TotalSeconds, _run.Commit, _run.History);
        Tell(callback => callback.Ended(_run, result));
        return result;
    }

    // Between two turns the run can be saved, ended and resumed: model, optimizer and the place in the data belong together.
    private StopReason Loop(Func<bool> isAsked)
    {
        while (true)
        {
            if (_run.Step >= _options.Steps || _run.Epoch >= _options.Epochs)
            {
                return StopReason.Completed;
            }

            if (_options.EarlyStopping is { IsOver: true })
            {
                return StopReason.EarlyStopped;
            }

            if (isAsked())
            {
                return StopReason.Interrupted;
            }

            if (TakeStep())
            {
                EndStep();
            }
            else
            {
                EndEpoch();
            }
        }
    }

    /// <summary>One step of the optimizer; false where the epoch has no more batches.</summary>
    private bool TakeStep()
    {
        _batches ??= _loader.Epoch().GetEnumerator();
        var batches = Math.Min(_options.Accumulation, _loader.BatchCount - _loader.Position);
        if (batches == 0)
        {
            return false;
        }

        _run.Optimizer.ZeroGrad();
        var loss = 0.0;
        for (var i = 0; i < batches && _batches.MoveNext(); i++)
        {
            loss += ForwardAndBackward(_batches.Current, batches) / batches;
        }

        if (_options.ClipValue is { } limit)
        {
            RequireFiniteGradients(); // an infinite one would look like any other behind it
            GradientClip.ByValue(_parameters, limit);
        }

        RequireFiniteGradients(_options.ClipNorm);
        _run.Optimizer.Step();
        _options.Schedule?.Step();
        _options.Ema?.Update();
        _run.Loss = loss;
        return true;
    }

    /// <summary>Takes the norm of all gradients together, which has to be finite, and scales them down to a limit if there is one.</summary>
    private void RequireFiniteGradients(double? limit = null)
    {
        _run.GradientNorm = GradientClip.ByNorm(_parameters, limit ?? double.PositiveInfinity);
        Require(double.IsFinite(_run.GradientNorm), "A gradient");
    }

    private double ForwardAndBackward(Batch batch, int batches)
    {
        using var scope = new TensorScope();
        _random = [.. _run.Model.StateTexts];
        var (output, loss) = Compute(batch);
        var value = loss.Item();
        Require(float.IsFinite(value), "The loss");
        (batches == 1 ? loss : loss / batches).Backward();
        using var mode = GradMode.NoGrad();
        foreach (var metric in _options.Metrics)
        {
            metric.Add(output, batch.Targets);
        }

        _losses.Add(value, batch.Count);
        _run.Examples += batch.Count;
        return value;
    }

    private (Tensor Output, Tensor Loss) Compute(Batch batch)
    {
        var output = (_options.Forward ?? Evaluation.Forward)(_run.Model, batch);
        return (output, (_options.Loss ?? Evaluation.CrossEntropy)(output, batch));
    }

    private void Require(bool isFinite, string what)
    {
        if (!isFinite && _batches is { Current: var batch })
        {
            _run.Model.RestoreTexts(_random.ToDictionary(text => text.Name, text => text.Value)); // dropout drops the same again
            throw NonFinite.Explain(_run, what, batch, again => Compute(again).Loss);
        }
    }

    private void EndStep()
    {
        _run.Step++;
        _run.History.AddStep(_run.Loss);
        if (_losses.HasDiverged(_run.Loss))
        {
            throw NonFinite.Diverged(_run, _losses.Smoothed, _losses.First);
        }

        Tell(callback => callback.StepEnded(_run));
        if (_run.Step % _options.ReportEvery == 0)
        {
            ReportAndSave();
        }

        if (_run.Step % _options.CheckpointEvery == 0)
        {
            _state?.Save();
        }
    }

    private void EndEpoch()
    {
        _batches?.MoveNext(); // to the end, where the loader goes on to its next epoch
        _batches?.Dispose();
        _batches = null;
        _run.Epoch++;
        if (_options.ReportEvery is null && _losses.Count > 0) // the first checkpoints have the report of a run that ended here
        {
            ReportAndSave();
        }
    }

    private void ReportAndSave()
    {
        Report();
        if (_options.CheckpointEvery is null)
        {
            _state?.Save();
        }
    }

    private void Report()
    {
        List<(string, double)> numbers =
        [
            ("epoch", _run.Step / (double)_run.StepsPerEpoch),
            ("step", _run.Step),
            ("seconds", _run.Elapsed.TotalSeconds),
            ("learning_rate", _run.Optimizer.LearningRate),
            ("loss", _losses.Mean),
        ];
        AddMetrics(numbers, "");
        var watched = _losses.Mean;
        using (_options.Ema?.Swap())
        {
            if (_options.Validation is { } validation)
            {
                watched = Evaluation.Run(_run.Model, validation, _options.Metrics, _options.Forward, _options.Loss);
                numbers.Add(($"{_options.ValidationName}_loss", watched));
                AddMetrics(numbers, $"{_options.ValidationName}_");
            }

            _run.History.Add(numbers);
            _options.EarlyStopping?.Observe(_run.History);
        }

        _losses.Reset();
        _options.Schedule?.Observe(watched);
        Tell(callback => callback.Reported(_run));
    }

    // Where weights are averaged it was the averages that were measured: they are the best ones, in the model and in the average.
    private void RestoreBest()
    {
        _options.EarlyStopping?.RestoreBest();
        using (_options.Ema?.Swap())
        {
            _options.EarlyStopping?.RestoreBest();
        }
    }

    private void AddMetrics(List<(string, double)> numbers, string prefix)
    {
        foreach (var metric in _options.Metrics)
        {
            numbers.Add((prefix + metric.Name, metric.Value));
            metric.Reset();
        }
    }

    private void Tell(Action<ICallback> what)
    {
        foreach (var callback in _options.Callbacks)
        {
            what(callback);
        }
    }
}
