using System.Diagnostics;
using CourseKit.Course;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.IO;
using Xunit;

namespace CourseKit.Tests.Course;

/// <summary>What train, evaluate, predict and data tell a script: 2 where the command asks for what is not there, 1 where something is at fault.</summary>
public sealed class ExitCodeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coursekit").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("train --list", ExitCodes.Ok)]
    [InlineData("train", ExitCodes.Usage)]
    [InlineData("train nothing", ExitCodes.Usage)]
    [InlineData("train linear --data nothing", ExitCodes.Usage)]
    [InlineData("train linear --epochs 0", ExitCodes.Usage)]
    [InlineData("train linear --data digits --resume --restart", ExitCodes.Usage)]
    [InlineData("train linear --data digits --resume --out FOLDER/none", ExitCodes.Usage)]
    [InlineData("evaluate", ExitCodes.Usage)]
    [InlineData("evaluate nothing", ExitCodes.Usage)]
    [InlineData("evaluate FOLDER", ExitCodes.Usage)]
    [InlineData("predict nothing a.png", ExitCodes.Usage)]
    [InlineData("predict nothing", ExitCodes.Usage)]
    [InlineData("data list", ExitCodes.Ok)]
    [InlineData("data get nothing", ExitCodes.Usage)]
    [InlineData("data frobnicate", ExitCodes.Usage)]
    public async Task What_is_not_there_is_told_from_what_is(string line, int code) => Assert.Equal(code, await RunAsync(line));

    [Fact]
    public async Task A_run_and_what_can_go_wrong_with_its_files()
    {
        const string train = "train linear --data digits --out FOLDER/run --epochs 2";
        Assert.Equal(ExitCodes.Ok, await RunAsync(train));
        Assert.Equal(ExitCodes.Usage, await RunAsync(train)); // there is a run already
        Assert.Equal(ExitCodes.Usage, await RunAsync($"{train} --batch 64 --resume"));
        Assert.Equal(ExitCodes.Usage, await RunAsync("train linear --data digits --out FOLDER/run --epochs 4 --resume"));
        Assert.Equal(ExitCodes.Ok, await RunAsync("evaluate FOLDER/run"));
        Assert.Equal(ExitCodes.Usage, await RunAsync("evaluate FOLDER/run --data nothing"));
        Assert.Equal(ExitCodes.Usage, await RunAsync("evaluate FOLDER/run --data fashion-mnist-part"));
        Assert.Equal(ExitCodes.Usage, await RunAsync($"evaluate {Directory.GetFiles(Path.Combine(_folder, "run", "checkpoints"))[0]}"));

        Png.Save(Path.Combine(_folder, "a.png"), Digits.Load(train: false).Picture(0));
        File.WriteAllText(Path.Combine(_folder, "text.png"), "no picture");
        Assert.Equal(ExitCodes.Ok, await RunAsync("predict FOLDER/run FOLDER/a.png"));
        Assert.Equal(ExitCodes.Usage, await RunAsync("predict FOLDER/run FOLDER/none.png FOLDER/a.png"));
        Assert.Equal(ExitCodes.Failed, await RunAsync("predict FOLDER/run FOLDER/text.png FOLDER/a.png"));

        FlipABit("model.safetensors");
        Assert.Equal(ExitCodes.Failed, await RunAsync("evaluate FOLDER/run"));
        Assert.Equal(ExitCodes.Failed, await RunAsync("predict FOLDER/run FOLDER/a.png"));
        Assert.Equal(ExitCodes.Ok, await RunAsync($"{train} --resume")); // what the message says: the checkpoints have the model too
        Assert.Equal(ExitCodes.Ok, await RunAsync("evaluate FOLDER/run"));

        Directory.GetFiles(Path.Combine(_folder, "run", "checkpoints")).ToList().ForEach(FlipABit);
        Assert.Equal(ExitCodes.Failed, await RunAsync($"{train} --resume"));
        Assert.Equal(ExitCodes.Failed, await RunAsync("train linear --data digits --out FOLDER/other --epochs 2 --rate 1e30"));
    }

    [Fact]
    public async Task A_file_of_another_model_is_whole_and_does_not_fit()
    {
        const string train = "train linear --data digits --out FOLDER/run --epochs 2";
        Assert.Equal(ExitCodes.Ok, await RunAsync(train));
        Widen("model.safetensors");
        Assert.Equal(ExitCodes.Usage, await RunAsync("evaluate FOLDER/run"));
        Directory.GetFiles(Path.Combine(_folder, "run", "checkpoints")).ToList().ForEach(Widen);
        Assert.Equal(ExitCodes.Usage, await RunAsync($"{train} --resume"));
    }

    [Fact]
    public async Task Photographs_that_are_damaged_are_a_fault_and_those_that_are_absent_are_not()
    {
        using var clone = new TempClone(); // its data folder, where nobody's own CIFAR-10 is
        async Task<int> TrainAsync()
        {
            var program = Path.ChangeExtension(typeof(ExitCodes).Assembly.Location, ".dll");
            var start = new ProcessStartInfo("dotnet", [program, "train", "resnet20", "--data", "cifar10"])
            {
                WorkingDirectory = clone.Root,
                UseShellExecute = false,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            };
            start.Environment.Remove(DataFolder.Variable);
            using var process = Process.Start(start)!;
            await Task.WhenAll(process.StandardError.ReadToEndAsync(), process.StandardOutput.ReadToEndAsync(), process.WaitForExitAsync());
            return process.ExitCode;
        }

        Assert.Equal(ExitCodes.Usage, await TrainAsync());
        foreach (var file in DataSet.Of("cifar10").Files)
        {
            var path = Path.Combine(clone.Root, "data", file.Set, file.Name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "no photographs");
        }

        Assert.Equal(ExitCodes.Failed, await TrainAsync());
    }

    private async Task<int> RunAsync(string line) =>
        await global::CourseKit.Course.Program.Main([.. line.Split(' ').Select(word => word.Replace("FOLDER", _folder, StringComparison.Ordinal))]);

    /// <summary>Gives every tensor of a model's or run's file one number more, as a network of other shapes has it.</summary>
    private void Widen(string file)
    {
        var path = Path.Combine(_folder, "run", file);
        var tensors = Safetensors.Load(path, out var texts);
        Checkpoint.Save(path, tensors.ToDictionary(one => one.Key, one => Tensor.Zeros([one.Value.Count + 1])), texts);
    }

    private void FlipABit(string file)
    {
        var path = Path.Combine(_folder, "run", file);
        var bytes = File.ReadAllBytes(path);
        bytes[^100] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
