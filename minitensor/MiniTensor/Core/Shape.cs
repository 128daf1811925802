using System.Collections;
using System.Runtime.CompilerServices;

namespace MiniTensor;

/// <summary>The sizes of a tensor's axes, outermost first: <c>Shape s = [2, 3]</c> is 2 rows of 3.</summary>
/// <remarks>The empty shape <c>[]</c> is that of a single number. An axis may have size 0: the tensor is then empty.</remarks>
[CollectionBuilder(typeof(Shape), nameof(Of))]
public readonly struct Shape : IEquatable<Shape>, IEnumerable<int>
{
    /// <summary>The most axes a tensor may have.</summary>
    public const int MaxRank = 8;

    private readonly int[]? _sizes;

    internal Shape(int[] sizes) => _sizes = sizes;

    /// <summary>How many axes there are.</summary>
    public int Rank => Sizes.Length;

    /// <summary>How many elements there are: the product of the sizes, 1 for the empty shape.</summary>
    /// <remarks>Not named Count: in <c>[n, .. shape]</c> the compiler would take a Count for the number of sizes.</remarks>
    public int Elements
    {
        get
        {
            var count = 1;
            foreach (var size in Sizes)
            {
                count *= size;
            }

            return count;
        }
    }

    /// <summary>The size of an axis; a negative number counts from the last one.</summary>
    public int this[int axis] => Sizes[Axis(axis, "Shape")];

    /// <summary>The size of an axis, ^1 for the last one.</summary>
    public int this[Index axis] => this[axis.IsFromEnd ? axis.GetOffset(Rank) - Rank : axis.Value];

    internal int[] Sizes => _sizes ?? [];

    public static implicit operator Shape(int[] sizes) => Of(sizes);

    public static implicit operator ReadOnlySpan<int>(Shape shape) => shape.Sizes;

    public static bool operator ==(Shape a, Shape b) => a.Equals(b);

    public static bool operator !=(Shape a, Shape b) => !a.Equals(b);

    /// <summary>A shape of these sizes; what <c>[2, 3]</c> calls.</summary>
    /// <exception cref="ShapeException">A size is negative, there are more than 8, or more than 2^31 elements.</exception>
    public static Shape Of(ReadOnlySpan<int> sizes)
    {
        ShapeException.Require(sizes.Length <= MaxRank, "Shape", $"needs at most {MaxRank} axes; got {sizes.Length}");
        var shape = new Shape(sizes.ToArray());
        long count = 1;
        foreach (var size in sizes)
        {
            ShapeException.Require(size >= 0, "Shape", $"needs sizes of 0 or more; got {shape}");
            count *= size;
            ShapeException.Require(count <= int.MaxValue, "Shape", $"needs fewer than 2^31 elements; got {shape}");
        }

        return shape;
    }

    public bool Equals(Shape other) => Sizes.AsSpan().SequenceEqual(other.Sizes);

    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var size in Sizes)
        {
            hash.Add(size);
        }

        return hash.ToHashCode();
    }

    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)Sizes).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The sizes as a fresh array.</summary>
    public int[] ToArray() => [.. Sizes];

    /// <summary>As in the text of errors: (2, 3), or () for a single number.</summary>
    public override string ToString() => $"({string.Join(", ", Sizes)})";

    /// <summary>The axis as a number from 0: negative ones count from the last.</summary>
    internal int Axis(int axis, string op)
    {
        var rank = Rank;
        ShapeException.Require(rank > 0, op, $"needs a tensor with axes; got axis {axis} for shape ()");
        ShapeException.Require(axis >= -rank && axis < rank, op, $"needs an axis from {-rank} to {rank - 1}; got {axis} for shape {this}");
        return axis < 0 ? axis + rank : axis;
    }
}
