namespace MiniTensor.Training;

/// <summary>Is told how a run goes on: for progress, logs, pictures, or to end it. One that is an <see cref="IStateful"/> is part of checkpoints.</summary>
public interface ICallback
{
    /// <summary>Before the first step, after a checkpoint was restored.</summary>
    void Started(TrainingRun run)
    {
    }

    /// <summary>After each step of the optimizer; gradients are still there.</summary>
    void StepEnded(TrainingRun run)
    {
    }

    /// <summary>After each report (mostly an epoch): its numbers are the last row of the history.</summary>
    void Reported(TrainingRun run)
    {
    }

    /// <summary>Something that the user should know, such as a checkpoint that could not be read.</summary>
    void Noted(TrainingRun run, string note)
    {
    }

    /// <summary>The run has ended: completed, stopped early or interrupted. After an error this is not called.</summary>
    void Ended(TrainingRun run, TrainingResult result)
    {
    }
}
