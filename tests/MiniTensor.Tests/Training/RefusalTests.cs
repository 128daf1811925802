using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;
using Xunit;

namespace MiniTensor.Tests.Training;

public sealed class RefusalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_checkpoint_of_another_run_is_refused_with_the_difference()
    {
        Run(5, "mnist", 3, 0.1);
        Assert.Contains("its data is mnist, and here it is digits. Resume with data mnist, or begin anew in another folder.", Refusal(5, "digits", 3, 0.1), StringComparison.Ordinal);
        Assert.Contains("its optimizer is Sgd, and here it is AdamW", Refusal(5, "mnist", 3, 0.1, adam: true), StringComparison.Ordinal);
        Assert.Contains("step-000000002.safetensors", Refusal(5, "digits", 3, 0.1), StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_of_another_model_is_refused_with_the_parameter_that_differs()
    {
        Run(5, "mnist", 3, 0.1);
        var refusal = Refusal(6, "mnist", 3, 0.1);
        Assert.Contains("model.0.bias", refusal, StringComparison.Ordinal);
        Assert.EndsWith(
            "has shape (5) in the file and (6) in the program. Resume with the model, the data and the options it was made with, or begin anew in another folder.",
            refusal,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_of_other_data_is_refused()
    {
        Run(5, "mnist", 3, 0.1);
        var refusal = Refusal(5, "mnist", 3, 0.1, seed: 8);
        Assert.Contains("cannot go on", refusal, StringComparison.Ordinal);
        Assert.EndsWith("Resume with the model, the data and the options it was made with, or begin anew in another folder.", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_run_is_refused_where_an_earlier_one_left_checkpoints_and_loses_none_of_them()
    {
        Run(5, "mnist", 3, 0.1);
        var before = Directory.GetFiles(_folder.Path);
        var refusal = Assert.Throws<TrainingException>(() => Run(5, "mnist", 3, 0.1)).Message;
        Assert.Contains($"{_folder.Path} has the checkpoints of an earlier run", refusal, StringComparison.Ordinal);
        Assert.Contains("by Resume, delete them, or choose another CheckpointFolder", refusal, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFiles(_folder.Path));
    }

    private string Refusal(int width, string data, int epochs, double rate, bool adam = false, ulong seed = 7) =>
        Assert.Throws<TrainingException>(() => Run(width, data, epochs, rate, adam, resume: true, seed)).Message;

    private void Run(int width, string data, int epochs, double rate, bool adam = false, bool resume = false, ulong seed = 7)
    {
        var rng = new Rng(1);
        var model = new Sequential(new Linear(4, width, rng), new Tanh(), new Linear(width, 3, rng));
        Optimizer optimizer = adam ? new AdamW(model.Parameters(), rate) : new Sgd(model.Parameters(), rate);
        using var loader = new DataLoader(Runs.Clouds(1), 10, new Rng(seed));
        new Trainer(model, optimizer, loader, new()
        {
            Epochs = epochs,
            CheckpointFolder = _folder.Path,
            Resume = resume,
            Settings = new Dictionary<string, string> { ["data"] = data },
            Callbacks = [new Runs.StopAfter(2)],
            StopsOnSignals = false,
        }).Run();
    }
}
