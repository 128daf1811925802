using CourseKit.Course.Content;

namespace CourseKit.Course.Training;

/// <summary>The runs of this clone, and how one of them is asked for.</summary>
/// <param name="folder">Where runs are kept that say nothing else.</param>
internal sealed class RunShelf(string folder)
{
    public RunShelf(Workspace workspace)
        : this(Path.Combine(workspace.StateFolder, "runs"))
    {
    }

    /// <summary>Where a run of a model on a data set is kept.</summary>
    public string FolderOf(Recipe recipe, string data) => Path.Combine(folder, $"{recipe.Name}-{data}");

    /// <summary>The weights that are meant by a file, by a run's folder, by its name, or by a model's name: then those of its latest run.</summary>
    /// <param name="run">What was asked for.</param>
    /// <param name="data">Of several runs of a model, the one on this data set, if there is one.</param>
    public string Find(string run, string? data = null)
    {
        if (File.Exists(run))
        {
            return Path.GetFullPath(run);
        }

        if (new[] { run, Path.Combine(folder, run) }.FirstOrDefault(Directory.Exists) is { } named)
        {
            return Weights(named) ?? throw new CourseException($"{named} has no {RunFolder.ModelFile}: it is written when a run ends. {Remedy(run)}");
        }

        var name = RecipeBook.All.FirstOrDefault(recipe => string.Equals(recipe.Name, run, StringComparison.OrdinalIgnoreCase))?.Name;
        var runs = Directory.Exists(folder) ? Directory.GetDirectories(folder, $"{name}-*") : [];
        var ended = runs.Select(Weights).OfType<string>().OrderByDescending(File.GetLastWriteTimeUtc).ToList();
        return ended.FirstOrDefault(file => Path.GetDirectoryName(file) == Path.Combine(folder, $"{name}-{data}"))
            ?? ended.FirstOrDefault(file => IsOf(file, name))
            ?? throw new CourseException(name is null
                ? $"There is no run {run}: no file, no folder, and no model of that name. `course train --list` shows the models."
                : $"No run of {name} has ended yet. {Remedy(name)}");
    }

    private static string? Weights(string run) => Path.Combine(Path.GetFullPath(run), RunFolder.ModelFile) is var file && File.Exists(file) ? file : null;

    // resnet9-cifar10 is a run of resnet9, and mlp-dropout-digits none of mlp.
    private static bool IsOf(string file, string? name)
    {
        var run = Path.GetFileName(Path.GetDirectoryName(file)) ?? "";
        return RecipeBook.All.Any(recipe => recipe.Name == name && recipe.Cases.Any(known => run == $"{name}-{known.Data}"));
    }

    private static string Remedy(string name) => RecipeBook.All.Any(recipe => recipe.Name == name)
        ? $"`course train {name}` trains it, `course train {name} --resume` goes on with a run that was stopped."
        : "Go on with the run: `course train ... --resume`.";
}
