namespace MiniTensor.Tests.Oracle;

/// <summary>Reductions, each along all axes, the last, the middle and several, and on sizes that fall into several parts.</summary>
public static partial class OpCases
{
    private static Input DistinctBlock => new([3, 4, 5]) { Distinct = true };

    private static IEnumerable<OpCase> Reduce =>
    [
        .. Along("Mean", (x, axes, keep) => x.Mean(axes, keep), v => v.Average()),
        .. Along("Max", (x, axes, keep) => x.Max(axes, keep), v => v.Max(), DistinctBlock),
        .. Along("Min", (x, axes, keep) => x.Min(axes, keep), v => v.Min(), DistinctBlock),
        .. Along("Var", (x, axes, keep) => x.Var(axes, keepDim: keep), v => Variance(v, 1)),
        .. Along("Var without correction", (x, axes, keep) => x.Var(axes, 0, keep), v => Variance(v, 0)),
        .. Along("Std", (x, axes, keep) => x.Std(axes, keepDim: keep), v => Math.Sqrt(Variance(v, 1))),
        .. Along("LogSumExp", (x, axes, keep) => x.LogSumExp(axes, keep), v => Math.Log(v.Sum(Math.Exp))),
        .. Along("Norm 1", (x, axes, keep) => x.Norm(1, axes, keep), v => v.Sum(Math.Abs), DistinctBlock),
        .. Along("Norm 2", (x, axes, keep) => x.Norm(2, axes, keep), v => Math.Sqrt(v.Sum(a => a * a))),
        .. Along("Norm 3", (x, axes, keep) => x.Norm(3, axes, keep), v => Math.Cbrt(v.Sum(a => Math.Abs(a * a * a))), DistinctBlock),
        .. Along("Norm infinity", (x, axes, keep) => x.Norm(double.PositiveInfinity, axes, keep), v => v.Max(Math.Abs), new Input([3, 4, 5], -1.7, 2) { Distinct = true }),
        new("Sum, long", [new Input([70_001], 0, 1, WantsGradient: false)], x => x[0].Sum(), x => x[0].Reduce([], false, v => v.Sum())) { HasGradient = false },
        new("Max, long rows", [new Input([3, 70_001], WantsGradient: false)], x => x[0].Max([1]), x => x[0].Reduce([1], false, v => v.Max())) { HasGradient = false },
        new("Max, long columns", [new Input([9_001, 17], WantsGradient: false)], x => x[0].Max([0]), x => x[0].Reduce([0], false, v => v.Max())) { HasGradient = false },
        new("Var, long columns", [new Input([9_001, 17], 99, 101, WantsGradient: false)], x => x[0].Var([0]), x => x[0].Reduce([0], false, v => Variance(v, 1)))
        {
            HasGradient = false, Tolerance = 1e-5,
        },
        new("CumSum, the last axis", [new int[] { 3, 4, 5 }], x => x[0].CumSum(-1), x => CumSum(x[0], 2)),
        new("CumSum, the first axis", [new int[] { 3, 4, 5 }], x => x[0].CumSum(0), x => CumSum(x[0], 0)),
        new("CumSum, many long lines", [new Input([40, 1_001], WantsGradient: false)], x => x[0].CumSum(1), x => CumSum(x[0], 1)) { HasGradient = false },
        new("CumSum, one element a line", [new int[] { 3, 1, 2 }], x => x[0].CumSum(1), x => x[0]),
        new("CumSum, nothing", [new int[] { 3, 0 }], x => x[0].CumSum(1), x => x[0]),
        .. Places("ArgMax", (x, axis) => x.ArgMax(axis), x => x.ArgMax(), v => Array.IndexOf(v, v.Max())),
        .. Places("ArgMin", (x, axis) => x.ArgMin(axis), x => x.ArgMin(), v => Array.IndexOf(v, v.Min())),
    ];

    // Where it stands is a whole number, and no gradient leads there. Few different numbers, so that many are equal: the first one counts.
    private static IEnumerable<OpCase> Places(string name, Func<Tensor, int, int[]> along, Func<Tensor, int> ofAll, Func<double[], double> oracle)
    {
        OpCase Row(string which, int axis, int[] shape)
        {
            var input = new Input(shape) { Draw = rng => rng.Next(4) };
            int[] left = [.. shape.Where((_, i) => i != (axis + shape.Length) % shape.Length)];
            return new($"{name}, {which}", [input], x => Whole(along(x[0], axis), left), x => x[0].Reduce([axis], false, oracle)) { HasGradient = false };
        }

        yield return Row("the last axis", -1, [3, 4, 5]);
        yield return Row("the middle axis", 1, [3, 4, 5]);
        yield return Row("the first axis", 0, [3, 4, 5]);
        yield return Row("long rows", 1, [2, 10_007]);
        yield return Row("an axis of size 1", 0, [1, 3]);
        yield return Row("no rows", 1, [0, 3]);
        yield return new($"{name}, of everything", [DistinctBlock], x => Whole([ofAll(x[0])], []), x => x[0].Reduce([], false, oracle)) { HasGradient = false };
    }

    private static Tensor Whole(int[] numbers, Shape shape) => Tensor.Of([.. numbers.Select(number => (float)number)], shape);

    private static IEnumerable<OpCase> Along(
        string name, Func<Tensor, int[], bool, Tensor> op, Func<double[], double> oracle, Input? input = null)
    {
        OpCase Row(string which, int[] axes, bool keep) =>
            new($"{name}, {which}", [input ?? new int[] { 3, 4, 5 }], x => op(x[0], axes, keep), x => x[0].Reduce(axes, keep, oracle));

        yield return Row("everything", [], keep: false);
        yield return Row("the last axis", [-1], keep: false);
        yield return Row("the middle axis kept", [1], keep: true);
        yield return Row("two axes", [0, 2], keep: false);
    }

    private static double Variance(double[] v, int correction)
    {
        var mean = v.Average();
        return v.Sum(a => (a - mean) * (a - mean)) / (v.Length - correction);
    }

    private static Nd CumSum(Nd x, int axis)
    {
        var y = x.Copy();
        foreach (var at in y.Indices())
        {
            if (at[axis] > 0)
            {
                int[] before = [.. at];
                before[axis]--;
                y[at] += y[before];
            }
        }

        return y;
    }
}
