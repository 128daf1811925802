using System.Text.Json.Nodes;
using CourseKit.Course.LessonPipeline.Running;
using MiniTensor.Training;

namespace CourseKit.Course.LessonPipeline.Building;

/// <summary>runs/NAME.json: the numbers of a run, and what it takes to get them again.</summary>
internal static class RecordFile
{
    /// <summary>The file's text: the old one, while it has the same numbers; else a new one.</summary>
    public static string Text(KeptRun run, string lessonId, string file, string root)
    {
        if (Read(file) is { } old && Agrees(old, run))
        {
            return File.ReadAllText(file).ReplaceLineEndings("\n");
        }

        var command = $"dotnet run --project course -- author lessons {lessonId}";
        return TrainingRecord.Of(run.Name, command, run.Seed, run.Seconds, run.Numbers, root).ToJson();
    }

    /// <summary>The numbers of a record's text.</summary>
    public static JsonObject? NumbersIn(string text) => JsonNode.Parse(text)?["numbers"] as JsonObject;

    private static JsonObject? Read(string file) => File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file)) as JsonObject : null;

    private static bool Agrees(JsonObject old, KeptRun run) => (int?)old["seed"] == run.Seed && old["numbers"] is JsonObject numbers
        && (run.Volatile ? NamesOf(numbers) == NamesOf(run.Numbers) : Alike.Texts(numbers.ToJsonString(), run.Numbers.ToJsonString()));

    private static string NamesOf(JsonObject numbers) => string.Join(' ', numbers.Select(number => number.Key));
}
