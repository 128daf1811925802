namespace MiniTensor.Training.TensorBoard;

/// <summary>
/// Logs a run for TensorBoard: the loss and the length of the gradient of steps,
/// the numbers of reports, histograms of parameters and gradients.
/// </summary>
/// <param name="folder">Each run has a folder of its own; a resumed run goes on in the same.</param>
/// <param name="every">A step in so many is logged.</param>
/// <param name="pictures">Makes pictures (C, H, W), of numbers from 0 to 1, to log with each report, by name; null has none.</param>
public sealed class TensorBoardLog(string folder, int every = 10, Func<IEnumerable<(string Name, Tensor Picture)>>? pictures = null)
    : ICallback, IDisposable
{
    private EventWriter? _writer;

    public void Started(TrainingRun run) => _writer = new EventWriter(folder, run.Step + 1);

    public void StepEnded(TrainingRun run)
    {
        if (run.Step % every == 0)
        {
            _writer?.Scalar("step/loss", run.Loss, run.Step);
            _writer?.Scalar("step/gradient_norm", run.GradientNorm, run.Step);
        }
    }

    public void Reported(TrainingRun run)
    {
        foreach (var (name, value) in run.History.Row(^1).Where(number => number.Name != "step" && double.IsFinite(number.Value)))
        {
            _writer?.Scalar($"report/{name}", value, run.Step);
        }

        foreach (var (name, parameter) in run.Model.NamedParameters())
        {
            _writer?.Histogram($"parameters/{name}", parameter, run.Step);
            if (parameter.Grad is { } gradient)
            {
                _writer?.Histogram($"gradients/{name}", gradient, run.Step);
            }
        }

        using (new TensorScope())
        {
            foreach (var (name, picture) in pictures?.Invoke() ?? [])
            {
                _writer?.Image($"pictures/{name}", picture, run.Step);
            }
        }

        _writer?.Flush();
    }

    public void Ended(TrainingRun run, TrainingResult result) => Dispose();

    public void Dispose()
    {
        _writer?.Dispose();
        _writer = null;
    }
}
