using MiniTensor.Data;
using MiniTensor.IO;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;
using Xunit;

namespace MiniTensor.Tests.Training;

/// <summary>A run that is resumed with another length than it was begun with: 50 examples in batches of 10, so five steps to an epoch.</summary>
public sealed class LongerRunTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<string> _notes = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("none", 2, null)]
    [InlineData("Constant", 2, null)]
    [InlineData("StepDecay", 2, null)]
    [InlineData("ReduceOnPlateau", 2, null)]
    [InlineData("none", null, 10L)]
    [InlineData("none", null, 7L)]
    [InlineData("ReduceOnPlateau", null, 7L)]
    [InlineData("ReduceOnPlateau", null, 7L, 3L)]
    [InlineData("ReduceOnPlateau", 1, null, 3L)]
    public void A_run_whose_rates_do_not_depend_on_its_length_is_made_longer_as_if_it_had_been_planned_so(
        string schedule, int? epochs, long? steps, long? reportEvery = null)
    {
        var whole = Run("whole", schedule, epochs * 2, steps * 2, reportEvery: reportEvery);
        var before = Run("run", schedule, epochs, steps, reportEvery: reportEvery);
        Assert.Equal(before.Steps, before["step"]); // what came after the last report is reported at the end
        var longer = Run("run", schedule, epochs * 2, steps * 2, resume: true, reportEvery: reportEvery);
        Assert.Equal(StopReason.Completed, longer.Reason);
        Assert.Equal(State("whole"), State("run"));
        Assert.Equal(Reports(whole), Reports(longer));
        string Planned(int times) => epochs is null ? $"{steps * times} steps" : epochs * times == 1 ? "1 epoch" : $"{epochs * times} epochs";
        Assert.Equal($"The run was planned for {Planned(1)} and goes on to {Planned(2)}.", Assert.Single(_notes));
    }

    [Fact]
    public void A_run_that_ended_between_two_reports_and_is_resumed_at_its_length_gives_its_last_report_again()
    {
        var whole = Run("run", "none", steps: 7, reportEvery: 3);
        Assert.Equal([3, 6, 7], whole.History.Curve("step"));
        Assert.Equal(Reports(whole), Reports(Run("run", "none", steps: 7, reportEvery: 3, resume: true)));
    }

    [Fact]
    public void A_run_that_was_stopped_ends_sooner_where_it_is_asked_to()
    {
        Run("whole", "none", epochs: 2);
        Run("run", "none", epochs: 4, stopAfter: 7);
        Assert.Equal(10, Run("run", "none", epochs: 2, resume: true).Steps);
        Assert.Equal(State("whole"), State("run"));
    }

    [Theory]
    [InlineData("Cosine", "Cosine(steps: 10, minimum: 0)", "Cosine(steps: 20, minimum: 0)")]
    [InlineData("OneCycle", "OneCycle(steps: 10, rise: 0.3, start: 25, end: 10000)", "OneCycle(steps: 20, rise: 0.3, start: 25, end: 10000)")]
    public void A_run_whose_rates_were_laid_out_for_its_length_is_not_made_longer_and_says_why(string schedule, string planned, string wanted)
    {
        Run("run", schedule, epochs: 2, stopAfter: 7);
        var refusal = Assert.Throws<TrainingException>(() => Run("run", schedule, epochs: 4, resume: true)).Message;
        Assert.Equal(
            $"The run of {System.IO.Path.Combine(_folder["run"], "step-000000007.safetensors")} was planned for 2 epochs, and its learning rates with it: {planned}. "
            + $"For 4 epochs they are {wanted}, so it cannot go on as if it had been planned that long from the start. Resume with 2 epochs to end it as it was planned, "
            + "or begin anew in another folder.",
            refusal);
        Assert.Equal(10, Run("run", schedule, epochs: 2, resume: true).Steps);
        Assert.Empty(_notes);
    }

    [Fact]
    public void A_run_is_not_made_shorter_than_it_is()
    {
        Run("run", "none", epochs: 2);
        var refusal = Assert.Throws<TrainingException>(() => Run("run", "none", steps: 7, resume: true)).Message;
        Assert.Contains("has taken 10 steps, and now it is to have 7 in all. Resume with more, or begin anew", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_schedule_of_the_same_kind_is_another_run()
    {
        Run("run", "StepDecay", epochs: 2, stopAfter: 7);
        var refusal = Assert.Throws<TrainingException>(() => Run("run", "StepDecay of 6", epochs: 2, resume: true)).Message;
        Assert.Contains("its schedule is StepDecay(every: 3, factor: 0.5), and here it is StepDecay(every: 6, factor: 0.5).", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Cosine")]
    [InlineData("StepDecay")]
    public void A_checkpoint_that_names_the_kind_of_schedule_alone_as_the_first_ones_did_is_gone_on_with_at_its_own_length(string schedule)
    {
        Run("run", schedule, epochs: 2, stopAfter: 7);
        var file = Directory.GetFiles(_folder["run"]).Order(StringComparer.Ordinal).Last();
        var tensors = Safetensors.Load(file, out var texts);
        Checkpoint.Save(file, tensors, new Dictionary<string, string>(texts) { ["settings.schedule"] = schedule });
        var refusal = Assert.Throws<TrainingException>(() => Run("run", schedule, epochs: 4, resume: true)).Message;
        Assert.Equal(
            $"The run of {file} was planned for 2 epochs, and its checkpoint says of the learning rates only that they are those of {schedule}: whether 4 epochs would "
            + "change them cannot be told. Resume with 2 epochs to end it as it was planned, or begin anew in another folder.",
            refusal);
        Assert.Throws<TrainingException>(() => Run("run", "OneCycle", epochs: 2, resume: true));
        Assert.Equal(10, Run("run", schedule, epochs: 2, resume: true).Steps);
    }

    /// <summary>All that was reported, but for the time it took.</summary>
    private static List<double[]> Reports(TrainingResult result) =>
        [.. result.History.Columns.Where(column => column != "seconds").Select(result.History.Curve)];

    private TrainingResult Run(
        string folder, string schedule, int? epochs = null, long? steps = null, bool resume = false, long stopAfter = -1, long? reportEvery = null)
    {
        var model = Runs.Model();
        var optimizer = new Sgd(model.Parameters(), 0.3, momentum: 0.9);
        using var loader = new DataLoader(Runs.Clouds(1), 10, new Rng(7));
        var total = (int)(steps ?? epochs * 5 ?? 0);
        return new Trainer(model, optimizer, loader, new()
        {
            Epochs = epochs,
            Steps = steps,
            Schedule = schedule switch
            {
                "Constant" => new Constant(optimizer),
                "StepDecay" => new StepDecay(optimizer, 3, 0.5),
                "StepDecay of 6" => new StepDecay(optimizer, 6, 0.5),
                "ReduceOnPlateau" => new ReduceOnPlateau(optimizer, 0.5, patience: 0),
                "Cosine" => new Cosine(optimizer, total),
                "OneCycle" => new OneCycle(optimizer, total),
                _ => null,
            },
            Validation = new DataLoader(Runs.Clouds(2), 16),
            EarlyStopping = new EarlyStopping(patience: 50, higherIsBetter: true, keepBestOf: model), // the best weights are the first ones: the run goes on from the last
            Ema = new Ema(model.Parameters(), 0.9),
            ReportEvery = reportEvery,
            CheckpointFolder = _folder[folder],
            Resume = resume,
            Callbacks = [new Runs.StopAfter(stopAfter), new Notes(_notes)],
            StopsOnSignals = false,
        }).Run();
    }

    /// <summary>The newest checkpoint but for the time it took.</summary>
    private SortedDictionary<string, string> State(string folder)
    {
        var tensors = Safetensors.Load(Directory.GetFiles(_folder[folder]).Order(StringComparer.Ordinal).Last(), out var texts);
        SortedDictionary<string, string> state = new(texts.ToDictionary(), StringComparer.Ordinal);
        state.Remove("run.seconds");
        state.Remove("history.column.seconds");
        foreach (var (name, tensor) in tensors)
        {
            state.Add("tensor " + name, Convert.ToHexString(System.Runtime.InteropServices.MemoryMarshal.AsBytes(tensor.ToArray().AsSpan())));
        }

        return state;
    }

    private sealed class Notes(List<string> all) : ICallback
    {
        public void Noted(TrainingRun run, string note) => all.Add(note);
    }
}
