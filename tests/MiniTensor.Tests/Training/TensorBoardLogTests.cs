using System.Text.Json;
using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;
using MiniTensor.Training.TensorBoard;
using Xunit;

namespace MiniTensor.Tests.Training;

/// <summary>What a run logs, as npm's reader of event files sees it: five steps to an epoch, every second step logged.</summary>
public sealed class TensorBoardLogTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Every_second_step_and_every_report_is_logged_with_the_numbers_of_the_run()
    {
        var result = Run(epochs: 2);
        var events = EventReader.Read(Assert.Single(Files()));
        Assert.Equal(("brain.Event:2", 1L), (events[0].GetProperty("fileVersion").GetString(), Step(events[1])));

        var losses = Scalars(events, "step/loss");
        Assert.Equal([2, 4, 6, 8, 10], losses.Keys);
        Assert.All(losses, point => Assert.Equal(result.History.StepLosses[(int)point.Key - 1], point.Value));
        var norms = Scalars(events, "step/gradient_norm");
        Assert.Equal(losses.Keys, norms.Keys);
        Assert.All(norms.Values, norm => Assert.InRange(norm, 1e-3f, 100));

        foreach (var column in result.History.Columns.Where(column => column != "step"))
        {
            var curve = Scalars(events, $"report/{column}");
            Assert.Equal([5, 10], curve.Keys);
            Assert.Equal(result.History.Curve(column).Select(value => (float)value), curve.Values);
        }

        Assert.DoesNotContain(events, one => Tag(one) == "report/step");
    }

    [SkippableFact]
    public void A_report_has_histograms_of_parameters_and_gradients_and_the_pictures()
    {
        Run(epochs: 1);
        var events = EventReader.Read(Assert.Single(Files()));
        foreach (var (name, count) in new[] { ("0.weight", 12), ("0.bias", 3) })
        {
            var (parameter, gradient) = (Histogram($"parameters/{name}"), Histogram($"gradients/{name}"));
            Assert.Equal((count, count), (parameter.GetProperty("num").GetDouble(), gradient.GetProperty("num").GetDouble()));
            Assert.NotEqual(parameter.GetProperty("sum").GetDouble(), gradient.GetProperty("sum").GetDouble());
        }

        JsonElement Histogram(string tag) => EventReader.Value(Assert.Single(events, one => Tag(one) == tag)).GetProperty("histo");

        var picture = Assert.Single(events, one => Tag(one) == "pictures/grey");
        Assert.Equal(5, Step(picture));
        var image = EventReader.Value(picture).GetProperty("image");
        Assert.Equal((2, 3, 1), (image.GetProperty("height").GetInt32(), image.GetProperty("width").GetInt32(), image.GetProperty("colorspace").GetInt32()));
        Assert.Equal([128, 128, 128, 128, 128, 128], Png.Decode("image", image.GetProperty("encodedImageString").GetBytesFromBase64()).Bytes);
    }

    [SkippableFact]
    public void A_resumed_run_goes_on_in_a_file_of_its_own_from_its_step_on()
    {
        Run(epochs: 2, stopAfter: 7);
        var first = Assert.Single(Files());
        var result = Run(epochs: 2, resume: true);
        var second = Assert.Single(Files().Except([first]));
        Assert.Equal([2, 4, 6], Scalars(EventReader.Read(first), "step/loss").Keys);
        var events = EventReader.Read(second);
        Assert.Equal((8, "START"), (Step(events[1]), events[1].GetProperty("sessionLog").GetProperty("status").GetString()));
        var losses = Scalars(events, "step/loss");
        Assert.Equal([8, 10], losses.Keys);
        Assert.All(losses, point => Assert.Equal(result.History.StepLosses[(int)point.Key - 1], point.Value));
    }

    [Fact]
    public void The_file_is_whole_and_free_when_the_run_ends_and_when_it_fails()
    {
        Run(epochs: 1);
        var file = Assert.Single(Files());
        using (var free = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.True(free.Length > 1000);
        }

        File.Delete(file);
        using (var log = new TensorBoardLog(_folder["log"]))
        {
            Assert.Throws<IOException>(() => Run(epochs: 1, log: log, also: new Failing()));
        }

        File.Delete(Assert.Single(Files()));
    }

    private TrainingResult Run(int epochs, bool resume = false, long stopAfter = -1, TensorBoardLog? log = null, ICallback? also = null)
    {
        var model = new Sequential(new Linear(4, 3, new Rng(1)));
        using var loader = new DataLoader(Runs.Clouds(1), 10, new Rng(7));
        using var own = new TensorBoardLog(_folder["log"], every: 2, pictures: () => [("grey", Tensor.Full([1, 2, 3], 0.5))]);
        return new Trainer(model, new Sgd(model.Parameters(), 0.1), loader, new()
        {
            Epochs = epochs,
            Validation = new DataLoader(Runs.Clouds(2), 16),
            Metrics = [new Accuracy()],
            CheckpointFolder = log is null ? _folder["checkpoints"] : null,
            Resume = resume,
            Callbacks = [log ?? own, new Runs.StopAfter(stopAfter), .. also is null ? [] : new[] { also }],
            StopsOnSignals = false,
        }).Run();
    }

    private string[] Files() => Directory.GetFiles(_folder["log"], "events.out.tfevents.*");

    /// <summary>The points of a curve: step and value.</summary>
    private static SortedDictionary<long, float> Scalars(List<JsonElement> events, string tag) =>
        new(events.Where(one => Tag(one) == tag).ToDictionary(Step, one => EventReader.Value(one).GetProperty("simpleValue").GetSingle()));

    private static string? Tag(JsonElement one) => one.TryGetProperty("summary", out _) ? EventReader.Value(one).GetProperty("tag").GetString() : null;

    private static long Step(JsonElement one) => one.TryGetProperty("step", out var step) ? step.GetInt64() : 0;

    private sealed class Failing : ICallback
    {
        public void StepEnded(TrainingRun run) => throw new IOException("the disk is full");
    }
}
