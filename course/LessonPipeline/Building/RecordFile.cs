using System.Text.Json.Nodes;
using CourseKit.Course.LessonPipeline.Running;
using MiniTensor.Training;

namespace CourseKit.Course.LessonPipeline.Building;

/// <summary>runs/NAME.json: the numbers of a run, and what it takes to get them again.</summary>
internal static class RecordFile
{
    /// <summary>The file's text: the old one, while it has the same numbers, or those of volatile cells are kept; else a new one.</summary>
    public static string Text(KeptRun run, string lessonId, string file, bool keepsVolatile)
    {
        if (run.Volatile ? keepsVolatile : Read(file) is { } old && Agrees(old, run))
        {
            return File.ReadAllText(file).ReplaceLineEndings("\n");
        }

        var command = $"dotnet run --project course -- author lessons {lessonId}";
        return TrainingRecord.Of(run.Name, command, run.Seed, run.Seconds, run.Numbers).ToJson();
    }

    /// <summary>The numbers of a record's text.</summary>
    public static JsonObject? NumbersIn(string text) => JsonNode.Parse(text)?["numbers"] as JsonObject;

    /// <summary>Whether the file has a record of the same seed, with numbers of the same names.</summary>
    public static bool IsOfTheSameForm(string file, KeptRun run) =>
        Read(file) is { } old && (int?)old["seed"] == run.Seed && old["numbers"] is JsonObject numbers && NamesOf(numbers) == NamesOf(run.Numbers);

    private static JsonObject? Read(string file) => File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file)) as JsonObject : null;

    private static bool Agrees(JsonObject old, KeptRun run) => (int?)old["seed"] == run.Seed && old["numbers"] is JsonObject numbers
        && Alike.Texts(numbers.ToJsonString(), run.Numbers.ToJsonString());

    private static string NamesOf(JsonObject numbers) => string.Join(' ', numbers.Select(number => number.Key));
}
