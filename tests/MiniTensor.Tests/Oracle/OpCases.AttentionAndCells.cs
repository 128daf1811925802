using static MiniTensor.Functional;

namespace MiniTensor.Tests.Oracle;

public static partial class OpCases
{
    private static IEnumerable<OpCase> AttentionAndCells =>
    [
        AttentionCase("one head", [[5, 4], [7, 4], [7, 3]]),
        AttentionCase("causal", [[2, 5, 4], [2, 5, 4], [2, 5, 4]], causal: true),
        AttentionCase("causal, fewer queries than keys", [[3, 4], [6, 4], [6, 2]], causal: true),
        AttentionCase("causal, more queries than keys", [[6, 2], [3, 2], [3, 2]], causal: true),
        AttentionCase("one query, one key", [[1, 1], [1, 1], [1, 1]]),
        AttentionCase("no keys", [[2, 3], [0, 3], [0, 2]]),
        AttentionCase("no queries", [[0, 3], [2, 3], [2, 2]]),
        AttentionCase("heads share their keys", [[2, 3, 3, 4], [2, 1, 5, 4], [1, 5, 2]]),
        AttentionCase("a padding mask, one row of it empty", [[3, 2, 3, 2], [3, 2, 4, 2], [3, 2, 4, 2]], mask: new Nd([3, 1, 1, 4], [1, 1, 0, 1, 0, 0, 0, 0, 0, 1, 1, 1])),
        AttentionCase("a mask for each query, causal too", [[3, 2], [3, 2], [3, 2]], causal: true, mask: new Nd([3, 3], [0, 1, 1, 1, 1, 1, 0, 1, 1])),
        AttentionCase("a bias", [[2, 3, 4], [2, 5, 4], [2, 5, 3], [3, 5]]),
        AttentionCase("a bias of one column, causal", [[2, 3, 4], [2, 3, 4], [2, 3, 3], [2, 3, 1]], causal: true),
        AttentionCase("two blocks of queries", [[70, 1], [3, 1], [3, 1]]),
        AttentionCase("two blocks of queries, causal", [[66, 1], [66, 1], [66, 1]], causal: true),
        new(
            "ScaledDotProductAttention, heads of one tensor",
            [new int[] { 2, 3, 12 }],
            x =>
            {
                var parts = x[0].Reshape([2, 3, 3, 2, 2]).Permute(2, 0, 3, 1, 4);
                return ScaledDotProductAttention(parts[0], parts[1], parts[2], causal: true).Transpose(1, 2).Reshape([2, 3, 4]);
            },
            x =>
            {
                Nd Part(int which) => Nd.From([2, 2, 3, 2], at => x[0][at[0], at[2], which * 4 + at[1] * 2 + at[3]]);
                var y = AttentionOracle(Part(0), Part(1), Part(2), null, null, causal: true);
                return new Nd([2, 3, 4], Permuted(y, 0, 2, 1, 3).Data);
            }),
        SelfAttentionCase("one head", [2, 3, 6], heads: 1),
        SelfAttentionCase("heads, causal", [2, 5, 24], heads: 4, causal: true),
        SelfAttentionCase("heads, wider than a vector", [1, 3, 114], heads: 2),
        SelfAttentionCase("padding", [2, 3, 12], heads: 2, mask: new Nd([2, 1, 1, 3], [1, 1, 0, 0, 0, 0])),
        SelfAttentionCase("two blocks of queries", [1, 70, 3], heads: 1, causal: true),
        SelfAttentionCase("no tokens", [2, 0, 6], heads: 2),
        WeightsCase("one head", [[5, 4], [7, 4]]),
        WeightsCase("heads share their keys, causal", [[2, 3, 5, 4], [2, 1, 5, 4]], causal: true),
        WeightsCase("padding, one row of it empty, causal", [[3, 2, 4, 2], [3, 2, 4, 2]], causal: true, mask: new Nd([3, 1, 1, 4], [1, 1, 0, 1, 0, 0, 0, 0, 0, 1, 1, 1])),
        WeightsCase("a mask for each query", [[3, 2], [4, 2]], mask: new Nd([3, 4], [0, 1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0])),
        WeightsCase("no keys", [[2, 3], [0, 3]]),
        new("LstmCell, h", LstmInputs(2, 3, 4), x => LstmCell(x[0], x[1], x[2], x[3], x[4], x[5], x[6]).H, x => LstmOracle(x).H),
        new("LstmCell, c", LstmInputs(2, 3, 4), x => LstmCell(x[0], x[1], x[2], x[3], x[4], x[5], x[6]).C, x => LstmOracle(x).C),
        new("LstmCell, both, wider than a vector", LstmInputs(1, 1, 19), x => Sum(LstmCell(x[0], x[1], x[2], x[3], x[4], x[5], x[6])), x => Sum(LstmOracle(x))) { Tolerance = 4e-6 },
        new("LstmCell, without biases", LstmInputs(3, 2, 1)[..5], x => Sum(LstmCell(x[0], x[1], x[2], x[3], x[4])), x => Sum(LstmOracle(x))),
        new("LstmCell, an empty batch", LstmInputs(0, 2, 3), x => Sum(LstmCell(x[0], x[1], x[2], x[3], x[4], x[5], x[6])), x => Sum(LstmOracle(x))),
        new(
            "LstmCell, two steps",
            LstmInputs(2, 3, 2),
            x =>
            {
                var (h, c) = LstmCell(x[0], x[1], x[2], x[3], x[4], x[5], x[6]);
                return Sum(LstmCell(x[0] * 0.5, h, c, x[3], x[4], x[5], x[6]));
            },
            x =>
            {
                var (h, c) = LstmOracle(x);
                return Sum(LstmOracle([x[0].Map(v => v * 0.5), h, c, .. x[3..]]));
            }),
        new("GruCell", GruInputs(2, 3, 4), x => GruCell(x[0], x[1], x[2], x[3], x[4], x[5]), GruOracle),
        new("GruCell, wider than a vector", GruInputs(1, 1, 19), x => GruCell(x[0], x[1], x[2], x[3], x[4], x[5]), GruOracle) { Tolerance = 4e-6 },
        new("GruCell, without biases", GruInputs(3, 2, 1)[..4], x => GruCell(x[0], x[1], x[2], x[3]), GruOracle),
        new("GruCell, an empty batch", GruInputs(0, 2, 3), x => GruCell(x[0], x[1], x[2], x[3], x[4], x[5]), GruOracle),
        new("Lstm, outputs of three steps", Over(3, LstmInputs(2, 3, 4)), x => Lstm(x[0], x[1], x[2], x[3], x[4], x[5], x[6]).Output, x => LstmOracles(x).Output),
        new("Lstm, the last memory", Over(3, LstmInputs(2, 3, 4)), x => Lstm(x[0], x[1], x[2], x[3], x[4], x[5], x[6]).C, x => LstmOracles(x).C),
        new("Lstm, outputs and memory, wide", Over(2, LstmInputs(3, 2, 19)), x => Sum(Lstm(x[0], x[1], x[2], x[3], x[4], x[5], x[6])), x => Sum(LstmOracles(x))) { Tolerance = 4e-6 },
        new("Lstm, one step without biases", Over(1, LstmInputs(2, 3, 2)[..5]), x => Sum(Lstm(x[0], x[1], x[2], x[3], x[4])), x => Sum(LstmOracles(x))),
        new("Lstm, an empty batch", Over(2, LstmInputs(0, 2, 3)), x => Lstm(x[0], x[1], x[2], x[3], x[4], x[5], x[6]).Output, x => LstmOracles(x).Output),
        new("Gru, outputs of three steps", Over(3, GruInputs(2, 3, 4)), x => Gru(x[0], x[1], x[2], x[3], x[4], x[5]), GruOracles),
        new("Gru, wider than a vector", Over(2, GruInputs(3, 2, 19)), x => Gru(x[0], x[1], x[2], x[3], x[4], x[5]), GruOracles) { Tolerance = 4e-6 },
        new("Gru, one step without biases", Over(1, GruInputs(2, 3, 2)[..4]), x => Gru(x[0], x[1], x[2], x[3]), GruOracles),
        new("Gru, an empty batch", Over(2, GruInputs(0, 2, 3)), x => Gru(x[0], x[1], x[2], x[3], x[4], x[5]), GruOracles),
    ];

