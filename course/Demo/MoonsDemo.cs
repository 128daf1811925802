using System.Diagnostics;
using CourseKit.Course.Views;
using Spectre.Console;

namespace CourseKit.Course.Demo;

/// <summary>What the course is about, in five seconds: a network made of nothing but C# learns, and one can watch it.</summary>
internal sealed class MoonsDemo(Terminal terminal)
{
    private const int Columns = 60;
    private const int MostRows = 24;

    /// <summary>A step every so often: the network needs a tenth of the time, an eye does not.</summary>
    private static readonly TimeSpan s_pace = TimeSpan.FromMilliseconds(45);

    private readonly MoonsTraining _training = new();

    public async Task RunAsync(CancellationToken cancel)
    {
        terminal.Line();
        terminal.Paragraph(
            $"Two moons, {_training.Points.Length} points, and a network of {_training.ParameterCount} numbers that start at random. "
            + "It learns to tell the moons apart, in a few hundred lines of C# that you will write yourself.");
        terminal.Line();
        if (terminal.IsRich)
        {
            await TrainLiveAsync(cancel);
        }
        else
        {
            Train(cancel);
        }

        terminal.Line();
        terminal.Paragraph("o upper moon, x lower moon. The edge between the two areas is what the network has found: no one told it where to go.");
    }

    private void Train(CancellationToken cancel)
    {
        while (_training.Done < MoonsTraining.Steps)
        {
            cancel.ThrowIfCancellationRequested();
            _training.Step();
            if (_training.Done % 20 == 0)
            {
                terminal.Line(Status());
            }
        }

        terminal.Line();
        foreach (var line in Picture(MostRows))
        {
            terminal.Line(line);
        }
    }

    /// <summary>Draws the picture again and again in the same place.</summary>
    private async Task TrainLiveAsync(CancellationToken cancel)
    {
        const int AroundPicture = 9;
        var rows = Math.Clamp(terminal.Height - AroundPicture, 8, MostRows);
        var clock = Stopwatch.StartNew();
        var drawn = 0;
        terminal.Console.Cursor.Hide();
        try
        {
            while (_training.Done < MoonsTraining.Steps)
            {
                cancel.ThrowIfCancellationRequested();
                _training.Step();
                if (_training.Done % 4 == 0 || _training.Done == 1)
                {
                    terminal.Console.Cursor.MoveUp(drawn);
                    string[] frame = [Status(), "", .. Picture(rows)];
                    terminal.Line(string.Join('\n', frame));
                    drawn = frame.Length;
                }

                var ahead = _training.Done * s_pace - clock.Elapsed;
                if (ahead > TimeSpan.Zero)
                {
                    await Task.Delay(ahead, cancel);
                }
            }
        }
        finally
        {
            terminal.Console.Cursor.Show();
        }
    }

    private string Status() =>
        $"  step {_training.Done,3}   loss {_training.Loss:F4}   accuracy {100 * _training.Accuracy,3:F0}%   "
        + $"{_training.NodesPerSecond / 1e6,4:F1} million nodes a second";

    private IEnumerable<string> Picture(int rows) =>
        MoonsPicture.Draw(_training.Score, _training.Points, Math.Min(Columns, terminal.Width - 4), rows, terminal.IsRich)
            .Select(line => line.Length == 0 ? "" : "  " + line);
}
