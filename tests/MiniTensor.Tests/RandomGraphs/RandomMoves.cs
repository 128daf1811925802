using MiniTensor.Tests.Oracle;

namespace MiniTensor.Tests.RandomGraphs;

/// <summary>Draws ops that move elements without changing them: views, and copies in another order.</summary>
internal static class RandomMoves
{
    public static Step? View(Rng rng, IReadOnlyList<Nd> values)
    {
        var x = rng.Next(values.Count);
        var (shape, rank) = (values[x].Shape, values[x].Rank);
        if (rank == 0)
        {
            return new Step("Unsqueeze(0)", [x], t => t[0].Unsqueeze(0), n => new Nd([1], n[0].Data));
        }

        var axis = rng.Next(rank);
        switch (rng.Next(7))
        {
            case 0:
                var order = Enumerable.Range(0, rank).ToArray();
                rng.Shuffle<int>(order);
                return new Step($"Permute({string.Join(' ', order)})", [x], t => t[0].Permute(order), n => NdOps.Permute(n[0], order));
            case 1:
                var (start, step) = (rng.Next(shape[axis]), 1 + rng.Next(2));
                int[] places = [.. Enumerable.Range(0, shape[axis]).Where(i => i >= start && (i - start) % step == 0)];
                return new Step($"Slice({axis} from {start} by {step})", [x], t => t[0].Slice(axis, start, shape[axis], step), n => NdOps.Pick(n[0], axis, places));
            case 2:
                int[] wide = [2, .. shape];
                return new Step("Expand", [x], t => t[0].Expand(wide), n => Nd.From(wide, at => n[0][at[1..]]));
            case 3:
                return new Step("Reshape(-1)", [x], t => t[0].Reshape([-1]), n => new Nd([n[0].Count], n[0].Data));
            case 4:
                int[] merged = [.. shape[..axis], 1, .. shape[axis..]];
                return new Step($"Unsqueeze({axis})", [x], t => t[0].Unsqueeze(axis), n => new Nd(merged, n[0].Data));
            case 5:
                var row = rng.Next(shape[0]);
                return new Step($"[{row}]", [x], t => t[0][row], n => new Nd(shape[1..], NdOps.Pick(n[0], 0, [row]).Data));
            default:
                int[] squeezed = [.. shape.Where(size => size != 1)];
                return new Step("Squeeze", [x], t => t[0].Squeeze(), n => new Nd(squeezed, n[0].Data));
        }
    }

    public static Step? Copy(Rng rng, IReadOnlyList<Nd> values)
    {
        var x = rng.Next(values.Count);
        var (shape, rank) = (values[x].Shape, values[x].Rank);
        if (rank == 0)
        {
            return null;
        }

        var axis = rng.Next(rank);
        var size = shape[axis];
        switch (rng.Next(6))
        {
            case 0:
                return new Step($"Flip({axis})", [x], t => t[0].Flip(axis), n => NdOps.Pick(n[0], axis, [.. Enumerable.Range(0, size).Reverse()]));
            case 1:
                var shift = rng.Next(7) - 3;
                return new Step($"Roll({shift}, {axis})", [x], t => t[0].Roll(shift, axis), n => NdOps.Pick(n[0], axis, [.. Enumerable.Range(0, size).Select(i => ((i - shift) % size + size) % size)]));
            case 2:
                int[] rows = [rng.Next(size), rng.Next(size), rng.Next(size)];
                return new Step($"IndexSelect({axis}, {string.Join(' ', rows)})", [x], t => t[0].IndexSelect(axis, rows), n => NdOps.Pick(n[0], axis, rows));
            case 3:
                return new Step($"CumSum({axis})", [x], t => t[0].CumSum(axis), n => Nd.From(n[0].Shape, at => Enumerable.Range(0, at[axis] + 1).Sum(i => n[0][NdOps.With(at, axis, i)])));
            case 4:
                var (before, after) = (rng.Next(2), rng.Next(2));
                int[] padded = [.. shape[..^1], shape[^1] + before + after];
                return new Step($"Pad({before} {after})", [x], t => t[0].Pad([(before, after)], 0.5), n => Nd.From(padded, at => at[^1] - before is var i && i >= 0 && i < shape[^1] ? n[0][NdOps.With(at, rank - 1, i)] : 0.5));
            default:
                return new Step("Clone", [x], t => t[0].T0().Clone(), n => n[0]);
        }
    }

    // The same tensor in another order of axes in memory.
    private static Tensor T0(this Tensor x) => x.Rank < 2 ? x : x.Transpose(0, -1).Contiguous().Transpose(0, -1);
}
