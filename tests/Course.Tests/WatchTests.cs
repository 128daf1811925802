using System.Threading.Channels;
using CourseKit.Course.Checking;
using CourseKit.Course.Content;
using CourseKit.Course.Watching;
using Xunit;

namespace CourseKit.Tests.Course;

public sealed class WatchTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly TempClone _clone = new();
    private readonly CancellationTokenSource _end = new(s_patience);
    private readonly Channel<char> _keys = Channel.CreateUnbounded<char>();
    private readonly Channel<string> _checked = Channel.CreateUnbounded<string>();
    private Verdict _verdict = Verdict.Failed;

    public void Dispose()
    {
        _end.Dispose();
        _clone.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_save_is_seen_with_and_without_events(bool events)
    {
        using var saves = Watch(events);
        var save = saves.NextSaveAsync(_end.Token);
        await File.AppendAllTextAsync(_clone.Source("01.2"), "// saved\n");
        Assert.Equal(_clone.Source("01.2"), await save);
    }

    [Fact]
    public async Task An_editor_that_saves_by_renaming_is_seen()
    {
        var file = _clone.Source("01.1");
        using var saves = Watch(events: false);
        var save = saves.NextSaveAsync(_end.Token);
        await File.WriteAllTextAsync(file + "~", "a new answer");
        File.Delete(file);
        await Task.Delay(60); // for a moment there is no file at all
        Assert.False(save.IsCompleted);
        File.Move(file + "~", file);
        Assert.Equal(file, await save);
    }

    [Fact]
    public async Task What_the_program_itself_writes_is_no_save_however_long_it_takes()
    {
        using var saves = Watch(events: true);
        var save = saves.NextSaveAsync(_end.Token);
        void Append()
        {
            File.AppendAllText(_clone.Source("01.1"), "// reset\n");
            Thread.Sleep(200); // ten polls, which need a thread: this one must be none of the pool's
        }

        await Task.Factory.StartNew(
            () => saves.Write(_clone.Source("01.1"), Append),
            _end.Token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await Task.Delay(100);
        Assert.False(save.IsCompleted);
        await File.AppendAllTextAsync(_clone.Source("01.2"), "// saved\n");
        Assert.Equal(_clone.Source("01.2"), await save);
    }

    [Fact]
    public async Task A_save_in_several_steps_is_one_save()
    {
        var file = _clone.Source("01.1");
        using var saves = Watch(events: true, stillness: 300);
        var save = saves.NextSaveAsync(_end.Token);
        for (var step = 0; step < 5; step++)
        {
            await File.AppendAllTextAsync(file, "// a piece\n");
            await Task.Delay(20);
        }

        await save;
        var second = saves.NextSaveAsync(_end.Token);
        await Task.Delay(200);
        Assert.False(second.IsCompleted);
    }

    [Fact]
    public async Task A_save_that_changes_nothing_but_the_time_counts()
    {
        var file = _clone.Source("01.1");
        using var saves = Watch(events: false);
        var save = saves.NextSaveAsync(_end.Token);
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddSeconds(5));
        Assert.Equal(file, await save);
    }

    [Fact]
    public async Task Watch_checks_at_the_start_and_after_each_save_and_goes_on_after_a_pass()
    {
        using var saves = Watch(events: true);
        using var loop = Loop(saves);
        var running = loop.RunAsync(_clone.Context.Catalog.Get("01.1"), _end.Token);
        Assert.Equal("01.1", await NextCheckAsync());

        _verdict = Verdict.Passed;
        await File.AppendAllTextAsync(_clone.Source("01.1"), "// right\n");
        Assert.Equal("01.1", await NextCheckAsync());
        await UntilAsync(() => _clone.Context.Progress.Load().Of("01.1").PassedAt is not null);

        _verdict = Verdict.Failed;
        await PressAsync('h');
        await PressAsync('n');
        Assert.Equal("01.2", await NextCheckAsync());

        await PressAsync('q');
        await running;
        var text = _clone.Written();
        Assert.Contains("Next   01.2  A slope for each direction", text, StringComparison.Ordinal);
        Assert.Contains("01.1 has passed; n goes on to 01.2.", text, StringComparison.Ordinal);
        Assert.Equal(0, _clone.Context.Progress.Load().Of("01.2").HintsSeen);
    }

    [Fact]
    public async Task A_save_of_another_exercise_moves_there()
    {
        using var saves = Watch(events: true);
        using var loop = Loop(saves);
        var running = loop.RunAsync(_clone.Context.Catalog.Get("01.1"), _end.Token);
        Assert.Equal("01.1", await NextCheckAsync());
        await File.AppendAllTextAsync(_clone.Source("02.1"), "// begun\n");
        Assert.Equal("02.1", await NextCheckAsync());
        await PressAsync('q');
        await running;
    }

    [Fact]
    public async Task Keys_give_a_hint_the_list_the_next_exercise_and_a_reset_that_asks_again()
    {
        var file = _clone.Source("01.1");
        var stub = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, "my answer");
        using var saves = Watch(events: true);
        using var loop = Loop(saves);
        var running = loop.RunAsync(_clone.Context.Catalog.Get("01.1"), _end.Token);
        await NextCheckAsync();

        await PressAsync('h');
        await UntilAsync(() => _clone.Context.Progress.Load().Of("01.1").HintsSeen == 1);
        await PressAsync('r');
        await PressAsync('x');
        await PressAsync('l');
        await PressAsync('\r');
        await NextCheckAsync();
        Assert.Equal("my answer", await File.ReadAllTextAsync(file));

        await PressAsync('r');
        await PressAsync('r');
        await PressAsync('n');
        Assert.Equal("01.2", await NextCheckAsync());
        Assert.Equal(stub, await File.ReadAllTextAsync(file));
        await PressAsync('q');
        await running;

        var text = _clone.Written();
        Assert.Contains("first of 01.1", text, StringComparison.Ordinal);
        Assert.Contains("Left as it is", text, StringComparison.Ordinal);
        Assert.Contains("of 3 exercises", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quitting_stops_a_check_that_would_never_end()
    {
        var stopped = new TaskCompletionSource();
        using var saves = Watch(events: false);
        using var loop = new WatchLoop(
            _clone.Context,
            async (_, _, cancel) =>
            {
                await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                stopped.SetResult();
                throw new OperationCanceledException(cancel);
            },
            saves,
            _keys,
            hasKeys: true);
        var running = loop.RunAsync(_clone.Context.Catalog.Get("01.1"), _end.Token);
        await PressAsync('q');
        await running;
        Assert.True(stopped.Task.IsCompleted);
    }

    private SaveWatch Watch(bool events, int stillness = 20) => new(
        _clone.Context.Catalog.Exercises.Select(_clone.Context.SourceOf),
        TimeSpan.FromMilliseconds(20),
        TimeSpan.FromMilliseconds(stillness),
        events);

    private WatchLoop Loop(SaveWatch saves) => new(
        _clone.Context,
        (exercise, _, _) =>
        {
            _checked.Writer.TryWrite(exercise.Id);
            return Task.FromResult(_clone.Result(exercise.Id, _verdict));
        },
        saves,
        _keys,
        hasKeys: true);

    private async Task<string> NextCheckAsync() => await _checked.Reader.ReadAsync(_end.Token);

    private async Task PressAsync(char key) => await _keys.Writer.WriteAsync(key, _end.Token);

    private async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(20, _end.Token);
        }
    }
}