    private static OpCase AttentionCase(string name, int[][] shapes, bool causal = false, Nd? mask = null) =>
        new(
            $"ScaledDotProductAttention, {name}",
            [.. shapes.Select(shape => (Input)shape)],
            x => ScaledDotProductAttention(x[0], x[1], x[2], Beside(x[0], mask), causal, x.Length > 3 ? x[3] : null),
            x => AttentionOracle(x[0], x[1], x[2], mask, x.Length > 3 ? x[3] : null, causal));

    private static OpCase SelfAttentionCase(string name, int[] shape, int heads, bool causal = false, Nd? mask = null) =>
        new(
            $"SelfAttention, {name}",
            [shape],
            x => SelfAttention(x[0], heads, Beside(x[0], mask), causal),
            x =>
            {
                var (width, size) = (shape[2] / 3, shape[2] / 3 / heads);
                Nd Part(int part) => Nd.From([shape[0], heads, shape[1], size], at => x[0][at[0], at[2], part * width + at[1] * size + at[3]]);
                var y = AttentionOracle(Part(0), Part(1), Part(2), mask, null, causal);
                return Nd.From([shape[0], shape[1], width], at => y[at[0], at[2] / size, at[1], at[2] % size]);
            });

    private static OpCase WeightsCase(string name, int[][] shapes, bool causal = false, Nd? mask = null) =>
        new(
            $"AttentionWeights, {name}",
            [.. shapes.Select(shape => (Input)shape)],
            x => AttentionWeights(x[0], x[1], Beside(x[0], mask), causal),
            x => WeightsOracle(x[0], x[1], mask, null, causal));

