using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MiniTensor.IO;

namespace MiniTensor.Training;

/// <summary>What came out of a run, and what it takes to get it again: a JSON file that lessons and figures quote.</summary>
/// <param name="Name">What the run is called.</param>
/// <param name="Command">The command that gives the run back.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Commit">The commit of the program.</param>
/// <param name="Machine">The kind of machine.</param>
/// <param name="Threads">How many threads it ran on.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Numbers">Single numbers, and arrays of them for curves.</param>
public sealed partial record TrainingRecord(
    string Name, string Command, long Seed, string Commit, string Machine, int Threads, double Seconds, JsonObject Numbers)
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>A number as JSON can hold it: one that is not finite becomes null.</summary>
    public static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;

    /// <summary>A curve.</summary>
    public static JsonArray Curve(IEnumerable<double> values) => [.. values.Select(Number)];

    /// <summary>The file's text: a number on a line, a curve too.</summary>
    public string ToJson()
    {
        var json = new JsonObject
        {
            ["name"] = Name,
            ["command"] = Command,
            ["seed"] = Seed,
            ["commit"] = Commit,
            ["machine"] = Machine,
            ["threads"] = Threads,
            ["seconds"] = Math.Round(Seconds, 1),
            ["numbers"] = Numbers.DeepClone(),
        };
        return List().Replace(json.ToJsonString(s_json), list => Space().Replace(list.Value, " ")) + "\n";
    }

    /// <summary>Writes the file; an old one stays until the new one is whole.</summary>
    public void Save(string path) => AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(ToJson())));

    [GeneratedRegex(@"\[[^\[\]{}]*\]", RegexOptions.None, 10_000)]
    private static partial Regex List();

    [GeneratedRegex(@"\s+", RegexOptions.None, 10_000)]
    private static partial Regex Space();
}
