using System.Numerics;

namespace MiniTensor.Backends.Cpu;

/// <summary>Keeps the blocks that nobody uses, by size, so that a training step in its steady state asks the system for nothing.</summary>
/// <remarks>Filling a fresh block of 64 MiB takes 31 ms, a kept one 4: the rest are page faults (LOG.md).</remarks>
internal sealed class BufferPool(CpuBackend backend)
{
    private const int ClassesPerDoubling = 8; // sizes are rounded up by at most an eighth
    private const int SmallestFloats = 16;
    private const long FirstCollection = 256L << 20;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, Stack<CpuStorage>> _free = [];
    private readonly Stack<CpuStorage>?[] _small = new Stack<CpuStorage>?[65];
    private long _rentedBytes;
    private long _collectAt = FirstCollection;

    /// <summary>Bytes in the hands of tensors.</summary>
    public long RentedBytes
    {
        get
        {
            lock (_lock)
            {
                return _rentedBytes;
            }
        }
    }

    /// <summary>Bytes kept for the next tensors.</summary>
    public long FreeBytes { get; private set; }

    public CpuStorage Rent(int length)
    {
        length = RoundUp(length);
        if (Take(length) is { } kept)
        {
            return kept;
        }

        if (_rentedBytes + length * 4L > _collectAt)
        {
            CollectWhatNobodyHolds();
            if (Take(length) is { } collected)
            {
                return collected;
            }
        }

        lock (_lock)
        {
            _rentedBytes += length * 4L;
        }

        return new CpuStorage(backend, length);
    }

    public void Return(CpuStorage storage)
    {
        lock (_lock)
        {
            storage.Generation++;
            storage.Owner = null;
            storage.Holds = 0;
            storage.IsShown = false;
            _rentedBytes -= storage.Length * 4L;
            FreeBytes += storage.Length * 4L;
            Shelf(storage.Length).Push(storage);
        }
    }

    /// <summary>Gives all kept blocks to the system.</summary>
    public void Trim()
    {
        lock (_lock)
        {
            foreach (var shelf in _free.Values.Concat(_small.OfType<Stack<CpuStorage>>()))
            {
                while (shelf.TryPop(out var storage))
                {
                    storage.Free();
                }
            }

            FreeBytes = 0;
        }
    }

    private CpuStorage? Take(int length)
    {
        lock (_lock)
        {
            if (!Shelf(length).TryPop(out var storage))
            {
                return null;
            }

            _rentedBytes += length * 4L;
            FreeBytes -= length * 4L;
            return storage;
        }
    }

    // Only the objects of dropped tensors know that their memory is free, and they are too small for the collector to hurry.
    private void CollectWhatNobodyHolds()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        _collectAt = Math.Max(FirstCollection, 2 * RentedBytes);
    }

    private Stack<CpuStorage> Shelf(int length)
    {
        if (length / SmallestFloats < _small.Length)
        {
            return _small[length / SmallestFloats] ??= new();
        }

        return _free.TryGetValue(length, out var shelf) ? shelf : _free[length] = new();
    }

    private static int RoundUp(int length)
    {
        if (length <= SmallestFloats)
        {
            return SmallestFloats;
        }

        var step = Math.Max(SmallestFloats, (int)(BitOperations.RoundUpToPowerOf2((uint)length) / (2 * ClassesPerDoubling)));
        return (int)Math.Min(int.MaxValue, ((long)length + step - 1) / step * step);
    }
}
