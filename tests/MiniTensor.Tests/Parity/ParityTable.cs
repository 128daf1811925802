using System.Globalization;
using System.Text;
using MiniTensor.Tests.Nn;
using MiniTensor.Tests.Optim;

namespace MiniTensor.Tests.Parity;

/// <summary>minitensor/PARITY.md: what is compared with PyTorch, and how far apart it was.</summary>
internal static class ParityTable
{
    private const string VersionLine = "PyTorch ";

    private const string AfterTenSteps =
        "Both sides begin with the same state dictionary and make ten steps of SGD with momentum, PyTorch in float64. Compared are the losses of all steps and the result "
        + "afterwards in evaluation mode, relative to the largest number, at least 1; and each parameter and buffer after the last step (where there are no parameters, "
        + "each input, which is trained then): the length of the difference, relative to that of the way it went. Where a row drops numbers, PyTorch drops those that minitensor drew.";

    private static readonly LayerCase[] s_networks = [.. LayerParityTests.Rows.Where(row => row.Python.StartsWith("networks.", StringComparison.Ordinal))];
    private static readonly LayerCase[] s_layers = [.. LayerParityTests.Rows.Except(s_networks)];

    private static readonly Section[] s_sections =
    [
        new(
            "Ops",
            "One line for each op and tolerance. An op's cases differ in shapes, options and inputs; each is computed from row-major inputs and from inputs with gaps "
            + "and axes in reverse order. A difference is relative to the largest of PyTorch's numbers, at least 1; where inputs hold NaN and infinities, to each number.",
            ["op", "cases", "tolerance", "of gradients", "results", "gradients"],
            [.. ParityCases.All.GroupBy(row => (Op: row.Name.Split(',')[0], row.Tolerance, row.GradientTolerance)).Select(OpRow)]),
        new("Layers", AfterTenSteps, Trained("layer"), [.. s_layers.Select(TrainedRow)]),
        new(
            "Networks",
            "The same; the networks in PyTorch are those of tests/MiniTensor.Tests/Parity/networks.py. ResNet9 and AirBench94 have a tolerance of 1e-2 for the parameters: after "
            + "some steps about one kink a step, of a ReLU or of a maximum over a window, falls the other way in float32 than in float64, and a gradient takes another path there. "
            + "For the ResNet of depth 14 that happens to one kink where there is no AVX2, whose kernels round in another order: so its result has 5e-4 (1.2e-4 found there).",
            Trained("network"),
            [.. s_networks.Select(TrainedRow)]),
        new(
            "Optimizers",
            "Ten steps on a small network, which PyTorch makes in float64; Muon, which PyTorch does not have, is that of tests/MiniTensor.Tests/Parity/muon.py. "
            + "The difference of the parameters is relative to the longest way that one of their numbers went.",
            ["optimizer", "tolerance", "parameters"],
            [.. OptimParityTests.Rows.Select(row => new Row([row.Name, Text(OptimParityTests.Tolerance)], () => [Within(OptimParityTests.Measure(row), OptimParityTests.Tolerance)]))]),
        new(
            "Schedules",
            "The learning rates of twenty steps.",
            ["schedule", "tolerance", "rates"],
            [.. OptimParityTests.Schedules.Select(row => new Row([row.Name, Text(OptimParityTests.RateTolerance)], () => [Within(OptimParityTests.Measure(row), OptimParityTests.RateTolerance)]))]),
    ];

    private static string[] Trained(string what) => [what, "tolerance", "of parameters and buffers", "losses", "parameters and buffers", "result"];

    /// <summary>The whole document.</summary>
    /// <param name="version">Which PyTorch.</param>
    /// <param name="measured">What stands in the last columns of a row.</param>
    public static string Write(string version, Func<Row, IReadOnlyList<string>> measured)
    {
        var text = new StringBuilder();
        text.Append("# Parity with PyTorch\n\n");
        text.Append("Written by the tests of minitensor; CONTRIBUTING.md has the command. Each row is a test: it fails when a difference is above its tolerance.\n");
        text.Append("Differences are the largest that were found, and the last digits of them depend on the machine.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{VersionLine}{version}\n\n");
        text.Append("That is what `torch.__version__` says. Debian's package python3-torch 1.13.1 calls itself 1.13.0a0 there.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{ParityCases.All.Count} cases of ops, {s_layers.Length} of layers, {s_networks.Length} of networks, ");
        text.Append(CultureInfo.InvariantCulture, $"{OptimParityTests.Rows.Count} of optimizers, {OptimParityTests.Schedules.Count} of schedules.\n");
        foreach (var section in s_sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {section.Title}\n\n{section.Says}\n\n");
            text.Append(Line(section.Columns)).Append(Line(section.Columns.Select(_ => "---")));
            foreach (var row in section.Rows)
            {
                text.Append(Line([.. row.Known, .. measured(row)]));
            }
        }

        return text.ToString();
    }

    /// <summary>The same, its last columns read from a document that was written before; "?" where it does not have the row.</summary>
    public static string WriteFrom(string document)
    {
        var lines = document.Split('\n');
        var version = lines.FirstOrDefault(line => line.StartsWith(VersionLine, StringComparison.Ordinal))?[VersionLine.Length..] ?? "?";
        return Write(version, row =>
        {
            var start = Line(row.Known)[..^1];
            var line = lines.FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal));
            return line is null ? ["?"] : line[start.Length..].Trim(' ', '|').Split(" | ");
        });
    }

    private static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";

    private static Row OpRow(IEnumerable<ParityCase> cases)
    {
        var rows = cases.ToList();
        var (name, tolerance, ofGradients) = (rows is [var only] ? only.Name : rows[0].Name.Split(',')[0], rows[0].Tolerance, rows[0].GradientTolerance);
        return new([name, rows.Count.ToString(CultureInfo.InvariantCulture), Text(tolerance), Text(ofGradients)], () =>
        {
            var found = rows.ConvertAll(ParityTests.Measure);
            var gradients = found.Where(one => one.Gradients is not null).Select(one => one.Gradients!.Value).ToList();
            return [
                Within(found.Select(one => one.Result).Aggregate((a, b) => a.Or(b)), tolerance),
                gradients.Count == 0 ? "none" : Within(gradients.Aggregate((a, b) => a.Or(b)), ofGradients),
            ];
        });
    }

    private static Row TrainedRow(LayerCase row) => new([row.Name, Text(row.Tolerance), Text(row.StateTolerance)], () =>
    {
        var (losses, state, result) = LayerParityTests.Measure(row);
        return [Within(losses, row.Tolerance), Within(state, row.StateTolerance), Within(result, row.Tolerance)];
    });

    private static string Within(Difference difference, double tolerance)
    {
        difference.AssertAtMost(tolerance);
        return Text(difference.Size);
    }

    private static string Text(double value) => value == 0 ? "0" : value.ToString("0.0e-0", CultureInfo.InvariantCulture);

    /// <summary>One line: what is known without PyTorch, and what measures the rest.</summary>
    internal sealed record Row(string[] Known, Func<string[]> Measure);

    private sealed record Section(string Title, string Says, string[] Columns, Row[] Rows);
}
