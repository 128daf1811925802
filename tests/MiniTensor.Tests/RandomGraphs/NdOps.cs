using MiniTensor.Tests.Oracle;

namespace MiniTensor.Tests.RandomGraphs;

/// <summary>Structural ops in double precision, index by index.</summary>
internal static class NdOps
{
    /// <summary>The index with another number at one axis.</summary>
    public static int[] With(int[] at, int axis, int index)
    {
        int[] other = [.. at];
        other[axis] = index;
        return other;
    }

    /// <summary>The rows at these places of an axis.</summary>
    public static Nd Pick(Nd x, int axis, int[] places) => Nd.From(With(x.Shape, axis, places.Length), at => x[With(at, axis, places[at[axis]])]);

    public static Nd Permute(Nd x, int[] order) =>
        Nd.From([.. order.Select(axis => x.Shape[axis])], at => x[[.. Enumerable.Range(0, x.Rank).Select(axis => at[Array.IndexOf(order, axis)])]]);

    public static Nd Concat(Nd a, Nd b, int axis) =>
        Nd.From(With(a.Shape, axis, a.Shape[axis] + b.Shape[axis]), at => at[axis] < a.Shape[axis] ? a[at] : b[With(at, axis, at[axis] - a.Shape[axis])]);

    public static Nd Stack(Nd a, Nd b, int axis) =>
        Nd.From([.. a.Shape[..axis], 2, .. a.Shape[axis..]], at => (at[axis] == 0 ? a : b)[[.. at[..axis], .. at[(axis + 1)..]]]);

    /// <summary>a . bT, with the leading axes broadcast.</summary>
    public static Nd MatMulTransposed(Nd a, Nd b)
    {
        // As a sum over the last axis of (..., m, 1, k) * (..., 1, n, k).
        var left = new Nd([.. a.Shape[..^1], 1, a.Shape[^1]], a.Data);
        var right = new Nd([.. b.Shape[..^2], 1, .. b.Shape[^2..]], b.Data);
        return Nd.Map(left, right, (x, y) => x * y).Reduce([-1], false, v => v.Sum());
    }

    public static Nd Softmax(Nd x, int axis)
    {
        var powers = x.Map(Math.Exp);
        return Nd.Map(powers, powers.Reduce([axis], true, v => v.Sum()), (a, sum) => a / sum);
    }
}
