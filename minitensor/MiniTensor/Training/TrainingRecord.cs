using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MiniTensor.Backends.Cpu;
using MiniTensor.IO;

namespace MiniTensor.Training;

/// <summary>What came out of a run, and what it takes to get it again: a JSON file that lessons and figures quote.</summary>
/// <param name="Name">What the run is called.</param>
/// <param name="Command">The command that gives the run back.</param>
/// <param name="Seed">Its seed.</param>
/// <param name="Commit">The commit that the program was built from; "unknown" outside a clone, several where a run went on with another program.</param>
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

    /// <summary>The record of a run that was made here: with this machine, its threads, and the commit that the program was built from.</summary>
    /// <param name="name">What the run is called.</param>
    /// <param name="command">The command that gives the run back.</param>
    /// <param name="seed">Its seed.</param>
    /// <param name="seconds">How long it took.</param>
    /// <param name="numbers">Single numbers, and arrays of them for curves.</param>
    public static TrainingRecord Of(string name, string command, long seed, double seconds, JsonObject numbers) =>
        new(name, command, seed, SourceCommit.OfProgram, Training.Machine.Describe(), CpuThreads.Count, seconds, numbers);

    /// <summary>Reads a record's file.</summary>
    /// <exception cref="InvalidDataException">It is none; the message names it, and what is wrong.</exception>
    public static TrainingRecord Load(string path)
    {
        try
        {
            var json = JsonNode.Parse(File.ReadAllText(path));
            T Get<T>(string name) => json?[name] is { } node ? node.GetValue<T>() : throw new FormatException($"it has no \"{name}\"");
            var numbers = json?["numbers"] as JsonObject ?? throw new FormatException("it has no \"numbers\"");
            return new(
                Get<string>("name"), Get<string>("command"), Get<long>("seed"), Get<string>("commit"), Get<string>("machine"),
                Get<int>("threads"), Get<double>("seconds"), numbers.DeepClone().AsObject());
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path} is no record of a run: {e.Message.TrimEnd('.')}.", e);
        }
    }

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
