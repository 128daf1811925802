using System.Text.Json.Nodes;
using CourseKit.Course;
using CourseKit.Course.Commands;
using CourseKit.Course.Content;
using CourseKit.Course.Training;
using MiniTensor;
using MiniTensor.Nn;
using MiniTensor.Training;
using Xunit;

namespace CourseKit.Tests.Course.Training;

/// <summary>What `--freeze-filters` leaves alone, and what `course evaluate --layers` says of each layer of a short run.</summary>
public sealed class LayerScoreTests : IDisposable
{
    private static readonly RecipeOptions s_short = new("fashion-mnist-part", null, Steps: 3, Batch: 4, 0.05, Seed: 3) { MostPictures = 12 };

    private readonly TempClone _clone = new(width: 80);

    private static Recipe Cnn => RecipeBook.Get("cnn");

    public void Dispose() => _clone.Dispose();

    [Theory]
    [InlineData("cnn")]
    [InlineData("lecun1989")]
    [InlineData("resnet20")]
    [InlineData("airbench94")]
    public void Frozen_filters_stay_as_they_were_drawn_and_all_else_learns(string name)
    {
        var recipe = RecipeBook.Get(name);
        Run(recipe, s_short with { FreezeFilters = true });
        var model = SavedModel.Load(In("model.safetensors"));
        using var start = recipe.Build(s_short);
        var parameters = model.Network.NamedParameters()
            .Zip(start.Model.NamedParameters(), (now, before) => (now.Name, now.Tensor.Rank, Same: now.Tensor.ToArray().SequenceEqual(before.Tensor.ToArray())))
            .ToList();
        Assert.All(parameters.Where(parameter => parameter.Rank == 4), filter => Assert.True(filter.Same, filter.Name));
        Assert.All(parameters.Where(parameter => parameter.Rank == 2), weights => Assert.False(weights.Same, weights.Name));
        Assert.Contains(parameters, parameter => parameter.Rank is 1 or 3 && !parameter.Same); // biases and shifts, of each unit in 1989
    }

    [Fact]
    public void A_run_with_frozen_filters_and_one_without_are_two_runs()
    {
        Run(Cnn, s_short);
        var e = Assert.Throws<CourseException>(() => Runner(Cnn, s_short with { FreezeFilters = true, Steps = 6 }, resume: true).Run(CancellationToken.None));
        Assert.Contains("filters", e.Message, StringComparison.Ordinal);
        var mlp = RecipeBook.Get("mlp");
        var none = Assert.Throws<CourseException>(() => Runner(mlp, s_short with { FreezeFilters = true }, restart: true).Run(CancellationToken.None));
        Assert.Equal("mlp has no filters that --freeze-filters could freeze: it has no convolution.", none.Message);
    }

    [Fact]
    public async Task Each_layers_way_and_the_score_without_it_are_those_counted_by_hand()
    {
        Run(Cnn, s_short);
        Assert.Equal(ExitCodes.Ok, await EvaluateCommand.RunAsync(_clone.Context, In(""), null, average: false, layers: true, CancellationToken.None));
        var (text, model) = (_clone.Written(), SavedModel.Load(In("model.safetensors")));
        var record = JsonNode.Parse(File.ReadAllText(In("layers.json")))!;
        using var start = model.Start();
        var before = start.Model.NamedParameters().ToDictionary(parameter => parameter.Name, parameter => parameter.Tensor.ToArray());
        var weights = model.Network.NamedParameters().Where(parameter => parameter.Tensor.Rank > 1).ToList();
        Assert.Equal(4, weights.Count);
        Assert.Equal(3 + 2 * weights.Count, record["numbers"]!.AsObject().Count);
        foreach (var (name, tensor) in weights)
        {
            var numbers = tensor.ToArray();
            var moved = Math.Sqrt(numbers.Zip(before[name], (a, b) => Math.Pow(a - b, 2)).Sum() / before[name].Sum(b => Math.Pow(b, 2)));
            Assert.True(moved > 0, name);
            Init.Set(tensor, Tensor.Scalar(0));
            var without = Right(model);
            Init.Set(tensor, Tensor.Of(numbers, tensor.Shape));
            var key = name.Replace('.', '_');
            Assert.Equal(moved, (double)record["numbers"]!["moved_" + key]!, 1e-5);
            Assert.Equal(without, (double)record["numbers"]!["without_" + key]!, 1e-12);
            Assert.Matches(FormattableString.Invariant($"(?m)^    {name} +{moved:F2} +{100 * without:F1}%$"), text);
        }

        Assert.Equal(4, (int)record["numbers"]!["layers"]!);
        Assert.Equal(Of("moved_").Min(), (double)record["numbers"]!["least_moved"]!);
        Assert.Equal(Of("without_").Max(), (double)record["numbers"]!["most_without"]!);
        IEnumerable<double> Of(string prefix) =>
            record["numbers"]!.AsObject().Where(number => number.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(number => (double)number.Value!);

        AuthorRecordCommand.Keep(_clone.Context, In(""), "01", "cnn-short");
        var kept = TrainingRecord.Load(Path.Combine(_clone.Root, "lessons", "01-slopes", "runs", "cnn-short-layers.json"));
        Assert.Equal(("cnn-short-layers", "course evaluate cnn --layers", 3), (kept.Name, kept.Command, kept.Seed));

        Run(Cnn, s_short, restart: true);
        Assert.False(File.Exists(In("layers.json")));
    }

    private static double Right(SavedModel model)
    {
        var accuracy = new Accuracy();
        using var test = ImageData.ForTest(model.Recipe.Fit(ImageData.Load(model.Data), new Rng(model.Seed)).Test, model.Format);
        Evaluation.Run(model.Network, test, [accuracy]);
        return accuracy.Value;
    }

    private void Run(Recipe recipe, RecipeOptions options, bool restart = false) =>
        Assert.Equal(ExitCodes.Ok, Runner(recipe, options, restart: restart).Run(CancellationToken.None));

    private TrainingRunner Runner(Recipe recipe, RecipeOptions options, bool resume = false, bool restart = false) =>
        new(_clone.Context, recipe, options, new RunFolder(In("")), new(["course", "train", recipe.Name])) { Resume = resume, Restart = restart };

    private string In(string file) => Path.Combine(_clone.Root, "run", file);
}
