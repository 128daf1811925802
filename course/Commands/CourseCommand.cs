using System.CommandLine;

namespace CourseKit.Course.Commands;

/// <summary>A command with the examples that its help shows; there is none without an example.</summary>
internal sealed class CourseCommand(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Command lines that work as they stand.</summary>
    public IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>Runs the command in the learner's clone.</summary>
    public void Run(Func<CourseContext, ParseResult, CancellationToken, Task<int>> action) =>
        SetAction((parse, cancel) => InBackground(() => action(CourseContext.Open(), parse, cancel)));

    /// <summary>Runs the command in the learner's clone.</summary>
    public void Run(Func<CourseContext, ParseResult, int> action) =>
        SetAction((parse, _) => InBackground(() => Task.FromResult(action(CourseContext.Open(), parse))));

    /// <summary>Ctrl+C reaches a command, and waits for it to end cleanly, only once its task exists.</summary>
    public static Task<int> InBackground(Func<Task<int>> action) => Task.Run(action);
}
