using MiniTensor.Training;

namespace MiniTensor;

/// <summary>Random numbers that are the same on every machine: Philox4x32-10, a counter put through a cipher.</summary>
/// <remarks>
/// Number n of a stream is a function of (seed, stream, n) alone, so two streams never disturb each other, whatever
/// the order they are read in. Source: Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3".
/// </remarks>
/// <param name="seed">Names the whole experiment.</param>
/// <param name="stream">Names one independent sequence in it.</param>
public sealed class Rng(ulong seed, ulong stream = 0) : IStateful
{
    private readonly uint[] _block = new uint[4];
    private ulong _counter;
    private int _used = 4;
    private ulong _splits;
    private double _spareNormal = double.NaN;

    public ulong Seed { get; private set; } = seed;

    public ulong Stream { get; private set; } = stream;

    public IEnumerable<(string Name, Tensor Tensor)> StateTensors => [];

    /// <summary>The position in the stream; seed and stream are in it, so that a restored generator goes on exactly where the saved one was.</summary>
    public IEnumerable<(string Name, string Value)> StateTexts =>
    [
        ("position", StateText.Of<ulong>([Seed, Stream, _counter, (ulong)_used, _splits])),
        ("spare_normal", StateText.Of(_spareNormal)),
    ];

    /// <inheritdoc/>
    public void RestoreTexts(IReadOnlyDictionary<string, string> texts)
    {
        var position = StateText.ReadAll<ulong>(texts, "position", 5);
        var spare = StateText.Read<double>(texts, "spare_normal");
        if (position[3] > 4)
        {
            throw new FormatException(
                $"The saved state has '{texts["position"]}' as 'position', of which the fourth number must be 0 to 4: the file was changed by hand.");
        }

        (Seed, Stream, _counter, _used, _splits, _spareNormal) = (position[0], position[1], position[2], (int)position[3], position[4], spare);
        if (_used < 4)
        {
            Philox(_counter - 1, Stream, Seed, _block);
        }
    }

    /// <summary>A generator of its own stream, independent of this one and of every other split.</summary>
    public Rng Split()
    {
        // The child's stream is a number of a stream that no one else reads: the parent's, counted from the top.
        Span<uint> block = stackalloc uint[4];
        Philox(ulong.MaxValue - _splits++, Stream, Seed, block);
        return new Rng(Seed, ((ulong)block[1] << 32) | block[0]);
    }

    /// <summary>Goes to a place of the stream: the next number is the first of block <paramref name="counter"/>, of four numbers.</summary>
    internal void Seek(ulong counter)
    {
        _counter = counter;
        _used = _block.Length;
        _spareNormal = double.NaN;
    }

    public uint NextUInt32()
    {
        if (_used == 4)
        {
            Philox(_counter++, Stream, Seed, _block);
            _used = 0;
        }

        return _block[_used++];
    }

    /// <summary>A number in [0, 1), from 53 random bits.</summary>
    public double Uniform()
    {
        var high = (ulong)NextUInt32() << 32;
        return ((high | NextUInt32()) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A number in [<paramref name="min"/>, <paramref name="max"/>).</summary>
    public double Uniform(double min, double max) => min + (max - min) * Uniform();

    /// <summary>A normal number (Box and Muller 1958): two uniform ones give two normal ones.</summary>
    public double Normal(double mean = 0, double deviation = 1)
    {
        if (double.IsNaN(_spareNormal))
        {
            var radius = Math.Sqrt(-2 * Math.Log(1 - Uniform()));
            var (sin, cos) = Math.SinCos(2 * Math.PI * Uniform());
            _spareNormal = radius * sin;
            return mean + deviation * radius * cos;
        }

        var normal = _spareNormal;
        _spareNormal = double.NaN;
        return mean + deviation * normal;
    }

    /// <summary>A whole number in [0, <paramref name="bound"/>), each equally likely.</summary>
    public int Next(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);

        // Lemire 2018: multiply, keep the high half, and draw again where some results would come once too often.
        var product = (ulong)NextUInt32() * (uint)bound;
        var unfair = (0u - (uint)bound) % (uint)bound;
        while ((uint)product < unfair)
        {
            product = (ulong)NextUInt32() * (uint)bound;
        }

        return (int)(product >> 32);
    }

    /// <summary>Puts the items in random order (Fisher and Yates 1938).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = Next(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>The cipher itself: ten rounds on the counter (counter, stream), with the key (seed).</summary>
    internal static void Philox(ulong counter, ulong stream, ulong key, Span<uint> block)
    {
        var (x0, x1, x2, x3) = ((uint)counter, (uint)(counter >> 32), (uint)stream, (uint)(stream >> 32));
        var (k0, k1) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < 10; round++)
        {
            var p0 = 0xD2511F53UL * x0;
            var p1 = 0xCD9E8D57UL * x2;
            (x0, x1, x2, x3) = ((uint)(p1 >> 32) ^ x1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ x3 ^ k1, (uint)p0);
            k0 += 0x9E3779B9;
            k1 += 0xBB67AE85;
        }

        (block[0], block[1], block[2], block[3]) = (x0, x1, x2, x3);
    }
}
