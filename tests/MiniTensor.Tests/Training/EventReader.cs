using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace MiniTensor.Tests.Training;

/// <summary>A reader of event files that is not ours: npm's tfrecord and protobufjs.</summary>
internal static class EventReader
{
    /// <summary>The events of a file; skips the test where the reader is not installed.</summary>
    public static List<JsonElement> Read(string file)
    {
        var reader = Folder();
        Skip.IfNot(Directory.Exists(Path.Combine(reader, "node_modules", "tfrecord")), $"the reader is not installed: npm ci --prefix {reader}");
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Combine(reader, "read.js"), file])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = node.StandardError.ReadToEndAsync();
        var lines = node.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        node.WaitForExit();
        return node.ExitCode == 0 ? [.. lines.Select(line => JsonElement.Parse(line))] : throw new InvalidDataException(errors.Result);
    }

    /// <summary>The first value of an event's summary.</summary>
    public static JsonElement Value(JsonElement one) => one.GetProperty("summary").GetProperty("value")[0];

    private static string Folder() => Path.Combine(Kit.Root, "tests", "MiniTensor.Tests", "Training", "Reader");
}
