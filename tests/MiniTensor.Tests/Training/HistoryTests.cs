using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using MiniTensor.Backends.Cpu;
using MiniTensor.Training;
using Xunit;

namespace MiniTensor.Tests.Training;

public sealed class HistoryTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_table_has_a_line_for_each_report_and_every_digit()
    {
        var history = new History();
        history.Add([("epoch", 1), ("loss", 1 / 3.0)]);
        history.Add([("epoch", 2), ("loss", 1e-20), ("validation_loss", 0.5)]);
        history.WriteCsv(_folder["history.csv"]);
        Assert.Equal("epoch,loss,validation_loss\n1,0.3333333333333333,\n2,1E-20,0.5\n", File.ReadAllText(_folder["history.csv"]));
        Assert.True(double.IsNaN(history[0, "validation_loss"]));
        Assert.Equal(0.5, history[^1, "validation_loss"]);
    }

    [Fact]
    public void A_restored_history_is_the_same()
    {
        var (history, restored) = (new History(), new History());
        history.Add([("epoch", 1), ("loss", 1 / 3.0)]);
        history.Add([("epoch", 2), ("accuracy", double.NaN)]);
        history.AddStep(0.1);
        history.AddStep(1e-30);
        restored.RestoreTexts(history.StateTexts.ToDictionary());
        Assert.Equal(history.StepLosses, restored.StepLosses);
        Assert.Equal(history.Columns, restored.Columns);
        Assert.All(history.Columns, column => Assert.Equal(history.Curve(column), restored.Curve(column)));
    }

    [Fact]
    public void A_record_has_what_it_takes_to_get_the_run_again()
    {
        var numbers = new JsonObject { ["loss"] = 0.25, ["nothing"] = TrainingRecord.Number(double.NaN), ["curve"] = TrainingRecord.Curve([1, 0.5]) };
        new TrainingRecord("mlp-mnist", "course train mlp", 3, "abc", "a machine", 2, 12.34, numbers).Save(_folder["run.json"]);
        const string expected = """
            {
              "name": "mlp-mnist",
              "command": "course train mlp",
              "seed": 3,
              "commit": "abc",
              "machine": "a machine",
              "threads": 2,
              "seconds": 12.3,
              "numbers": {
                "loss": 0.25,
                "nothing": null,
                "curve": [ 1, 0.5 ]
              }
            }

            """;
        Assert.Equal(expected.ReplaceLineEndings("\n"), File.ReadAllText(_folder["run.json"]));
        Assert.Equal(expected.ReplaceLineEndings("\n"), TrainingRecord.Load(_folder["run.json"]).ToJson());
    }

    [Fact]
    public void A_record_that_is_made_here_names_this_machine()
    {
        var record = TrainingRecord.Of("short", "course train mlp", 3, 1.5, []);
        Assert.Matches("^([0-9a-f]{10}|unknown)$", record.Commit);
        Assert.EndsWith($", {Environment.ProcessorCount} threads, {RuntimeInformation.OSDescription.Split(' ')[0]}", record.Machine, StringComparison.Ordinal);
        Assert.DoesNotMatch("^(X64|Arm64),", record.Machine);
        Assert.Equal(CpuThreads.Count, record.Threads);
    }

    [Theory]
    [InlineData("{", "run.json is no record of a run")]
    [InlineData("{ \"name\": \"a\", \"numbers\": {} }", "it has no \"command\".")]
    [InlineData("{ \"name\": 3, \"numbers\": {} }", "run.json is no record of a run")]
    [InlineData("{ \"name\": \"a\" }", "it has no \"numbers\".")]
    public void What_is_no_record_is_refused_by_name(string text, string says)
    {
        File.WriteAllText(_folder["run.json"], text);
        Assert.Contains(says, Assert.Throws<InvalidDataException>(() => TrainingRecord.Load(_folder["run.json"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_is_plain_lines()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        Runs.Everything(_folder["run"], callbacks: [new ProgressLines(writer, TimeSpan.Zero), new Runs.StopAfter(8)]).Run();
        var lines = writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(9, lines.Length);
        Assert.Matches(@"^step 1 of 21, loss \d\.\d{4}, [\d.E+]+ steps/s, \d+:\d\d left$", lines[0]);
        Assert.Matches(@"^epoch 1  step 7  \d+\.\d s  learning_rate 0.015  loss \d\.\d{4}  accuracy 0\.\d{4}  macro_f1 0\.\d{4}  validation_loss", lines[7]);
        Assert.Equal("1:02:03", ProgressLines.Clock(new TimeSpan(1, 2, 3)));
        Assert.Equal("2:03", ProgressLines.Clock(new TimeSpan(0, 2, 3)));
    }
}
