using MiniTensor.Data;

namespace CourseKit;

/// <summary>What a lesson's cells call: show something, find data, read and write run records.</summary>
public static class Lesson
{
    /// <summary>Shows a value, a text, a <see cref="Figure"/> or a <see cref="Mermaid"/> drawing in whatever hosts the cell.</summary>
    public static void Show(object? value) => Console.WriteLine(value);

    /// <summary>The path of a data file, for example <c>Lesson.Data("names", "names.txt")</c>.</summary>
    public static string Data(string set, string file) => DataFolder.Find(set, file);

    /// <summary>Keeps the numbers of a run, for the text and the figures to quote (written by the author's build only).</summary>
    /// <param name="name">The record's name: lessons/NN-slug/runs/NAME.json.</param>
    /// <param name="seed">The seed that gives the run back.</param>
    /// <param name="numbers">An anonymous object: numbers, or arrays of them for curves.</param>
    public static void Record(string name, int seed, object numbers) => throw new NotSupportedException(name + seed + numbers);
}

/// <summary>A drawing in Mermaid's text form, for example what GraphWriter.Mermaid gives.</summary>
public sealed record Mermaid(string Text);
