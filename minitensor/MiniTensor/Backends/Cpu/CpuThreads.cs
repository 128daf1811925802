using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.Intrinsics;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>Work that falls into numbered parts, each written once for every vector width.</summary>
internal interface IKernel
{
    /// <summary>Does part number <paramref name="part"/>. Parts run in any order, on any thread, and write to different memory.</summary>
    void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>;
}

/// <summary>The threads that kernels run on: one for each processor, and the only parallelism in the library.</summary>
/// <remarks>
/// A kernel's parts are fixed by the work's size, never by the number of threads, and no two parts add into the same number: so results are
/// the same to the last bit on one thread and on many. Idle threads spin for a moment, since the next kernel often follows at once, then sleep.
/// </remarks>
public static unsafe class CpuThreads
{
    private const int SpinsBeforeSleep = 2_000; // about 0.2 ms (LOG.md)

    private static readonly Lock s_lock = new();
    private static readonly List<Worker> s_workers = [];
    private static int s_count = FromEnvironment();

    [ThreadStatic]
    private static bool s_inside;

    // The run that is on: a kernel on the caller's stack, and how to do one part of it.
    private static void* s_kernel;
    private static delegate*<void*, int, void> s_part;
    private static int s_parts;
    private static int s_next;
    private static int s_left;
    private static volatile Exception? s_failure;

    /// <summary>How many threads a large op uses; from MINITENSOR_THREADS, else one for each processor.</summary>
    public static int Count
    {
        get => s_count;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 256);
            s_count = value;
        }
    }

    /// <summary>Does all parts of the kernel, on as many threads as there are parts for, and comes back when the last is done.</summary>
    /// <param name="kernel">A local variable of the caller: the threads work on it where it lies, on the caller's stack.</param>
    /// <param name="parts">How many parts there are.</param>
    internal static void Run<TKernel>(ref TKernel kernel, int parts)
        where TKernel : struct, IKernel
    {
        // A part that starts a kernel of its own does it alone, and so does a second thread of the caller's.
        if (parts <= 1 || s_count == 1 || s_inside || !s_lock.TryEnter())
        {
            for (var part = 0; part < parts; part++)
            {
                Part<TKernel>(Unsafe.AsPointer(ref kernel), part);
            }

            return;
        }

        s_inside = true;
        try
        {
            RunTogether(Unsafe.AsPointer(ref kernel), &Part<TKernel>, parts);
        }
        finally
        {
            s_inside = false;
            s_lock.Exit();
        }
    }

    private static void RunTogether(void* kernel, delegate*<void*, int, void> doPart, int parts)
    {
        var helpers = Math.Min(s_count, parts) - 1;
        while (s_workers.Count < helpers)
        {
            s_workers.Add(new Worker());
        }

        s_kernel = kernel;
        s_part = doPart;
        s_parts = parts;
        s_failure = null;
        s_next = 0;
        s_left = helpers;
        for (var i = 0; i < helpers; i++)
        {
            s_workers[i].Start();
        }

        TakeParts();

        // A helper that is still waking up is not waited for. The others are: the kernel lives on this stack.
        for (var i = 0; i < helpers; i++)
        {
            if (s_workers[i].CallOff())
            {
                Interlocked.Decrement(ref s_left);
            }
        }

        var spin = 0;
        while (Volatile.Read(ref s_left) > 0)
        {
            Wait(ref spin);
        }

        if (s_failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private static void TakeParts()
    {
        try
        {
            for (int part; (part = Interlocked.Increment(ref s_next) - 1) < s_parts;)
            {
                s_part(s_kernel, part);
            }
        }
        catch (Exception failure)
        {
            s_failure = failure;
        }
    }

    private static void Part<TKernel>(void* kernel, int part)
        where TKernel : struct, IKernel
    {
        ref var it = ref Unsafe.AsRef<TKernel>(kernel);
        if (Vector512.IsHardwareAccelerated)
        {
            it.Run<Simd512>(part);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            it.Run<Simd256>(part);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            it.Run<Simd128>(part);
        }
        else
        {
            it.Run<SimdScalar>(part);
        }
    }

    private static void Wait(ref int spin)
    {
        if (++spin < SpinsBeforeSleep)
        {
            Thread.SpinWait(4);
        }
        else
        {
            Thread.Yield();
        }
    }

    private static int FromEnvironment() =>
        int.TryParse(Environment.GetEnvironmentVariable("MINITENSOR_THREADS"), out var count) && count is >= 1 and <= 256
            ? count
            : Environment.ProcessorCount;

    /// <summary>A thread that waits for a run, takes parts until none is left, and waits again.</summary>
    private sealed class Worker
    {
        private readonly object _bed = new();
        private bool _isInBed; // it waits, and has to be woken: one that was called on its way there turns round by itself
        private WakingPlace? _place; // its thread's
        private int _state; // Waiting, Asleep, Called or Busy

        private const int Waiting = 0;
        private const int Asleep = 1;
        private const int Called = 2;
        private const int Busy = 3;

        public Worker()
        {
            // Kernels keep small tiles on the stack; the default on macOS would be 512 KB.
            new Thread(Loop, 4 << 20) { IsBackground = true, Name = "MiniTensor kernel" }.Start();
        }

        public void Start()
        {
            if (Interlocked.Exchange(ref _state, Called) == Asleep)
            {
                lock (_bed)
                {
                    if (_isInBed)
                    {
                        _place?.KeepOffTheCallers();
                        Monitor.Pulse(_bed);
                    }
                }
            }
        }

        /// <summary>Takes the call back from a worker that has not heard it yet.</summary>
        /// <remarks>
        /// One that was asleep still wakes up, and then waits for the next call awake: put to sleep again, it would be late each time that its
        /// processor is the caller's.
        /// </remarks>
        public bool CallOff() => Interlocked.CompareExchange(ref _state, Waiting, Called) == Called;

        // A plain read while there is nothing: a compare-and-swap would take the line from the caller's cache at each turn.
        private bool TakeCall() =>
            Volatile.Read(ref _state) == Called && Interlocked.CompareExchange(ref _state, Busy, Called) == Called;

        private void Loop()
        {
            s_inside = true;
            _place = WakingPlace.OfThisThread();
            while (true)
            {
                for (var spin = 0; !TakeCall(); spin++)
                {
                    if (spin < SpinsBeforeSleep)
                    {
                        Thread.SpinWait(4);
                    }
                    else
                    {
                        Sleep();
                    }
                }

                TakeParts();
                Volatile.Write(ref _state, Waiting);
                Interlocked.Decrement(ref s_left);
            }
        }

        private void Sleep()
        {
            lock (_bed)
            {
                Interlocked.CompareExchange(ref _state, Asleep, Waiting);
                while (Volatile.Read(ref _state) == Asleep)
                {
                    _isInBed = true;
                    Monitor.Wait(_bed);
                    _isInBed = false;
                }
            }

            _place?.Free();
        }
    }
}
