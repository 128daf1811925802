using System.Diagnostics;
using System.Text;

namespace CourseKit.Grading.Isolation;

/// <summary>What has come from a child process so far: its messages, and between them what the answer printed.</summary>
internal sealed class RunRecord(SandboxLimits limits, Action<string>? live)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<TestReport> _tests = [];
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _line = new();
    private IReadOnlyList<string> _plan = [];
    private bool _inMessage;
    private int _testOutputStart;
    private TimeSpan _testStart;
    private TimeSpan? _firstTest;
    private TimeSpan _computedBefore;

    public Task Done => _done.Task;

    public bool IsDone { get; private set; }

    public bool HasLeft { get; private set; }

    public bool OutputLimitHit => _output.Length > limits.OutputCharacters;

    public string? CrashText { get; private set; }

    /// <summary>The test that is running, as its message announced it.</summary>
    public Message? Running { get; private set; }

    /// <summary>Reads to the end of the child's output.</summary>
    public async Task ReadAsync(StreamReader reader)
    {
        var buffer = new char[4096];
        while (!OutputLimitHit && await reader.ReadAsync(buffer) is > 0 and var count)
        {
            Take(buffer.AsSpan(0, count));
        }

        _done.TrySetResult();
    }

    /// <summary>Whether the tests have begun.</summary>
    /// <param name="processorTime">What the process has computed since its start.</param>
    /// <param name="time">The time since the first test began; before it, since the process was started.</param>
    /// <param name="computed">What the process has computed since the first test began.</param>
    public bool IsRunning(TimeSpan processorTime, out TimeSpan time, out TimeSpan computed)
    {
        lock (_lock)
        {
            time = _clock.Elapsed - (_firstTest ?? TimeSpan.Zero);
            computed = processorTime - _computedBefore;
            return _firstTest is not null;
        }
    }

    /// <summary>The report; <paramref name="fault"/> is what ended the process before its time.</summary>
    public SandboxReport ToReport(string? fault, int seed)
    {
        lock (_lock)
        {
            if (fault is not null && Running?.Test is { } test)
            {
                _tests.Add(new TestReport(test, Outcome.Failed, fault, _clock.Elapsed - _testStart, TestOutput()));
            }

            var started = _tests.Exists(t => t.Outcome != Outcome.Unfinished);
            return new SandboxReport
            {
                Plan = _plan,
                Tests = started ? [.. _tests.Select(Unfinished)] : [.. _tests],
                Fault = fault,
                Output = _output.ToString(),
                Seed = seed,
            };
        }
    }

    /// <summary>"Exercise 02.2: tanh" of a stub becomes "Exercise 02.2 is not finished: tanh" once the answer is begun.</summary>
    private static TestReport Unfinished(TestReport test) => test.Outcome == Outcome.Unfinished
        && test.Message.IndexOf(':') is >= 0 and var colon
        ? test with { Message = test.Message.Insert(colon, " is not finished") }
        : test;

    private void Take(ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            while (text.Length > 0)
            {
                var end = text.IndexOf(_inMessage ? '\n' : Message.Separator);
                var part = end < 0 ? text : text[..end];
                if (_inMessage)
                {
                    _line.Append(part);
                }
                else if (part.Length > 0)
                {
                    _output.Append(part);
                    live?.Invoke(part.ToString());
                }

                if (end < 0)
                {
                    return;
                }

                if (_inMessage && Message.Parse(_line.ToString()) is { } message)
                {
                    Take(message);
                }

                _line.Clear();
                _inMessage = !_inMessage;
                text = text[(end + 1)..];
            }
        }
    }

    private void Take(Message message)
    {
        switch (message.Kind)
        {
            case MessageKind.Plan:
                _plan = message.Tests ?? [];
                break;
            case MessageKind.Started:
                Running = message;
                _testStart = _clock.Elapsed;
                _computedBefore = _firstTest is null ? TimeSpan.FromMilliseconds(message.Milliseconds) : _computedBefore;
                _firstTest ??= _testStart;
                _testOutputStart = _output.Length;
                break;
            case MessageKind.Ended when message.Test is { } name:
                var text = message.Outcome == Outcome.OutOfMemory ? limits.MemorySentence : message.Text ?? "";
                _tests.Add(new TestReport(name, message.Outcome, text, TimeSpan.FromMilliseconds(message.Milliseconds), TestOutput()));
                Running = null;
                break;
            case MessageKind.Crashed:
                CrashText = message.Text;
                break;
            case MessageKind.Left:
                HasLeft = true;
                break;
            case MessageKind.Done:
                IsDone = true;
                _done.TrySetResult();
                break;
        }
    }

    private string TestOutput() => _output.ToString(_testOutputStart, _output.Length - _testOutputStart);
}
