using System.Runtime.InteropServices;
using MiniTensor.IO;

namespace MiniTensor.Training;

/// <summary>What a run reported: a row of named numbers for each report (mostly an epoch), and the loss of every step.</summary>
/// <remarks>
/// Names are as in TensorBoard and the CSV file: epoch, step, seconds, learning_rate, loss, the metrics, and with validation data the same
/// with validation_ before them, or what <see cref="TrainerOptions.ValidationName"/> says.
/// </remarks>
public sealed class History : IStateful
{
    private readonly List<string> _columns = [];
    private readonly List<double[]> _rows = [];
    private readonly List<float> _stepLosses = [];

    /// <summary>The names of the numbers, in the order they were first reported.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>How many reports there were.</summary>
    public int Count => _rows.Count;

    /// <summary>The loss of each step of the optimizer, from the first on.</summary>
    public IReadOnlyList<float> StepLosses => _stepLosses;

    public IEnumerable<(string Name, Tensor Tensor)> StateTensors => [];

    public IEnumerable<(string Name, string Value)> StateTexts =>
    [
        ("columns", string.Join(' ', _columns)),
        ("count", StateText.Of(Count)),
        .. _columns.Select(column => ("column." + column, StateText.Of(Curve(column)))),
        ("step_losses", Convert.ToBase64String(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_stepLosses)))),
    ];

    /// <summary>A number of a report; NaN where that report did not have it.</summary>
    /// <param name="row">Which report; ^1 is the last.</param>
    /// <param name="column">The number's name.</param>
    /// <exception cref="ArgumentException">No report has a number of that name.</exception>
    public double this[Index row, string column]
    {
        get
        {
            var numbers = _rows[row.GetOffset(Count)];
            var at = Find(column);
            return at < numbers.Length ? numbers[at] : double.NaN;
        }
    }

    /// <summary>One number of every report.</summary>
    /// <inheritdoc cref="this[Index, string]"/>
    public double[] Curve(string column) => [.. Enumerable.Range(0, Count).Select(row => this[row, column])];

    /// <summary>The numbers of one report by name.</summary>
    public IReadOnlyList<(string Name, double Value)> Row(Index row) => [.. _columns.Select(column => (column, this[row, column]))];

    /// <summary>Writes all reports as a table with a line for each: numbers with all their digits, invariant.</summary>
    public void WriteCsv(string path) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', _columns));
        for (var row = 0; row < Count; row++)
        {
            writer.WriteLine(string.Join(',', Row(row).Select(number => double.IsNaN(number.Value) ? "" : StateText.Of(number.Value))));
        }
    });

    public void RestoreTexts(IReadOnlyDictionary<string, string> texts)
    {
        _columns.Clear();
        _rows.Clear();
        _stepLosses.Clear();
        _columns.AddRange(StateText.Read<string>(texts, "columns").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var count = StateText.Read<int>(texts, "count");
        var curves = _columns.Select(column => StateText.ReadAll<double>(texts, "column." + column, count)).ToList();
        for (var row = 0; row < count; row++)
        {
            _rows.Add([.. curves.Select(curve => curve[row])]);
        }

        _stepLosses.AddRange(MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(StateText.Read<string>(texts, "step_losses"))));
    }

    internal void AddStep(double loss) => _stepLosses.Add((float)loss);

    internal void Add(IReadOnlyList<(string Name, double Value)> numbers)
    {
        _columns.AddRange(numbers.Select(number => number.Name).Except(_columns).ToList());
        var row = new double[_columns.Count];
        Array.Fill(row, double.NaN);
        foreach (var (name, value) in numbers)
        {
            row[_columns.IndexOf(name)] = value;
        }

        _rows.Add(row);
    }

    private int Find(string column) => _columns.IndexOf(column) is >= 0 and var at
        ? at
        : throw new ArgumentException($"The history has no \"{column}\"; it has {string.Join(", ", _columns)}.", nameof(column));
}