    private static Tensor? Beside(Tensor x, Nd? mask) => mask is null ? null : x.Beside(mask.ToTensor().ToArray(), mask.Shape);

    private static Nd AttentionOracle(Nd q, Nd k, Nd v, Nd? mask, Nd? bias, bool causal) => Product(WeightsOracle(q, k, mask, bias, causal), v);

    private static Nd WeightsOracle(Nd q, Nd k, Nd? mask, Nd? bias, bool causal)
    {
        var transposed = Permuted(k, [.. Enumerable.Range(0, k.Rank - 2), k.Rank - 1, k.Rank - 2]);
        var scores = Product(q, transposed).Map(s => s / Math.Sqrt(q.Shape[^1]));
        scores = bias is null ? scores : Nd.Map(scores, bias, (s, b) => s + b);
        scores = mask is null ? scores : Nd.Map(scores, mask, (s, m) => m == 0 ? double.NegativeInfinity : s);
        scores = Nd.From(scores.Shape, at => causal && at[^1] > at[^2] ? double.NegativeInfinity : scores[at]);
        var weights = scores.Map(Math.Exp);
        var sums = weights.Reduce([-1], true, row => row.Sum());
        return Nd.Map(weights, sums, (w, sum) => sum == 0 ? 0 : w / sum);
    }

    private static Input[] LstmInputs(int n, int inputs, int size) =>
        [new int[] { n, inputs }, new int[] { n, size }, new int[] { n, size }, .. Weights(4 * size, inputs, size)];

    private static Input[] GruInputs(int n, int inputs, int size) => [new int[] { n, inputs }, new int[] { n, size }, .. Weights(3 * size, inputs, size)];

    /// <summary>A cell's inputs with x for that many steps.</summary>
    private static Input[] Over(int steps, Input[] cell) => [(int[])[steps, .. cell[0].Shape], .. cell[1..]];

    private static Input[] Weights(int rows, int inputs, int size) =>
        [new int[] { rows, inputs }, new int[] { rows, size }, new int[] { rows }, new int[] { rows }];

    private static Tensor Sum((Tensor H, Tensor C) states) => states.H + 2 * states.C;

    private static Nd Sum((Nd H, Nd C) states) => Nd.Map(states.H, states.C, (h, c) => h + 2 * c);

    private static double Sigmoid(double v) => 1 / (1 + Math.Exp(-v));

    private static Nd Affine(Nd x, Nd w, Nd? b)
    {
        var y = Product(x, Permuted(w, 1, 0));
        return b is null ? y : Nd.Map(y, b, (v, bias) => v + bias);
    }

    private static (Nd H, Nd C) LstmOracle(Nd[] x)
    {
        var a = Nd.Map(Affine(x[0], x[3], x.Length > 5 ? x[5] : null), Affine(x[1], x[4], x.Length > 5 ? x[6] : null), (p, q) => p + q);
        var (h, before) = (x[1], x[2]);
        var n = h.Shape[1];
        var c = Nd.From(h.Shape, at => Sigmoid(a[at[0], n + at[1]]) * before[at] + Sigmoid(a[at[0], at[1]]) * Math.Tanh(a[at[0], 2 * n + at[1]]));
        return (Nd.From(h.Shape, at => Sigmoid(a[at[0], 3 * n + at[1]]) * Math.Tanh(c[at])), c);
    }

    private static Nd GruOracle(Nd[] x)
    {
        var (a, b) = (Affine(x[0], x[2], x.Length > 4 ? x[4] : null), Affine(x[1], x[3], x.Length > 4 ? x[5] : null));
        var h = x[1];
        var n = h.Shape[1];
        return Nd.From(h.Shape, at =>
        {
            var r = Sigmoid(a[at] + b[at]);
            var z = Sigmoid(a[at[0], n + at[1]] + b[at[0], n + at[1]]);
            var m = Math.Tanh(a[at[0], 2 * n + at[1]] + r * b[at[0], 2 * n + at[1]]);
            return (1 - z) * m + z * h[at];
        });
    }

    private static (Nd Output, Nd C) LstmOracles(Nd[] x)
    {
        var (h, c) = (x[1], x[2]);
        var outputs = new List<Nd>();
        foreach (var step in Steps(x[0]))
        {
            (h, c) = LstmOracle([step, h, c, .. x[3..]]);
            outputs.Add(h);
        }

        return (Stacked(outputs), c);
    }

    private static Nd GruOracles(Nd[] x)
    {
        var outputs = new List<Nd>();
        foreach (var step in Steps(x[0]))
        {
            outputs.Add(GruOracle([step, outputs.Count == 0 ? x[1] : outputs[^1], .. x[2..]]));
        }

        return Stacked(outputs);
    }

    private static IEnumerable<Nd> Steps(Nd x) => Enumerable.Range(0, x.Shape[0]).Select(t => Nd.From(x.Shape[1..], at => x[[t, .. at]]));

    private static Nd Stacked(List<Nd> steps) => Nd.From([steps.Count, .. steps[0].Shape], at => steps[at[0]][at[1..]]);
}
