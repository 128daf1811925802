using System.Text.Json.Nodes;

namespace CourseKit.Display;

/// <summary>What runs the cells: it shows things and may keep records.</summary>
internal interface ILessonHost
{
    void Show(object? value);

    void Record(string name, int seed, JsonObject numbers);
}

/// <summary>A terminal, or any host we know nothing about: everything is text.</summary>
internal sealed class ConsoleHost : ILessonHost
{
    public static readonly ConsoleHost Instance = new();

    public void Show(object? value) => Console.WriteLine(PlainText.Of(value));

    public void Record(string name, int seed, JsonObject numbers)
    {
        // Only the author's build keeps records.
    }
}
