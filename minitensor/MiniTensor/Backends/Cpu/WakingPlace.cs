using System.Runtime.InteropServices;

namespace MiniTensor.Backends.Cpu;

/// <summary>Where a sleeping thread wakes up: on Linux, on another processor than the one that its caller is on.</summary>
/// <remarks>
/// In a virtual machine Linux takes an idle processor for one that the host has taken away, and may wake a thread on its caller's processor instead.
/// There the two take turns for milliseconds, and do together what one of them would do alone (LOG.md). Other systems decide for themselves.
/// </remarks>
internal sealed unsafe partial class WakingPlace
{
    private const int Words = 16; // 1,024 processors; where the system counts more it refuses, and decides for itself
    private const int Bytes = Words * sizeof(ulong);
    private const int BitsOfWord = 64;

    private readonly int _thread;
    private readonly ulong[] _allowed;

    private WakingPlace(int thread, ulong[] allowed)
    {
        _thread = thread;
        _allowed = allowed;
    }

    /// <summary>The place of the thread that asks; null where the system decides.</summary>
    public static WakingPlace? OfThisThread()
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            var allowed = new ulong[Words];
            fixed (ulong* mask = allowed)
            {
                return GetAffinity(0, Bytes, mask) < 0 ? null : new WakingPlace(GetThreadId(), allowed);
            }
        }
        catch (EntryPointNotFoundException)
        {
            return null; // the C library is older than 2019
        }
    }

    /// <summary>Keeps the thread, which is to be woken, off the processor that the caller is on just now, unless it may use no other.</summary>
    public void KeepOffTheCallers()
    {
        var processor = GetProcessor();
        if (processor is < 0 or >= Words * BitsOfWord)
        {
            return;
        }

        var others = stackalloc ulong[Words];
        _allowed.CopyTo(new Span<ulong>(others, Words));
        others[processor / BitsOfWord] &= ~(1UL << (processor % BitsOfWord));
        if (new Span<ulong>(others, Words).ContainsAnyExcept(0UL))
        {
            _ = SetAffinity(_thread, Bytes, others); // a refusal changes nothing but the speed
        }
    }

    /// <summary>Lets the thread that asks move to any processor again: once awake, it may have to make room for its caller.</summary>
    public void Free()
    {
        fixed (ulong* allowed = _allowed)
        {
            _ = SetAffinity(0, Bytes, allowed);
        }
    }

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int GetThreadId();

    [LibraryImport("libc", EntryPoint = "sched_getcpu")]
    private static partial int GetProcessor();

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nuint bytes, ulong* mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint bytes, ulong* mask);
}
