using System.Text.Json.Nodes;
using CourseKit.Course;
using CourseKit.Course.Data;
using CourseKit.Course.Training;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Training;
using Xunit;

namespace CourseKit.Tests.Course.Training;

/// <summary>Every recipe for pictures: two steps of it, on a few of the pictures that come with the kit.</summary>
public sealed class PictureRecipeTests : IDisposable
{
    private readonly TempClone _clone = new();

    public static TheoryData<string> Names => [.. RecipeBook.All.Where(recipe => recipe.Network is not null).Select(recipe => recipe.Name)];

    public void Dispose() => _clone.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_is_whole_and_one_that_was_killed_and_goes_on_ends_in_the_same_bytes(string name)
    {
        var recipe = RecipeBook.Get(name);
        var usual = recipe.Cases.First(known => !DataSources.IsOptional(known.Data));
        var options = new RecipeOptions(usual.Data, null, Steps: 2, Batch: 2, usual.Rate, Seed: 3) { MostPictures = 6 };
        Run("whole", resume: false);

        // What a process leaves that is killed in its second step.
        Directory.CreateDirectory(In("killed", "checkpoints"));
        File.Copy(In("whole", "checkpoints/step-000000001.safetensors"), In("killed", "checkpoints/step-000000001.safetensors"));
        Run("killed", resume: true);
        Assert.Equal(File.ReadAllBytes(In("whole", "model.safetensors")), File.ReadAllBytes(In("killed", "model.safetensors")));

        var model = SavedModel.Load(In("whole", "model.safetensors"));
        Assert.Equal((name, usual.Data, 3UL), (model.Recipe.Name, model.Data, model.Seed));
        Assert.Equal(ShapeOf(recipe, usual.Data), model.Format.Shape.ToString());
        var record = JsonNode.Parse(File.ReadAllText(In("whole", "run.json")))!;
        var numbers = record["numbers"]!.AsObject();
        Assert.Equal(6, numbers["confusion"]!.AsArray().Sum(row => row!.AsArray().Sum(count => (int)count!)));
        Assert.Equal(recipe.Views is not null, numbers.ContainsKey("test_accuracy_averaged"));
        if (recipe.Views is not null)
        {
            Assert.True((double)numbers["averaged_seconds"]! >= (double)record["seconds"]!);
            Assert.Equal(AveragedAccuracy(model, options), (double)numbers["test_accuracy_averaged"]!, 1e-12);
            Assert.Contains("% averaged over ", File.ReadAllText(In("whole", "report.html")), StringComparison.Ordinal);
        }

        void Run(string folder, bool resume)
        {
            var runner = new TrainingRunner(_clone.Context, recipe, options, new RunFolder(In(folder, "")), new(["course", "train", name])) { Resume = resume, CheckpointEvery = 1 };
            Assert.Equal(ExitCodes.Ok, runner.Run(CancellationToken.None));
        }
    }

    [Fact]
    public void The_digits_of_1989_are_drawn_by_the_seed_for_the_run_and_for_its_evaluation()
    {
        byte[] pixels = [.. Enumerable.Range(0, 8000).SelectMany(i => new[] { (byte)i, (byte)(i >> 8), (byte)0, (byte)0 })];
        var pictures = new ImageDataset(pixels, new byte[8000], [1, 2, 2], ["a"]);
        var recipe = RecipeBook.Get("lecun1989");
        string Drawn(ulong seed)
        {
            var test = recipe.Fit(new(pictures, pictures), new Rng(seed)).Test;
            Assert.Equal((2007, "(1, 16, 16)"), (test.Count, test.InputShape.ToString()));
            return string.Join(' ', Enumerable.Range(0, 20).Select(i => Convert.ToHexString(test.Pixels(i)[..16])));
        }

        Assert.Equal(Drawn(1), Drawn(1));
        Assert.NotEqual(Drawn(1), Drawn(2));
    }

    private static string ShapeOf(Recipe recipe, string data) => recipe.Name switch
    {
        "linear" or "mlp" or "lenet" => "(1, 28, 28)",
        "mlp-dropout" when data == "digits" => "(1, 8, 8)",
        "lecun1989" => "(1, 16, 16)",
        _ => "(3, 32, 32)", // grey pictures of 28 x 28, with a black edge
    };

    private static double AveragedAccuracy(SavedModel model, RecipeOptions options)
    {
        var pictures = model.Recipe.Fit(ImageData.Load(options), new Rng(model.Seed)).Test;
        using var loader = ImageData.ForTest(pictures, model.Format);
        var accuracy = new Accuracy();
        Evaluation.Run(model.Network, loader, [accuracy], Views);
        return accuracy.Value;

        Tensor Views(Module network, Batch batch) => model.Recipe.Name == "resnet9"
            ? TestTimeAveraging.Mirror((Layer)network, batch.Inputs)
            : TestTimeAveraging.MirrorAndTranslate((Layer)network, batch.Inputs);
    }

    private string In(string run, string file) => Path.Combine(_clone.Root, run, file);
}
