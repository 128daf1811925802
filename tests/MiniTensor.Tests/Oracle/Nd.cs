namespace MiniTensor.Tests.Oracle;

/// <summary>A grid of doubles and nothing else: what naive oracles compute with. Always contiguous, always a copy.</summary>
public sealed class Nd(int[] shape, double[] data)
{
    public Nd(int[] shape)
        : this(shape, new double[Product(shape)])
    {
    }

    public int[] Shape { get; } = shape;

    public double[] Data { get; } = data;

    public int Rank => Shape.Length;

    public int Count => Data.Length;

    /// <summary>The element at these indices.</summary>
    public double this[params int[] at]
    {
        get => Data[Position(at)];
        set => Data[Position(at)] = value;
    }

    public static Nd Of(Tensor x) => new(x.Shape.ToArray(), [.. x.ToArray().Select(v => (double)v)]);

    public Tensor ToTensor() => Tensor.Of([.. Data.Select(v => (float)v)], Shape);

    public Nd Copy() => new([.. Shape], [.. Data]);

    public Nd Map(Func<double, double> f) => new(Shape, [.. Data.Select(f)]);

    /// <summary>f of two grids, broadcast as in NumPy.</summary>
    public static Nd Map(Nd a, Nd b, Func<double, double, double> f)
    {
        var rank = Math.Max(a.Rank, b.Rank);
        var shape = new int[rank];
        for (var i = 1; i <= rank; i++)
        {
            var x = i <= a.Rank ? a.Shape[^i] : 1;
            var y = i <= b.Rank ? b.Shape[^i] : 1;
            shape[^i] = x == 1 ? y : x;
        }

        return From(shape, at => f(a.Broadcast(at), b.Broadcast(at)));
    }

    /// <summary>A grid whose element at each index is what the function says.</summary>
    public static Nd From(int[] shape, Func<int[], double> f)
    {
        var y = new Nd(shape);
        foreach (var at in y.Indices())
        {
            y[at] = f(at);
        }

        return y;
    }

    /// <summary>All indices, the last axis fastest.</summary>
    public IEnumerable<int[]> Indices()
    {
        for (var n = 0; n < Count; n++)
        {
            var at = new int[Rank];
            var rest = n;
            for (var axis = Rank - 1; axis >= 0; axis--)
            {
                at[axis] = rest % Shape[axis];
                rest /= Shape[axis];
            }

            yield return at;
        }
    }

    /// <summary>The element that stands at an index of a larger shape which this one is broadcast to.</summary>
    public double Broadcast(int[] at)
    {
        var own = new int[Rank];
        for (var axis = 0; axis < Rank; axis++)
        {
            own[axis] = Shape[axis] == 1 ? 0 : at[at.Length - Rank + axis];
        }

        return this[own];
    }

    /// <summary>f of the numbers along some axes (all, where none is named), which stay with size 1 or go.</summary>
    public Nd Reduce(int[] axes, bool keepDim, Func<double[], double> f)
    {
        var along = axes.Length == 0 ? [.. Enumerable.Range(0, Rank)] : axes.Select(axis => axis < 0 ? axis + Rank : axis).ToArray();
        var kept = Shape.Select((size, axis) => along.Contains(axis) ? 1 : size).ToArray();
        var lists = Enumerable.Range(0, Product(kept)).Select(_ => new List<double>()).ToArray();
        var positions = new Nd(kept);
        foreach (var at in Indices())
        {
            lists[positions.Position([.. at.Select((i, axis) => along.Contains(axis) ? 0 : i)])].Add(this[at]);
        }

        int[] left = keepDim ? kept : [.. Shape.Where((_, axis) => !along.Contains(axis))];
        return new Nd(left, [.. lists.Select(list => f([.. list]))]);
    }

    private int Position(int[] at)
    {
        var position = 0;
        for (var axis = 0; axis < Rank; axis++)
        {
            position = position * Shape[axis] + at[axis];
        }

        return position;
    }

    private static int Product(int[] sizes) => sizes.Aggregate(1, (product, size) => product * size);
}
