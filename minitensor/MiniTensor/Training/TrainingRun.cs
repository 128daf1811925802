using System.Diagnostics;
using MiniTensor.Nn;
using MiniTensor.Optim;

namespace MiniTensor.Training;

/// <summary>Where a run stands: what callbacks see.</summary>
public sealed class TrainingRun : IStateful
{
    private double _secondsBefore;

    internal TrainingRun(Module model, Optimizer optimizer, TrainerOptions options, int stepsPerEpoch)
    {
        (Model, Optimizer, Options, StepsPerEpoch) = (model, optimizer, options, stepsPerEpoch);
        TotalSteps = Math.Min(options.Steps ?? long.MaxValue, options.Epochs * (long)stepsPerEpoch ?? long.MaxValue);
    }

    public Module Model { get; }

    public Optimizer Optimizer { get; }

    public TrainerOptions Options { get; }

    /// <summary>How many epochs are complete.</summary>
    public int Epoch { get; internal set; }

    /// <summary>How many steps the optimizer has taken.</summary>
    public long Step { get; internal set; }

    public int StepsPerEpoch { get; }

    /// <summary>How many steps the run has when nothing ends it early.</summary>
    public long TotalSteps { get; }

    /// <summary>How many examples were trained on, each as often as it came.</summary>
    public long Examples { get; internal set; }

    /// <summary>The loss of the last step.</summary>
    public double Loss { get; internal set; } = double.NaN;

    /// <summary>The length of all gradients together in the last step, before clipping.</summary>
    public double GradientNorm { get; internal set; } = double.NaN;

    /// <summary>How long the run has taken, with the parts before a resume.</summary>
    public TimeSpan Elapsed => TimeSpan.FromSeconds(_secondsBefore) + Clock.Elapsed;

    /// <summary>The mean speed since the run began or was resumed; 0 before its first step.</summary>
    public double StepsPerSecond => Clock.Elapsed > TimeSpan.Zero ? (Step - FirstStep) / Clock.Elapsed.TotalSeconds : 0;

    /// <summary>How long the rest will take at that speed; null while there is none to go by.</summary>
    public TimeSpan? Remaining => Step > FirstStep && TotalSteps < long.MaxValue ? Clock.Elapsed * ((TotalSteps - Step) / (double)(Step - FirstStep)) : null;

    /// <summary>The step that the run began at: 0, or where it was resumed.</summary>
    public long FirstStep { get; private set; }

    /// <summary>
    /// The commit that the program was built from, such as "a02f95a138";
    /// where the run was begun by another program and resumed by this one, that one stands before it.
    /// </summary>
    public string Commit { get; private set; } = SourceCommit.OfProgram;

    /// <summary>The reports so far.</summary>
    public History History { get; } = new();

    /// <summary>The run ends after this step, with a checkpoint; set it from a callback.</summary>
    public bool StopRequested { get; set; }

    public IEnumerable<(string Name, Tensor Tensor)> StateTensors => [];

    public IEnumerable<(string Name, string Value)> StateTexts =>
    [
        ("epoch", StateText.Of(Epoch)), ("step", StateText.Of(Step)), ("examples", StateText.Of(Examples)),
        ("seconds", StateText.Of(Elapsed.TotalSeconds)), ("commit", Commit),
    ];

    internal Stopwatch Clock { get; } = new();

    public void RestoreTexts(IReadOnlyDictionary<string, string> texts)
    {
        (Epoch, Step) = (StateText.Read<int>(texts, "epoch"), StateText.Read<long>(texts, "step"));
        FirstStep = Step;
        (Examples, _secondsBefore) = (StateText.Read<long>(texts, "examples"), StateText.Read<double>(texts, "seconds"));
        Commit = SourceCommit.After(texts.GetValueOrDefault("commit"), SourceCommit.OfProgram);
    }
}
