using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CourseKit.Course;
using CourseKit.Course.Commands;
using CourseKit.Course.Content;
using CourseKit.Course.Data;
using CourseKit.Course.Training;
using MiniTensor.Data;
using MiniTensor.Training;
using Xunit;

namespace CourseKit.Tests.Course.Training;

public sealed class TrainTests : IDisposable
{
    private static readonly RecipeOptions s_short = new("names", null, 30, 32, 0.1, 4);

    private readonly TempClone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public void A_run_leaves_its_record_history_weights_checkpoints_and_event_files()
    {
        Assert.Equal(ExitCodes.Ok, Runner().Run(CancellationToken.None));
        var text = _clone.Written();
        Assert.Contains("names-mlp on names: 11,897 parameters, batches of 32, 30 steps", text, StringComparison.Ordinal);
        Assert.Contains("  test loss ", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', text);

        var record = JsonNode.Parse(File.ReadAllText(In("run.json")))!;
        Assert.Equal(("names-mlp-names", "course train names-mlp", 4), ((string?)record["name"], (string?)record["command"], (int)record["seed"]!));
        Assert.Matches("^([0-9a-f]{10}|unknown)$", (string?)record["commit"]);
        Assert.Equal(Math.Log(27), (double)record["numbers"]!["first_loss"]!, 0.02);
        Assert.Equal(30, (double)record["numbers"]!["steps"]!);
        var curve = record["numbers"]!["validation_loss_curve"]!.AsArray();
        Assert.Equal(File.ReadLines(In("history.csv")).Last().Split(',')[^1], ((double)curve[^1]!).ToString("R"));
        Assert.Equal(["step-000000030.safetensors"], Directory.GetFiles(In("checkpoints")).Select(file => System.IO.Path.GetFileName(file)));
        Assert.Single(Directory.GetFiles(In("tensorboard"), "events.out.tfevents.*"));
        var model = RecipeBook.Get("names-mlp").Build(s_short).Model;
        model.Load(In("model.safetensors"));
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_one_others()
    {
        byte[] Weights(RecipeOptions options)
        {
            Assert.Equal(ExitCodes.Ok, Runner(options, restart: true).Run(CancellationToken.None));
            return File.ReadAllBytes(In("model.safetensors"));
        }

        var first = Weights(s_short);
        Assert.Equal(first, Weights(s_short));
        Assert.NotEqual(first, Weights(s_short with { Seed = 5 }));
    }

    [Fact]
    public void An_unfinished_run_is_neither_lost_nor_mixed_up_with_another()
    {
        using var ended = new CancellationTokenSource();
        ended.Cancel();
        Assert.Equal(ExitCodes.Interrupted, Runner().Run(ended.Token));
        Assert.Contains("  Stopped after step 0; a checkpoint is kept. Go on with:\n    course train names-mlp --resume\n", _clone.Written(), StringComparison.Ordinal);

        var lost = Assert.Throws<CourseException>(() => Runner().Run(CancellationToken.None));
        Assert.Contains("holds a run that did not end. Go on with it: --resume.", lost.Message, StringComparison.Ordinal);
        var mixed = Assert.Throws<CourseException>(() => Runner(s_short with { Batch = 64 }, resume: true).Run(CancellationToken.None));
        Assert.Contains("its batch is 32, and here it is 64. Resume with batch 32", mixed.Message, StringComparison.Ordinal);
        Assert.EndsWith("To begin anew here and lose the earlier run, say --restart instead of --resume.", mixed.Message, StringComparison.Ordinal);

        Assert.Equal(ExitCodes.Ok, Runner(resume: true).Run(CancellationToken.None));
        Assert.Equal(ExitCodes.Ok, Runner(resume: true).Run(CancellationToken.None)); // nothing is left to do
    }

    [Fact]
    public void A_run_is_made_longer_where_its_rate_is_the_same_throughout_and_otherwise_says_why_not()
    {
        TrainingRunner Other(string model, int epochs, bool resume) => new(
            _clone.Context, RecipeBook.Get(model), new RecipeOptions("digits", epochs, null, 32, 0.03, 4), new RunFolder(In(model)), new(["course", "train", model]))
        {
            Resume = resume,
        };

        Assert.Equal(ExitCodes.Ok, Other("lecun1989", 1, resume: false).Run(CancellationToken.None));
        Assert.Equal(ExitCodes.Ok, Other("lecun1989", 2, resume: true).Run(CancellationToken.None));
        Assert.Contains("The run was planned for 1 epoch and goes on to 2 epochs.", _clone.Written(), StringComparison.Ordinal);
        Assert.Equal(2, (double)JsonNode.Parse(File.ReadAllText(In("lecun1989/run.json")))!["numbers"]!["epochs"]!);

        Assert.Equal(ExitCodes.Ok, Other("linear", 1, resume: false).Run(CancellationToken.None));
        var refusal = Assert.Throws<CourseException>(() => Other("linear", 2, resume: true).Run(CancellationToken.None)).Message;
        Assert.Contains("was planned for 1 epoch, and its learning rates with it: Cosine(steps: 45, minimum: 0). For 2 epochs they are Cosine(steps: 90, minimum: 0)", refusal, StringComparison.Ordinal);
        Assert.EndsWith("To begin anew here and lose the earlier run, say --restart instead of --resume.", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_to_go_on_where_none_lies_is_not_begun_anew()
    {
        var refusal = Assert.Throws<CourseException>(() => Runner(resume: true).Run(CancellationToken.None));
        Assert.Equal($"{In("")} has no checkpoint to go on from; leave --resume out to begin.", refusal.Message);
        Assert.False(Directory.Exists(In("")));
    }

    [Fact]
    public void A_complete_run_is_not_overwritten_without_a_word()
    {
        Assert.Equal(ExitCodes.Ok, Runner().Run(CancellationToken.None));
        var record = File.ReadAllBytes(In("run.json"));
        var refusal = Assert.Throws<CourseException>(() => Runner(s_short with { Batch = 64 }).Run(CancellationToken.None));
        Assert.Contains("holds a run that is complete. Train anew and lose it: --restart. Or keep both: --out", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(record, File.ReadAllBytes(In("run.json")));
        Assert.Equal(ExitCodes.Ok, Runner(s_short with { Batch = 64 }, restart: true).Run(CancellationToken.None));
        Assert.NotEqual(record, File.ReadAllBytes(In("run.json")));
    }

    [Fact]
    public void The_weights_that_are_kept_are_those_that_were_measured_also_where_they_are_averages()
    {
        var recipe = RecipeBook.Get("mlp-dropout");
        var options = new RecipeOptions("digits", null, 40, 32, 0.001, 4);
        var runner = new TrainingRunner(_clone.Context, recipe, options, new RunFolder(In("")), new(["course", "train", "mlp-dropout"]));
        Assert.Equal(ExitCodes.Ok, runner.Run(CancellationToken.None));

        using var setup = recipe.Build(options);
        setup.Model.Load(In("model.safetensors"));
        var record = JsonNode.Parse(File.ReadAllText(In("run.json")))!;
        Assert.Equal((double)record["numbers"]!["test_loss"]!, Evaluation.Run(setup.Model, setup.Validation, []), 1e-6);
    }

    [Fact]
    public void A_new_run_removes_only_what_a_run_leaves()
    {
        Directory.CreateDirectory(In("checkpoints"));
        Directory.CreateDirectory(In("tensorboard"));
        string[] own = ["checkpoints/notes.md", "tensorboard/notes.md", "notes.md"];
        string[] left = ["checkpoints/step-000000999.safetensors", "tensorboard/events.out.tfevents.0", "run.json"];
        Array.ForEach([.. own, .. left], file => File.WriteAllText(In(file), "{}"));
        Assert.Equal(ExitCodes.Ok, Runner(restart: true).Run(CancellationToken.None));
        Assert.All(own, file => Assert.Equal("{}", File.ReadAllText(In(file))));
        Assert.All(left, file => Assert.False(File.Exists(In(file)) && File.ReadAllText(In(file)) == "{}", file));
    }

    [Fact]
    public void A_run_that_blows_up_fails_with_the_reason()
    {
        Assert.Equal(ExitCodes.Failed, Runner(s_short with { Rate = 1e30, Steps = 100 }).Run(CancellationToken.None));
        var text = string.Join(' ', _clone.Written().Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Assert.Matches("is not finite|diverged", text);
        Assert.Contains("1E+30", text, StringComparison.Ordinal);
        Assert.False(File.Exists(In("run.json")));

        // What it advises can be done as it stands.
        Assert.Contains("Begin anew with a lower rate: course train names-mlp --rate 3.3E+29 --restart", text, StringComparison.Ordinal);
        Assert.Empty(global::CourseKit.Course.Program.Commands().Parse("train names-mlp --rate 3.3E+29 --restart").Errors);
        Assert.Equal(ExitCodes.Ok, Runner(restart: true).Run(CancellationToken.None));
    }

    [Fact]
    public void A_terminal_gets_a_bar_with_speed_and_remaining_time_that_fits_it()
    {
        foreach (var width in new[] { 40, 80, 120 })
        {
            using var clone = new TempClone(width, rich: true);
            var runner = new TrainingRunner(clone.Context, RecipeBook.Get("names-mlp"), s_short with { Steps = 3000 }, new RunFolder(System.IO.Path.Combine(clone.Root, "run")), new(["course"]));
            Assert.Equal(ExitCodes.Ok, runner.Run(CancellationToken.None));
            var parts = clone.Written().Split("\e[2K").Select(part => Regex.Replace(part, "\e\\[[^m]*m", "", RegexOptions.None, TimeSpan.FromSeconds(10))).ToList();
            var frames = parts.Where(part => part.Contains(" of 3000", StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(frames);
            Assert.All(frames, frame => Assert.InRange(frame.Split('\n')[0].Length, 1, width));
            Assert.All(parts.SelectMany(part => part.Split('\n')).Where(line => line.Contains("epoch", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 1, width));
            Assert.True(width < 80 || frames.TrueForAll(frame => frame.Contains('━', StringComparison.Ordinal) && Regex.IsMatch(frame, @" steps/s, \d+:\d\d", RegexOptions.None, TimeSpan.FromSeconds(10))), frames[0]);
        }
    }

    [Fact]
    public void The_list_has_every_model_with_its_data_its_result_and_its_time()
    {
        TrainCommand.List(_clone.Context.Terminal);
        var text = _clone.Written();
        Assert.All(RecipeBook.All, recipe => Assert.All(recipe.Cases, known =>
        {
            Assert.Contains(recipe.Name, text, StringComparison.Ordinal);
            Assert.Contains($"--data {known.Data}", text, StringComparison.Ordinal);
            Assert.Matches(@"\d|^not run$", known.Expected);
            Assert.Matches(@"\d+ (s|min)|^minutes$|^hours$", known.Time);
        }));
        Assert.Equal(RecipeBook.All.Count, RecipeBook.All.Select(recipe => recipe.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("--epochs 0", "--epochs needs a whole number of 1 or more; got 0.")]
    [InlineData("--epochs many", "--epochs needs a whole number of 1 or more; got many.")]
    [InlineData("--steps 1.5", "--steps needs a whole number of 1 or more; got 1.5.")]
    [InlineData("--batch -1", "--batch needs a whole number from 1 to 1000000; got -1.")]
    [InlineData("--rate 0,1", "--rate needs a number above 0, such as 0.05; got 0,1.")]
    [InlineData("--rate 0", "--rate needs a number above 0, such as 0.05; got 0.")]
    [InlineData("--rate nan", "--rate needs a number above 0, such as 0.05; got nan.")]
    [InlineData("--seed -3", "--seed needs a whole number of 0 or more; got -3.")]
    [InlineData("--threads 1000", "--threads needs a whole number from 1 to 256; got 1000.")]
    public void A_wrong_value_is_told_with_what_is_needed(string option, string error)
    {
        var parse = global::CourseKit.Course.Program.Commands().Parse(["train", "mlp", .. option.Split(' ')]);
        Assert.Equal(error, Assert.Single(parse.Errors).Message);
    }

    [Fact]
    public void A_command_that_is_shown_again_has_each_option_once()
    {
        var command = new CommandLine(["course", "train", "mlp", "--rate", "0.1", "--out", "my runs"]);
        Assert.Equal("course train mlp --rate 0.03 --out \"my runs\" --restart", command.With("--rate", "0.03").With("--restart").With("--restart").ToString());
        Assert.Equal("course train mlp --rate 0.1", CommandLine.Parse(command.ToString()).Without("--out").Without("--data").ToString());
    }

    [Fact]
    public void A_recipe_whose_data_are_a_large_download_says_so_and_takes_what_comes_with_the_kit()
    {
        var kit = System.IO.Path.Combine(_clone.Root, "data");
        var store = new DataStore(kit, [kit], DataSet.All);
        var usual = TrainCommand.AtHand(_clone.Context.Terminal, RecipeBook.Get("resnet20"), store);
        Assert.Equal("fashion-mnist-part", usual.Data);
        Assert.Contains("cifar10 is not on this machine: `course data get cifar10` brings it (170 MB).", _clone.Written(), StringComparison.Ordinal);
        Assert.Equal("mnist", TrainCommand.AtHand(_clone.Context.Terminal, RecipeBook.Get("mlp"), store).Data);

        foreach (var file in store.Get("cifar10").Files)
        {
            Directory.CreateDirectory(System.IO.Path.Combine(kit, file.Set));
            File.WriteAllText(store.Target(file), "");
        }

        Assert.Equal("cifar10", TrainCommand.AtHand(_clone.Context.Terminal, RecipeBook.Get("resnet20"), store).Data);
        Assert.Equal("", _clone.Written());
        Assert.All(RecipeBook.All.Where(recipe => recipe.Cases[0].Data == "cifar10"), recipe => Assert.Contains(recipe.Cases, known => known.Data == "fashion-mnist-part"));
    }

    [Fact]
    public void The_record_of_a_run_becomes_a_lessons_and_says_how_to_get_it_anywhere()
    {
        var early = Assert.Throws<CourseException>(() => AuthorRecordCommand.Keep(_clone.Context, In(""), "01", "names-long"));
        Assert.Contains("a run writes its run.json when it has come to its end", early.Message, StringComparison.Ordinal);
        string[] words = ["course", "train", "names-mlp", "--out", "a folder", "--seed", "4"];
        new TrainingRunner(_clone.Context, RecipeBook.Get("names-mlp"), s_short, new RunFolder(In("")), new(words)).Run(CancellationToken.None);
        Assert.Throws<CourseException>(() => AuthorRecordCommand.Keep(_clone.Context, In(""), "01", "names.long"));
        Assert.Throws<CourseException>(() => AuthorRecordCommand.Keep(_clone.Context, In(""), "99", "names-long"));

        Assert.Equal(ExitCodes.Ok, AuthorRecordCommand.Keep(_clone.Context, In(""), "01", "names-long"));
        var kept = File.ReadAllText(System.IO.Path.Combine(_clone.Root, "lessons", "01-slopes", "runs", "names-long.json"));
        var expected = File.ReadAllText(In("run.json")).Replace("\"names-mlp-names\"", "\"names-long\"", StringComparison.Ordinal)
            .Replace(" --out \\\"a folder\\\"", "", StringComparison.Ordinal);
        Assert.Equal(expected, kept);
        Assert.Contains("\"course train names-mlp --seed 4\"", kept, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_name_is_told_with_what_there_is()
    {
        Assert.Equal("There is no model lstm. `course train --list` shows them all.", Assert.Throws<CourseException>(() => RecipeBook.Get("lstm")).Message);
        var data = Assert.Throws<CourseException>(() => RecipeBook.Get("names-mlp").On("mnist"));
        Assert.Equal("names-mlp is not trained on mnist. It can be trained on names, names-classic.", data.Message);
        Assert.Equal("mnist", RecipeBook.Get("MLP").On(null).Data);
    }

    private TrainingRunner Runner(RecipeOptions? options = null, bool resume = false, bool restart = false) =>
        new(_clone.Context, RecipeBook.Get("names-mlp"), options ?? s_short, new RunFolder(In("")), new(["course", "train", "names-mlp"])) { Resume = resume, Restart = restart };

    private string In(string file) => System.IO.Path.Combine(_clone.Root, "run", file);
}
