namespace MiniTensor.Training;

/// <summary>Why a run ended.</summary>
public enum StopReason
{
    /// <summary>All epochs or steps are done.</summary>
    Completed,

    /// <summary>The metric that was watched got no better.</summary>
    EarlyStopped,

    /// <summary>Ctrl+C, SIGTERM, a token or a callback; a checkpoint holds where it was.</summary>
    Interrupted,
}

/// <summary>How a run ended, and everything it reported.</summary>
/// <param name="Reason">Why it ended.</param>
/// <param name="Epochs">How many epochs are complete.</param>
/// <param name="Steps">How many steps the optimizer took.</param>
/// <param name="Seconds">How long it took, with the parts before a resume.</param>
/// <param name="Commit">The commit that the program was built from, or those of all programs that the run went on with:
/// <see cref="TrainingRun.Commit"/>.</param>
/// <param name="History">The reports.</param>
public sealed record TrainingResult(StopReason Reason, int Epochs, long Steps, double Seconds, string Commit, History History)
{
    /// <summary>A number of the last report, such as result["validation_accuracy"].</summary>
    public double this[string name] => History[^1, name];
}
