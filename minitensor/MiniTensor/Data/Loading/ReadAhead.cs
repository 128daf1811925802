using System.Runtime.ExceptionServices;

namespace MiniTensor.Data;

/// <summary>Threads that read batches before they are asked for, each the next one that nobody reads yet.</summary>
/// <remarks>
/// Batch k lies in slot k modulo their number, so a thread may read it once batch k - slots has been given up by the user. Waiting
/// and telling go through one lock; the reading itself is outside of it.
/// </remarks>
internal sealed class ReadAhead : IBatchSource
{
    private readonly object _gate = new();
    private readonly BatchReader _reader;
    private readonly BatchSlot[] _slots;
    private readonly int[] _ready;
    private readonly Exception?[] _faults;
    private readonly Thread[] _threads;
    private readonly int _end;
    private int _next;
    private int _wanted;
    private bool _stopped;

    public ReadAhead(BatchReader reader, BatchSlot[] slots, int start, int end, int workers)
    {
        (_reader, _slots, _next, _wanted, _end) = (reader, slots, start, start, end);
        _ready = new int[slots.Length];
        _ready.AsSpan().Fill(-1);
        _faults = new Exception?[slots.Length];
        _threads = new Thread[Math.Min(workers, Math.Max(end - start, 0))];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"DataLoader {i}" };
            _threads[i].Start();
        }
    }

    public Batch Get(int number)
    {
        var slot = number % _slots.Length;
        lock (_gate)
        {
            _wanted = number;
            Monitor.PulseAll(_gate);
            while (_ready[slot] != number)
            {
                Monitor.Wait(_gate);
            }

            if (_faults[slot] is { } fault)
            {
                ExceptionDispatchInfo.Throw(fault);
            }
        }

        return _slots[slot].Of(number == _end - 1);
    }

    /// <summary>Ends the threads and waits until they have ended: they would write into the slots.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads)
        {
            thread.Join();
        }
    }

    private void Work()
    {
        var pixels = _reader.MakePixels();
        var draws = _reader.MakeDraws();
        while (Claim() is { } number)
        {
            var slot = number % _slots.Length;
            Exception? fault = null;
            try
            {
                _reader.Read(number, _slots[slot].Of(number == _end - 1), pixels, draws);
            }
            catch (Exception e)
            {
                fault = e;
            }

            lock (_gate)
            {
                (_ready[slot], _faults[slot]) = (number, fault);
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>The next batch to read, once its slot is free; null when there is nothing left to do.</summary>
    private int? Claim()
    {
        lock (_gate)
        {
            while (!_stopped && _next < _end && _next >= _wanted + _slots.Length)
            {
                Monitor.Wait(_gate);
            }

            return _stopped || _next >= _end ? null : _next++;
        }
    }
}
