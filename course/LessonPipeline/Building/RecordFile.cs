using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CourseKit.Course.LessonPipeline.Running;

namespace CourseKit.Course.LessonPipeline.Building;

/// <summary>runs/NAME.json: the numbers of a run, and what it takes to get them again.</summary>
internal static partial class RecordFile
{
    /// <summary>Numbers as JSON writes them, with all the digits they have.</summary>
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The file's text: the old one, while it has the same numbers; else a new one.</summary>
    public static string Text(KeptRun run, string lessonId, string file, string root)
    {
        if (Read(file) is { } old && Agrees(old, run))
        {
            return File.ReadAllText(file).ReplaceLineEndings("\n");
        }

        var json = new JsonObject
        {
            ["name"] = run.Name,
            ["command"] = $"dotnet run --project course -- author lessons {lessonId}",
            ["seed"] = run.Seed,
            ["commit"] = Machine.Commit(root),
            ["machine"] = Machine.Describe(),
            ["threads"] = Environment.ProcessorCount,
            ["seconds"] = Math.Round(run.Seconds, 1),
            ["numbers"] = run.Numbers.DeepClone(),
        };

        // A curve stays on one line.
        return List().Replace(json.ToJsonString(s_json), list => Space().Replace(list.Value, " ")) + "\n";
    }

    /// <summary>The numbers of a record's text.</summary>
    public static JsonObject? NumbersIn(string text) => JsonNode.Parse(text)?["numbers"] as JsonObject;

    [GeneratedRegex(@"\[[^\[\]{}]*\]", RegexOptions.None, 10_000)]
    private static partial Regex List();

    [GeneratedRegex(@"\s+", RegexOptions.None, 10_000)]
    private static partial Regex Space();

    private static JsonObject? Read(string file) => File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file)) as JsonObject : null;

    private static bool Agrees(JsonObject old, KeptRun run) => (int?)old["seed"] == run.Seed && old["numbers"] is JsonObject numbers
        && (run.Volatile ? NamesOf(numbers) == NamesOf(run.Numbers) : Alike.Texts(numbers.ToJsonString(), run.Numbers.ToJsonString()));

    private static string NamesOf(JsonObject numbers) => string.Join(' ', numbers.Select(number => number.Key));
}

/// <summary>Where a run was made: the kind of machine, not its name.</summary>
internal static class Machine
{
    public static string Describe() => $"{Processor()}, {Environment.ProcessorCount} threads, {System.Runtime.InteropServices.RuntimeInformation.OSDescription.Split(' ')[0]}";

    /// <summary>The commit that the files stand on, or "unknown" outside a git clone.</summary>
    public static string Commit(string root) => Ask("git", root, "rev-parse", "--short=10", "HEAD") ?? "unknown";

    private static string Processor()
    {
        if (OperatingSystem.IsWindows())
        {
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown processor";
        }

        return OperatingSystem.IsMacOS()
            ? Ask("sysctl", ".", "-n", "machdep.cpu.brand_string") ?? "unknown processor"
            : File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
                ?? "unknown processor";
    }

    private static string? Ask(string program, string folder, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            });
            var answer = process?.StandardOutput.ReadToEnd().Trim();
            process?.WaitForExit();
            return process?.ExitCode == 0 && answer?.Length > 0 ? answer : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // the program is not installed
        }
    }
}
