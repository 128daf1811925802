using Xunit;

namespace MiniTensor.Tests.Parity;

/// <summary>Keeps minitensor/PARITY.md at what the tests compare.</summary>
public sealed class ParityTableTests
{
    /// <summary>Names the file that the table is written to, from the root of the clone.</summary>
    private const string Variable = "COURSEKIT_PARITY";

    private const string Document = "minitensor/PARITY.md";

    [SkippableFact]
    public void The_document_lists_the_rows_that_the_tests_have()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file)
        {
            Skip.If(TorchProcess.Shared.Missing is not null, TorchProcess.Shared.Missing);
            File.WriteAllText(Path.Combine(Kit.Root, file), ParityTable.Write(TorchProcess.Shared.Version, row => row.Measure()));
        }

        var document = File.ReadAllText(Path.Combine(Kit.Root, Document)).ReplaceLineEndings("\n");
        var expected = ParityTable.WriteFrom(document);
        string[] missing = [.. expected.Split('\n').Except(document.Split('\n'))];
        string[] stale = [.. document.Split('\n').Except(expected.Split('\n'))];
        Assert.True(
            document == expected,
            $"{Document} is not of these tests. Write it anew: {Variable}={Document} dotnet test tests/MiniTensor.Tests --filter ParityTable\n"
            + $"It should have:\n{string.Join('\n', missing.Take(5))}\nIt should not have:\n{string.Join('\n', stale.Take(5))}");
    }
}
