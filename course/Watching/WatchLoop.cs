using System.Threading.Channels;
using CourseKit.Course.Checking;
using CourseKit.Course.Commands;
using CourseKit.Course.Content;
using CourseKit.Course.Learner;
using CourseKit.Course.Views;
using Spectre.Console;

namespace CourseKit.Course.Watching;

/// <summary>Checks an exercise each time it is saved, and listens to keys in between.</summary>
/// <param name="context">The clone, the progress and the terminal.</param>
/// <param name="check">Checks one exercise.</param>
/// <param name="saves">Tells when a learner's file was saved.</param>
/// <param name="keys">Tells which keys were pressed.</param>
/// <param name="hasKeys">False when there is no keyboard, so that none is promised.</param>
internal sealed class WatchLoop(
    CourseContext context, CheckCommand.Check check, SaveWatch saves, ChannelReader<char> keys, bool hasKeys)
    : IDisposable
{
    private const string KeyLine =
        "  [aqua]h[/] hint   [aqua]l[/] list   [aqua]n[/] next exercise   [aqua]r[/] reset   [aqua]Enter[/] check again   [aqua]q[/] quit";

    private readonly Terminal _terminal = context.Terminal;
    private CancellationTokenSource _running = new();
    private Task<CheckResult>? _check;
    private bool _hasPassed; // the current exercise has; n goes on

    /// <summary>Returns when q is pressed or <paramref name="cancel"/> asks for it.</summary>
    public async Task RunAsync(Exercise current, CancellationToken cancel)
    {
        var never = new TaskCompletionSource<CheckResult>().Task;
        var save = saves.NextSaveAsync(cancel);
        var key = keys.ReadAsync(cancel).AsTask();
        Start(current);
        try
        {
            while (true)
            {
                var happened = await Task.WhenAny(save, key, _check ?? never);
                if (happened == save)
                {
                    var file = await save;
                    save = saves.NextSaveAsync(cancel);
                    await StopAsync();
                    current = context.Catalog.Exercises.First(exercise => context.SourceOf(exercise) == file);
                    Start(current);
                }
                else if (happened == key)
                {
                    var pressed = await key;
                    key = keys.ReadAsync(cancel).AsTask();
                    switch (pressed)
                    {
                        case 'q':
                            return;
                        case 'r':
                            // Asked again: the next key decides.
                            _terminal.Line($"  Reset {current.Id}? Your answer is kept. Press [aqua]r[/] again to do it, any other key to leave it.");
                            var second = await key;
                            key = keys.ReadAsync(cancel).AsTask();
                            Reset(current, second);
                            break;
                        default:
                            await StopAsync();
                            current = Press(pressed, current);
                            break;
                    }
                }
                else if (_check is { } finished)
                {
                    _check = null;
                    Finish(await finished);
                }
            }
        }
        finally
        {
            await StopAsync();
        }
    }

    public void Dispose() => _running.Dispose();

    private Exercise Press(char key, Exercise current)
    {
        switch (key)
        {
            case 'h' when _hasPassed:
                var next = context.Next(context.Progress.Load());
                _terminal.Line($"  {current.Id} has passed" + (next is null ? "." : $"; [aqua]n[/] goes on to {next.Id}."));
                break;
            case 'h':
                HintCommand.Show(context, current);
                break;
            case 'l':
                ListCommand.Show(context, context.Progress.Load());
                break;
            case 'n':
                // After a pass this is the one that the result named.
                current = (_hasPassed ? context.Next(context.Progress.Load()) : null) ?? After(current);
                Start(current);
                return current;
            case '\r' or '\n':
                Start(current);
                return current;
        }

        Footer();
        return current;
    }

    private void Reset(Exercise current, char answer)
    {
        if (answer == 'r')
        {
            saves.Write(context.SourceOf(current), () => ResetCommand.Reset(context, current));
        }
        else
        {
            _terminal.Line("  Left as it is.");
        }

        Footer();
    }

    private void Start(Exercise exercise)
    {
        if (_terminal.IsRich)
        {
            Clear();
            _terminal.Line($"  [grey]checking {exercise.Id}[/]");
        }

        _running.Dispose();
        _running = new CancellationTokenSource();
        _check = check(exercise, seed: null, _running.Token);
        _hasPassed = false;
    }

    private void Finish(CheckResult result)
    {
        Clear();
        var progress = context.Record(result);
        new CheckView(context).Show(result, progress, watching: hasKeys);
        Footer();
        _hasPassed = result.Verdict == Verdict.Passed;
    }

    private async Task StopAsync()
    {
        if (_check is { } check)
        {
            _check = null;
            await _running.CancelAsync();
            await ((Task)check).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The next exercise in the course that has not passed, from the first again after the last.</summary>
    private Exercise After(Exercise current)
    {
        var all = context.Catalog.Exercises;
        var progress = context.Progress.Load();
        var start = all.ToList().IndexOf(current);
        return Enumerable.Range(1, all.Count)
            .Select(step => all[(start + step) % all.Count])
            .FirstOrDefault(exercise => progress.Of(exercise.Id).PassedAt is null) ?? all[(start + 1) % all.Count];
    }

    private void Clear()
    {
        if (_terminal.IsRich)
        {
            _terminal.Console.Clear();
        }

        _terminal.Line();
    }

    private void Footer()
    {
        if (hasKeys)
        {
            _terminal.Line();
            _terminal.Line(KeyLine);
        }
    }
}
