using System.Text.RegularExpressions;
using Xunit;

namespace MiniTensor.Tests;

/// <summary>What the source of backends and ops has to keep to, and no result on this machine would show.</summary>
public sealed partial class BackendSourceTests
{
    // A forgotten one gives a wrong number only where code is optimised and a collection comes at the wrong moment.
    [Fact]
    public void Whoever_takes_a_pointer_keeps_its_tensor_alive()
    {
        var folder = Path.Combine(Kit.Root, "minitensor", "MiniTensor", "Backends", "Cpu");
        var members = Directory.GetFiles(folder, "CpuBackend*.cs").SelectMany(file => Member().Split(File.ReadAllText(file)).Skip(1)).ToList();
        var takers = members.Where(member => Pointer().IsMatch(member) && !member.Contains("float* Data", StringComparison.Ordinal)).ToList();
        Assert.True(takers.Count > 30, $"{takers.Count} members were found");
        foreach (var member in takers)
        {
            var kept = string.Join(' ', Kept().Matches(member).Select(call => call.Value));
            Assert.All(
                Pointer().Matches(member).Select(taken => taken.Groups["name"].Value).Except(["partials"]), // which Dispose keeps
                name => Assert.True(Regex.IsMatch(kept, $@"\b{name}\b|\.{name}\b", RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5)), $"{name} in {member.Trim().Split('\n')[0]}"));
        }
    }

    [Fact]
    public void Ops_make_their_constants_on_the_backend_of_their_input()
    {
        var ops = Directory.GetFiles(Path.Combine(Kit.Root, "minitensor", "MiniTensor", "Ops"), "*.cs", SearchOption.AllDirectories);
        var elsewhere = ops
            .Where(file => Path.GetFileName(file) != "Embedding.cs") // OneHot is made of indices, and has no input
            .SelectMany(file => File.ReadLines(file).Select(line => $"{Path.GetFileName(file)}: {line.Trim()}"))
            .Where(line => !line.Contains("///", StringComparison.Ordinal) && Created().IsMatch(line));
        Assert.Empty(elsewhere);
    }

    [GeneratedRegex(@"\bTensor\.(Of|Zeros|Ones|Full|Scalar|Arange|Linspace|Eye|Empty)\(|[^.\w](Arange|Zeros|Ones|Full)\(", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Created();

    [GeneratedRegex(@"^    (?=(public|private|internal) [^\n]*\()", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Member();

    [GeneratedRegex(@"\b(Data|DataOrNull|new Matrices|OrNone)\((?<name>\w+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Pointer();

    [GeneratedRegex(@"KeepAlive\([^;]*;", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Kept();
}
