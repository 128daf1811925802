using MiniTensor.IO;
using MiniTensor.Training;
using Xunit;

namespace MiniTensor.Tests.Training;

public sealed class ResumeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_stopped_after_any_step_ends_in_the_same_bits_as_one_that_never_stopped()
    {
        var whole = Runs.Everything(_folder["whole"]).Run();
        Assert.Equal((StopReason.Completed, 3, 21L), (whole.Reason, whole.Epochs, whole.Steps)); // 13 batches, two to a step: 7 steps
        var expected = State(_folder["whole"]);
        Assert.Contains(expected.Keys, name => name.StartsWith("ema.", StringComparison.Ordinal));
        Assert.Contains(expected.Keys, name => name.Contains("rng", StringComparison.Ordinal));
        for (var step = 1; step <= 21; step++)
        {
            var folder = _folder[$"stopped{step}"];
            var stopped = Runs.Everything(folder, callbacks: new Runs.StopAfter(step)).Run();
            Assert.Equal((StopReason.Interrupted, (long)step), (stopped.Reason, stopped.Steps));
            var resumed = Runs.Everything(folder, workers: step % 3, resume: true).Run();
            Assert.Equal((StopReason.Completed, 3, 21L), (resumed.Reason, resumed.Epochs, resumed.Steps));
            var actual = State(folder);
            Assert.Equal(expected.Keys, actual.Keys);
            Assert.All(expected, entry => Assert.True(entry.Value.AsSpan().SequenceEqual(actual[entry.Key]), $"{entry.Key} differs after a stop at step {step}"));
        }
    }

    [Fact]
    public void Augmentation_and_the_statistics_of_batches_go_on_where_a_run_on_pictures_stopped()
    {
        Assert.Equal(8, Runs.Pictures(_folder["whole"]).Run().Steps);
        var expected = State(_folder["whole"]);
        Assert.Contains(expected.Keys, name => name.EndsWith("running_mean", StringComparison.Ordinal));
        for (var step = 1; step < 8; step++)
        {
            var folder = _folder[$"stopped{step}"];
            Assert.Throws<IOException>(() => Runs.Pictures(folder, callbacks: new DieAfter(step + 1)).Run());
            Assert.Equal(8, Runs.Pictures(folder, workers: step % 3, resume: true).Run().Steps);
            Assert.Equal(expected, State(folder));
        }
    }

    [Fact]
    public void A_run_that_died_goes_on_from_its_last_checkpoint()
    {
        Runs.Everything(_folder["whole"], checkpointEvery: 4).Run();
        Assert.Throws<IOException>(() => Runs.Everything(_folder["dead"], checkpointEvery: 4, callbacks: new DieAfter(10)).Run());
        Assert.Equal(["step-000000004.safetensors", "step-000000008.safetensors"], Files("dead"));
        File.WriteAllText(_folder["dead/step-000000012.safetensors.new"], "half of a checkpoint");

        Runs.Everything(_folder["dead"], checkpointEvery: 4, resume: true).Run();
        Assert.Equal(Files("whole"), Files("dead"));
        Assert.Equal(State(_folder["whole"]), State(_folder["dead"]));
    }

    [Fact]
    public void A_run_that_is_complete_does_nothing_more()
    {
        var first = Runs.Everything(_folder["run"]).Run();
        var before = State(_folder["run"]);
        var again = Runs.Everything(_folder["run"], resume: true, callbacks: new DieAfter(0)).Run();
        Assert.Equal((StopReason.Completed, first.Steps), (again.Reason, again.Steps));
        Assert.Equal(before, State(_folder["run"]));
        Assert.Equal(first.History.Curve("loss"), again.History.Curve("loss"));
        Assert.Equal(first.History.StepLosses, again.History.StepLosses);
    }

    [Fact]
    public void Without_a_checkpoint_a_run_that_is_to_go_on_begins() =>
        Assert.Equal(21, Runs.Everything(_folder["none"], resume: true).Run().Steps);

    [Fact]
    public void A_damaged_checkpoint_is_told_and_the_one_before_it_used()
    {
        Runs.Everything(_folder["whole"]).Run();
        Runs.Everything(_folder["run"], callbacks: new Runs.StopAfter(12)).Run();
        using (var newest = File.OpenWrite(_folder["run/step-000000012.safetensors"]))
        {
            newest.SetLength(newest.Length / 2);
        }

        var notes = new Notes();
        Runs.Everything(_folder["run"], resume: true, callbacks: notes).Run();
        Assert.Contains("step-000000012.safetensors", Assert.Single(notes.All), StringComparison.Ordinal);
        Assert.Equal(State(_folder["whole"]), State(_folder["run"]));

        foreach (var file in Directory.GetFiles(_folder["run"]))
        {
            File.WriteAllText(file, "no checkpoint");
        }

        var lost = Assert.Throws<TrainingException>(() => Runs.Everything(_folder["run"], resume: true).Run());
        Assert.Contains("None of the 2 checkpoints", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_with_a_single_bit_changed_is_never_gone_on_with()
    {
        Runs.Everything(_folder["whole"]).Run();
        Runs.Everything(_folder["run"], callbacks: new Runs.StopAfter(12)).Run();
        FlipABit(_folder["run/step-000000012.safetensors"]);
        var notes = new Notes();
        Runs.Everything(_folder["run"], resume: true, callbacks: notes).Run();
        const string fault = "has SHA-256 [0-9a-f]{64}, and was saved with [0-9a-f]{64}. The file is damaged, or another program changed it.";
        Assert.Matches($"step-000000012.safetensors: {fault} The checkpoint before it is used.$", Assert.Single(notes.All));
        Assert.Equal(State(_folder["whole"]), State(_folder["run"]));

        Array.ForEach(Directory.GetFiles(_folder["run"]), FlipABit);
        notes.All.Clear();
        var lost = Assert.Throws<TrainingException>(() => Runs.Everything(_folder["run"], resume: true, callbacks: notes).Run());
        Assert.Matches($"None of the 2 checkpoints in .*: {fault} Begin anew in another folder.$", lost.Message);
        Assert.Single(notes.All); // there is none before the last one
    }

    [Fact]
    public void A_resumed_run_keeps_the_commit_of_its_first_step_and_adds_that_of_another_program()
    {
        string Commit(bool resume, long until) => Runs.Everything(_folder["run"], resume: resume, callbacks: new Runs.StopAfter(until)).Run().Commit;

        var mine = Commit(resume: false, 3);
        Assert.Equal(mine, Commit(resume: true, 4));
        Retell("run", texts => texts["run.commit"] = "0c09f31a2b");
        Assert.Equal($"0c09f31a2b, {mine}", Commit(resume: true, 5));
        Assert.Equal($"0c09f31a2b, {mine}", Commit(resume: true, 99));
    }

    [Fact]
    public void A_run_goes_on_from_a_checkpoint_without_a_commit_as_the_first_ones_were()
    {
        var whole = Runs.Everything(_folder["whole"]).Run();
        Runs.Everything(_folder["run"], callbacks: new Runs.StopAfter(5)).Run();
        Retell("run", texts => Assert.True(texts.Remove("run.commit")));
        var resumed = Runs.Everything(_folder["run"], resume: true).Run();
        Assert.Equal(SourceCommit.After("unknown", whole.Commit), resumed.Commit);
        Assert.Equal(whole.History.StepLosses, resumed.History.StepLosses);
    }

    /// <summary>Changes the last bit of a weight, which only a checksum can notice.</summary>
    private static void FlipABit(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[^400] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    /// <summary>Changes texts of the newest checkpoint, so that it is as another program would have written it.</summary>
    private void Retell(string folder, Action<Dictionary<string, string>> change)
    {
        var file = _folder[$"{folder}/{Files(folder)[^1]}"];
        var tensors = Safetensors.Load(file, out var texts);
        var retold = texts.ToDictionary();
        change(retold);
        Checkpoint.Save(file, tensors, retold);
    }

    private List<string> Files(string folder) =>
        [.. Directory.GetFiles(_folder[folder]).Select(file => System.IO.Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>The newest checkpoint: every tensor and text, but for the time it took.</summary>
    private static SortedDictionary<string, byte[]> State(string folder)
    {
        var newest = Directory.GetFiles(folder).Order(StringComparer.Ordinal).Last();
        var state = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var tensors = Safetensors.Load(newest, out var texts);
        foreach (var (name, tensor) in tensors)
        {
            state[name] = [.. tensor.ToArray().SelectMany(BitConverter.GetBytes)];
        }

        foreach (var (name, text) in texts.Where(text => text.Key is not ("run.seconds" or "history.column.seconds")))
        {
            state["text " + name] = System.Text.Encoding.UTF8.GetBytes(text);
        }

        return state;
    }

    private sealed class DieAfter(long step) : ICallback
    {
        public void StepEnded(TrainingRun run)
        {
            if (run.Step >= step)
            {
                throw new IOException("the machine went down");
            }
        }
    }

    private sealed class Notes : ICallback
    {
        public List<string> All { get; } = [];

        public void Noted(TrainingRun run, string note) => All.Add(note);
    }
}
