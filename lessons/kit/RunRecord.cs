using System.Text.Json.Nodes;

namespace CourseKit;

/// <summary>The numbers of a run that somebody made and kept.</summary>
public sealed class RunRecord
{
    private readonly string _file;
    private readonly JsonNode _json;

    private RunRecord(string file, JsonNode json) => (_file, _json) = (file, json);

    /// <summary>The command that gives the run back.</summary>
    public string Command => (string?)_json["command"] ?? "";

    /// <summary>How long the run took, on the machine that the record names.</summary>
    public double Seconds => (double?)_json["seconds"] ?? double.NaN;

    /// <summary>Whether the run has a number, or a row of numbers, of that name.</summary>
    public bool Has(string name) => _json["numbers"]?[name] is not null;

    /// <summary>A single number of the run, for example "loss".</summary>
    public double Number(string name) => (double)Get(name);

    /// <summary>A row of numbers of the run, for example the loss after each step.</summary>
    public double[] Curve(string name) => [.. Get(name).AsArray().Select(number => (double?)number ?? double.NaN)];

    internal static RunRecord Read(string file)
    {
        if (!File.Exists(file))
        {
            throw new FileNotFoundException($"The recorded run {file} is missing. Restore it: git checkout -- {file}", file);
        }

        return new RunRecord(file, JsonNode.Parse(File.ReadAllText(file)) ?? throw Broken(file, "it is empty"));
    }

    private JsonNode Get(string name) => _json["numbers"]?[name] ?? throw Broken(_file, $"it has no number \"{name}\"");

    private static InvalidDataException Broken(string file, string fault) => new($"The recorded run {file} is of no use: {fault}.");
}
