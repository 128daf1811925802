using System.Globalization;
using System.Text.Json;
using CourseKit.Course.Content;
using MiniTensor;
using MiniTensor.IO;
using MiniTensor.Nn;
using MiniTensor.Training;

namespace CourseKit.Course.Training;

/// <summary>A trained model as a run keeps it: its weights, and with them what it takes to show it a picture.</summary>
/// <param name="Recipe">What it is.</param>
/// <param name="Data">What it learnt from.</param>
/// <param name="Seed">The seed of its run, by which pictures were drawn.</param>
/// <param name="Format">How it sees pictures.</param>
/// <param name="Network">The network with its weights, in evaluation mode.</param>
internal sealed record SavedModel(Recipe Recipe, string Data, ulong Seed, PictureFormat Format, Layer Network)
{
    private const string SeedText = "seed";

    /// <summary>Keeps a model; the file that was there stays until the new one is whole.</summary>
    public static void Save(string path, Recipe recipe, RecipeOptions options, Module network, PictureFormat? format)
    {
        Dictionary<string, string> texts = new()
        {
            ["model"] = recipe.Name,
            ["data"] = options.Data,
            [SeedText] = options.Seed.ToString(CultureInfo.InvariantCulture),
        };
        if (format is not null)
        {
            texts["shape"] = StateText.Of(format.Shape.ToArray());
            texts["classes"] = JsonSerializer.Serialize(format.ClassNames);
            texts["mean"] = StateText.Of(format.Mean);
            texts["deviation"] = StateText.Of(format.Deviation);
        }

        Checkpoint.Save(path, network.StateDictionary(), texts);
    }

    /// <summary>The run's setup made anew, with the network as it was before its training.</summary>
    public TrainingSetup Start()
    {
        var usual = Recipe.On(Data);
        return Recipe.Build(new(Data, usual.Epochs, usual.Steps, usual.Batch, usual.Rate, Seed));
    }

    /// <summary>Reads a model back.</summary>
    /// <exception cref="CourseException">There is none, it is damaged, or no model of pictures that this program knows.</exception>
    public static SavedModel Load(string path)
    {
        try
        {
            var texts = Texts(path);
            if (texts.ContainsKey("settings.model"))
            {
                var run = Path.GetDirectoryName(Path.GetDirectoryName(path)) ?? "";
                throw new CourseException(
                    $"{path} is a checkpoint, from which a run goes on. The model of a run that has ended is {Path.Combine(run, RunFolder.ModelFile)}.");
            }

            var recipe = RecipeBook.Get(texts["model"]);
            if (recipe.Network is not { } make)
            {
                throw new CourseException($"{path} holds {recipe.Name}, which does not look at pictures.");
            }

            var shape = StateText.ReadAll<int>(texts, "shape", 3);
            var format = new PictureFormat(
                shape,
                JsonSerializer.Deserialize<string[]>(texts["classes"]) ?? [],
                StateText.ReadAll<double>(texts, "mean", shape[0]),
                StateText.ReadAll<double>(texts, "deviation", shape[0]));
            var network = make(format, new Rng(0));
            network.Load(path);
            network.Eval();
            var seed = texts.ContainsKey(SeedText) ? StateText.Read<ulong>(texts, SeedText) : 0; // the first models were kept without
            return new SavedModel(recipe, texts["data"], seed, format, network);
        }
        catch (SafetensorsException e)
        {
            throw e.IsDamaged
                ? new CourseException($"{e.Fault} {Remedy(path)}") { ExitCode = ExitCodes.Failed }
                : new CourseException($"{e.Fault} It is of another version of the model. Train the model anew.");
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException)
        {
            throw new CourseException($"{path} does not say what model it is of: `course train` keeps that with the weights. Train the model anew.");
        }
    }

    private static string Remedy(string path) =>
        new RunFolder(Path.GetDirectoryName(path) ?? "") is { HasCheckpoints: true, Command: { } command }
            ? $"The run's checkpoints are there: `{command.With("--resume")}` makes the model of the last one again."
            : "Train the model anew, or copy the file again.";

    private static IReadOnlyDictionary<string, string> Texts(string path)
    {
        using var scope = new TensorScope();
        Safetensors.Load(path, out var texts);
        return texts;
    }
}
