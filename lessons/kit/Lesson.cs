using System.Text.Json;
using System.Text.Json.Nodes;
using CourseKit.Display;
using MiniTensor.Data;

namespace CourseKit;

/// <summary>What a lesson's cells call: show something, find data, read and write run records.</summary>
public static class Lesson
{
    /// <summary>What the course program puts here while it runs a lesson's cells itself.</summary>
    internal static ILessonHost? Host { get; set; }

    /// <summary>Where the current lesson keeps its runs and figures: lessons/NN-slug.</summary>
    internal static LessonFolder Folder { get; private set; } = LessonFolder.Unknown;

    /// <summary>Says which lesson this is. The first cell of every lesson does.</summary>
    /// <param name="lesson">The lesson's folder, for example "02-graph".</param>
    public static void Open(string lesson)
    {
        Folder = LessonFolder.Find(lesson);
        InteractiveHost.ShowValuesAsText();
    }

    /// <summary>Shows a value, a text, a <see cref="Figure"/> or a <see cref="Mermaid"/> drawing in whatever hosts the cell.</summary>
    public static void Show(object? value)
    {
        ILessonHost? notebook = InteractiveHost.Find();
        (Host ?? notebook ?? ConsoleHost.Instance).Show(value);
    }

    /// <summary>The path of a data file, for example <c>Lesson.Data("names", "names.txt")</c>.</summary>
    public static string Data(string set, string file)
    {
        // A file-based app runs from a temporary folder, perhaps called from far away: then the lesson's own folder
        // leads to the kit's data.
        var inKit = Folder.Kit is { } kit ? Path.Combine(kit, "data", set, file) : "";
        return File.Exists(inKit) && !DataFolder.Folders().Any(folder => File.Exists(Path.Combine(folder, set, file)))
            ? inKit
            : DataFolder.Find(set, file);
    }

    /// <summary>Keeps the numbers of a run, for the text and the figures to quote (written by the author's build only).</summary>
    /// <param name="name">The record's name: lessons/NN-slug/runs/NAME.json.</param>
    /// <param name="seed">The seed that gives the run back.</param>
    /// <param name="numbers">An anonymous object: numbers, or arrays of them for curves.</param>
    public static void Record(string name, int seed, object numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        if (JsonSerializer.SerializeToNode(numbers) is not JsonObject values)
        {
            throw new ArgumentException(
                "Lesson.Record: the numbers must have names, as in new { loss, accuracy }.", nameof(numbers));
        }

        Host?.Record(name, seed, values);
    }

    /// <summary>Reads a recorded run of this lesson, for the numbers that would take too long to compute again.</summary>
    /// <param name="name">The record's name: lessons/NN-slug/runs/NAME.json.</param>
    public static RunRecord Run(string name) => RunRecord.Read(Folder.File("runs", name + ".json"));
}
