using MiniTensor.Tests.Oracle;

namespace MiniTensor.Tests.RandomGraphs;

/// <summary>Draws ops that fit the values at hand: no kink within reach, no pole, shapes that go together.</summary>
internal static class RandomOps
{
    private const double FromKink = 0.01;

    private static readonly Func<Rng, IReadOnlyList<Nd>, Step?>[] s_kinds = [Unary, Unary, Binary, Binary, Reduce, RandomMoves.View, RandomMoves.View, RandomMoves.Copy, Join, Product, Normalise];

    private static readonly (string Name, Func<Tensor, Tensor> Op, Func<double, double> Oracle, Func<double, bool> Fits)[] s_unary =
    [
        ("Exp", x => x.Exp(), Math.Exp, v => v < 2),
        ("Log", x => x.Log(), Math.Log, v => v > 0.3),
        ("Log1p", x => x.Log1p(), v => Math.Log(1 + v), v => v > -0.7),
        ("Sqrt", x => x.Sqrt(), Math.Sqrt, v => v > 0.3),
        ("Rsqrt", x => x.Rsqrt(), v => 1 / Math.Sqrt(v), v => v > 0.3),
        ("Reciprocal", x => x.Reciprocal(), v => 1 / v, v => Math.Abs(v) > 0.4),
        ("Square", x => x.Square(), v => v * v, _ => true),
        ("Pow", x => x.Pow(3), v => v * v * v, _ => true),
        ("Sin", x => x.Sin(), Math.Sin, _ => true),
        ("Cos", x => x.Cos(), Math.Cos, _ => true),
        ("Tanh", x => x.Tanh(), Math.Tanh, _ => true),
        ("Sigmoid", x => x.Sigmoid(), Sigmoid, _ => true),
        ("Silu", x => x.Silu(), v => v * Sigmoid(v), _ => true),
        ("Softplus", x => x.Softplus(), v => Math.Log(1 + Math.Exp(v)), _ => true),
        ("Gelu", x => x.Gelu(tanh: true), v => 0.5 * v * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v))), _ => true),
        ("Relu", x => x.Relu(), v => Math.Max(v, 0), v => Math.Abs(v) > FromKink),
        ("LeakyRelu", x => x.LeakyRelu(0.25), v => v < 0 ? 0.25 * v : v, v => Math.Abs(v) > FromKink),
        ("Elu", x => x.Elu(), v => v < 0 ? Math.Exp(v) - 1 : v, v => Math.Abs(v) > FromKink),
        ("Abs", x => x.Abs(), Math.Abs, v => Math.Abs(v) > FromKink),
        ("Clamp", x => x.Clamp(-0.5, 1.5), v => Math.Clamp(v, -0.5, 1.5), v => Math.Abs(v + 0.5) > FromKink && Math.Abs(v - 1.5) > FromKink),
        ("Negate", x => -x, v => -v, _ => true),
        ("Affine", x => 0.5 * x - 1.25, v => 0.5 * v - 1.25, _ => true),
    ];

    private static readonly (string Name, Func<Tensor, Tensor, Tensor> Op, Func<double, double, double> Oracle, Func<double, double, bool> Fits)[] s_binary =
    [
        ("Add", (a, b) => a + b, (a, b) => a + b, (_, _) => true),
        ("Subtract", (a, b) => a - b, (a, b) => a - b, (_, _) => true),
        ("Multiply", (a, b) => a * b, (a, b) => a * b, (_, _) => true),
        ("Divide", (a, b) => a / b, (a, b) => a / b, (_, b) => Math.Abs(b) > 0.4),
        ("Maximum", (a, b) => a.Maximum(b), Math.Max, (a, b) => Math.Abs(a - b) > FromKink),
        ("Minimum", (a, b) => a.Minimum(b), Math.Min, (a, b) => Math.Abs(a - b) > FromKink),
        ("Where", (a, b) => Functional.Where(a.Greater(b), a, b * 2), (a, b) => a > b ? a : 2 * b, (a, b) => Math.Abs(a - b) > FromKink),
    ];

    private static readonly (string Name, Func<Tensor, int[], bool, Tensor> Op, Func<double[], double> Oracle, Func<double[], bool> Fits)[] s_reduce =
    [
        ("Sum", (x, axes, keep) => x.Sum(axes, keep), v => v.Sum(), _ => true),
        ("Mean", (x, axes, keep) => x.Mean(axes, keep), v => v.Average(), _ => true),
        ("Max", (x, axes, keep) => x.Max(axes, keep), v => v.Max(), v => v.Length == 1 || v.Max() - v.OrderDescending().Skip(1).First() > FromKink),
        ("Min", (x, axes, keep) => x.Min(axes, keep), v => v.Min(), v => v.Length == 1 || v.Order().Skip(1).First() - v.Min() > FromKink),
        ("Var", (x, axes, keep) => x.Var(axes, 1, keep), v => v.Sum(a => (a - v.Average()) * (a - v.Average())) / (v.Length - 1), v => v.Length > 1),
        ("LogSumExp", (x, axes, keep) => x.LogSumExp(axes, keep), v => Math.Log(v.Sum(Math.Exp)), _ => true),
        ("Norm", (x, axes, keep) => x.Norm(2, axes, keep), v => Math.Sqrt(v.Sum(a => a * a)), v => v.Sum(a => a * a) > 0.1),
    ];

    /// <summary>An op on some of the values; null where the draw does not fit them.</summary>
    public static Step? Draw(Rng rng, IReadOnlyList<Nd> values) => s_kinds[rng.Next(s_kinds.Length)](rng, values);

    /// <summary>A random subset of the axes in random order, at least one.</summary>
    public static int[] SomeAxes(Rng rng, int rank)
    {
        var axes = Enumerable.Range(0, rank).ToArray();
        rng.Shuffle<int>(axes);
        return axes[..(1 + rng.Next(rank))];
    }

    private static Step? Unary(Rng rng, IReadOnlyList<Nd> values)
    {
        var (x, op) = (rng.Next(values.Count), s_unary[rng.Next(s_unary.Length)]);
        return values[x].Data.All(op.Fits) ? new Step(op.Name, [x], t => op.Op(t[0]), n => n[0].Map(op.Oracle)) : null;
    }

    private static Step? Binary(Rng rng, IReadOnlyList<Nd> values)
    {
        var (a, b, op) = (rng.Next(values.Count), rng.Next(values.Count), s_binary[rng.Next(s_binary.Length)]);
        if (!Broadcast(values[a].Shape, values[b].Shape))
        {
            return null;
        }

        var fits = Nd.Map(values[a], values[b], (x, y) => op.Fits(x, y) ? 1 : 0).Data.All(v => v == 1);
        return fits ? new Step(op.Name, [a, b], t => op.Op(t[0], t[1]), n => Nd.Map(n[0], n[1], op.Oracle)) : null;
    }

    private static Step? Reduce(Rng rng, IReadOnlyList<Nd> values)
    {
        var (x, op, keep) = (rng.Next(values.Count), s_reduce[rng.Next(s_reduce.Length)], rng.Next(2) == 0);
        if (values[x].Rank == 0)
        {
            return null;
        }

        int[] axes = rng.Next(4) == 0 ? [] : SomeAxes(rng, values[x].Rank);
        var fits = values[x].Reduce(axes, true, v => op.Fits(v) ? 1 : 0).Data.All(v => v == 1);
        return fits ? new Step($"{op.Name}({string.Join(' ', axes)}, {keep})", [x], t => op.Op(t[0], axes, keep), n => n[0].Reduce(axes, keep, op.Oracle)) : null;
    }

    // Of values of the same shape; the same one may come twice.
    private static Step? Join(Rng rng, IReadOnlyList<Nd> values)
    {
        var a = rng.Next(values.Count);
        var same = Enumerable.Range(0, values.Count).Where(i => values[i].Shape.SequenceEqual(values[a].Shape)).ToArray();
        var b = same[rng.Next(same.Length)];
        var rank = values[a].Rank;
        if (rng.Next(2) == 0)
        {
            var at = rng.Next(rank + 1);
            return new Step($"Stack({at})", [a, b], t => Functional.Stack([t[0], t[1]], at), n => NdOps.Stack(n[0], n[1], at));
        }

        var axis = rank == 0 ? 0 : rng.Next(rank);
        return rank == 0 ? null : new Step($"Concat({axis})", [a, b], t => Functional.Concat([t[0], t[1]], axis), n => NdOps.Concat(n[0], n[1], axis));
    }

    private static Step? Product(Rng rng, IReadOnlyList<Nd> values)
    {
        var (a, b) = (rng.Next(values.Count), rng.Next(values.Count));
        var (x, y) = (values[a].Shape, values[b].Shape);
        if (x.Length < 2 || y.Length < 2 || x[^1] != y[^1] || !Broadcast(x[..^2], y[..^2]))
        {
            return null;
        }

        return new Step("MatMul", [a, b], t => t[0].MatMul(t[1].T), n => NdOps.MatMulTransposed(n[0], n[1]));
    }

    private static Step? Normalise(Rng rng, IReadOnlyList<Nd> values)
    {
        var (x, log) = (rng.Next(values.Count), rng.Next(2) == 0);
        if (values[x].Rank == 0)
        {
            return null;
        }

        var axis = rng.Next(values[x].Rank);
        return log
            ? new Step($"LogSoftmax({axis})", [x], t => t[0].LogSoftmax(axis), n => NdOps.Softmax(n[0], axis).Map(Math.Log))
            : new Step($"Softmax({axis})", [x], t => t[0].Softmax(axis), n => NdOps.Softmax(n[0], axis));
    }

    private static bool Broadcast(int[] a, int[] b)
    {
        for (var i = 1; i <= Math.Min(a.Length, b.Length); i++)
        {
            if (a[^i] != b[^i] && a[^i] != 1 && b[^i] != 1)
            {
                return false;
            }
        }

        return true;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
