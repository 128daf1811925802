using MiniTensor.Backends;
using MiniTensor.Backends.Cpu;

namespace MiniTensor.Tests.Backends;

/// <summary>
/// A second device: its memory is arrays that no kernel of the CPU can look into. It computes by copying whole blocks to the
/// CPU and back, so that its numbers are the CPU's to the last bit, and an op that reaches past <see cref="IBackend"/> is seen.
/// </summary>
internal sealed partial class ManagedBackend : IBackend
{
    private static IBackend Cpu => CpuBackend.Instance;

    public string Name => "managed";

    /// <summary>A copy of a tensor on this device, with the same strides.</summary>
    public Tensor Copy(Tensor x)
    {
        var y = new Tensor(Rent(x.Storage.Length), x.Layout);
        ((CpuStorage)x.Storage).Span.CopyTo(Block(y));
        GC.KeepAlive(x);
        return y;
    }

    public Storage Rent(int length)
    {
        var storage = new ManagedStorage(this, length);
        Array.Fill(storage.Floats, float.NaN); // nobody may count on what is in it
        TensorScope.Current?.Own(storage);
        return storage;
    }

    public void Return(Storage storage)
    {
        storage.Generation++;
        storage.Owner = null;
    }

    public void Upload(ReadOnlySpan<float> from, Tensor to) => from.CopyTo(Block(to).AsSpan(to.Layout.Offset));

    public void Download(Tensor from, Span<float> to) => Block(from).AsSpan(from.Layout.Offset, from.Count).CopyTo(to);

    private static float[] Block(Tensor x) => ((ManagedStorage)x.Storage).Floats;

    private sealed class ManagedStorage(ManagedBackend backend, int length) : Storage(backend, length)
    {
        public float[] Floats { get; } = new float[length];
    }

    /// <summary>Copies on the CPU of the blocks that one kernel sees; what it wrote goes back at the end.</summary>
    private sealed class Mirrors : IDisposable
    {
        // Two tensors may look into one block: a kernel that writes in place must do so here.
        private readonly Dictionary<Storage, CpuStorage> _blocks = [];

        public Tensor this[Tensor x] => new(Mirror((ManagedStorage)x.Storage), x.Layout);

        public Tensor? OrNull(Tensor? x) => x is null ? null : this[x];

        public void Dispose()
        {
            foreach (var (storage, mirror) in _blocks)
            {
                mirror.Span[..storage.Length].CopyTo(((ManagedStorage)storage).Floats);
                Cpu.Return(mirror);
            }
        }

        private CpuStorage Mirror(ManagedStorage storage)
        {
            if (!_blocks.TryGetValue(storage, out var mirror))
            {
                mirror = CpuBackend.Instance.Pool.Rent(storage.Length);
                storage.Floats.CopyTo(mirror.Span);
                _blocks.Add(storage, mirror);
            }

            return mirror;
        }
    }
}
