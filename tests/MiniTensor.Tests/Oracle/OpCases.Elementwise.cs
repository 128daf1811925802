using MiniTensor.Ops;

namespace MiniTensor.Tests.Oracle;

/// <summary>Element-wise ops. Their formulas are held against double precision op by op elsewhere; here it is the public methods, broadcasting and strides.</summary>
public static partial class OpCases
{
    private static int[] Grid => [3, 5];
    private static Input Positive => new([3, 5], 0.3, 3);
    private static Input Distinct => new([3, 5], -1.9, 2) { Distinct = true };
    private static Input Mask => new([3, 5], WantsGradient: false) { Draw = rng => rng.Next(2) };

    private static IEnumerable<OpCase> Elementwise =>
    [
        new("Subtract, broadcast both ways", [new int[] { 3, 1, 4 }, new int[] { 2, 1 }], x => x[0] - x[1], x => Nd.Map(x[0], x[1], (a, b) => a - b)),
        new("Divide, broadcast", [Grid, new Input([5], 0.5, 2)], x => x[0] / x[1], x => Nd.Map(x[0], x[1], (a, b) => a / b)),
        new("Pow, broadcast", [Positive, new Input([3, 1])], x => x[0].Pow(x[1]), x => Nd.Map(x[0], x[1], Math.Pow)) { Tolerance = 1e-5 },
        new("Maximum, broadcast", [Distinct, new Input([5], -1.93, 1.91) { Distinct = true }], x => x[0].Maximum(x[1]), x => Nd.Map(x[0], x[1], Math.Max)),
        new("Minimum, broadcast", [new Input([5], -1.93, 1.91) { Distinct = true }, Distinct], x => x[0].Minimum(x[1]), x => Nd.Map(x[0], x[1], Math.Min)),
        new("Maximum, a number", [Distinct], x => x[0].Maximum(0.31), x => x[0].Map(v => Math.Max(v, (float)0.31))),
        new("Minimum, a number", [Distinct], x => x[0].Minimum(0.31), x => x[0].Map(v => Math.Min(v, (float)0.31))),
        new("Where, broadcast three ways", [new Input([3, 1], WantsGradient: false) { Draw = rng => rng.Next(2) }, new int[] { 5 }, new int[] { 2, 1, 1 }],
            x => Functional.Where(x[0], x[1], x[2]), x => Nd.Map(Nd.Map(x[0], x[1], (c, a) => c * a), Nd.Map(x[0], x[2], (c, b) => (1 - c) * b), (a, b) => a + b)),
        new("Where, one shape", [Mask, Grid, Grid], x => Functional.Where(x[0], x[1], x[2]),
            x => Nd.Map(Nd.Map(x[0], x[1], (c, a) => c * a), Nd.Map(x[0], x[2], (c, b) => (1 - c) * b), (a, b) => a + b)),
        new("MaskedFill", [Grid, Mask], x => x[0].MaskedFill(x[1], -7), x => Nd.Map(x[0], x[1], (v, m) => m == 0 ? v : -7)),
        new("Dropout, not training", [Grid], x => x[0].Dropout(0.5, new Rng(1), training: false), x => x[0]),
        new("Dropout", [Grid], x => x[0].Dropout(0.25, new Rng(1)), x => Nd.Map(x[0], Nd.Of(Tensor.Ones([3, 5]).Dropout(0.25, new Rng(1))), (v, m) => v * m)),

        Unary("Negate", x => -x, v => -v),
        Unary("Add a number", x => 2.5 + x + 1, v => v + 3.5),
        Unary("Subtract a number", x => x - 2.5, v => v - 2.5),
        Unary("Subtract from a number", x => 2.5 - x, v => 2.5 - v),
        Unary("Multiply by a number", x => 2 * x * 1.5, v => v * 3),
        Unary("Divide by a number", x => x / 3, v => v / 3),
        Unary("Divide a number", x => 3 / x, v => 3 / v, Positive),
        Unary("Pow 2", x => x.Pow(2), v => v * v),
        Unary("Pow 3", x => x.Pow(3), v => v * v * v),
        Unary("Pow 1", x => x.Pow(1), v => v),
        Unary("Pow 0.5", x => x.Pow(0.5), Math.Sqrt, Positive),
        Unary("Pow -0.5", x => x.Pow(-0.5), v => 1 / Math.Sqrt(v), Positive),
        Unary("Pow -1", x => x.Pow(-1), v => 1 / v, Positive),
        Unary("Pow 1.7", x => x.Pow(1.7), v => Math.Pow(v, (float)1.7), Positive),
        Unary("Pow 4 of negative numbers too", x => x.Pow(4), v => v * v * v * v),
        Unary("Exp", x => x.Exp(), Math.Exp),
        Unary("Log", x => x.Log(), Math.Log, Positive),
        Unary("Log1p", x => x.Log1p(), v => Math.Log(1 + v), Positive),
        Unary("Sqrt", x => x.Sqrt(), Math.Sqrt, Positive),
        Unary("Rsqrt", x => x.Rsqrt(), v => 1 / Math.Sqrt(v), Positive),
        Unary("Abs", x => x.Abs(), Math.Abs, Distinct),
        Unary("Sign", x => x.Sign(), v => Math.Sign(v), Distinct),
        Unary("Clamp", x => x.Clamp(-0.71, 0.82), v => Math.Clamp(v, (float)-0.71, (float)0.82), Distinct),
        Unary("Clamp, one bound", x => x.Clamp(max: 0.82), v => Math.Min(v, (float)0.82), Distinct),
        Unary("Reciprocal", x => x.Reciprocal(), v => 1 / v, Positive),
        Unary("Square", x => x.Square(), v => v * v),
        Unary("Sin", x => x.Sin(), Math.Sin, new Input([3, 5], -50, 50)),
        Unary("Cos", x => x.Cos(), Math.Cos, new Input([3, 5], -50, 50)),
        Unary("Relu", x => x.Relu(), v => Math.Max(v, 0), Distinct),
        Unary("LeakyRelu", x => x.LeakyRelu(), v => v > 0 ? v : 0.01f * v, Distinct),
        Unary("Elu", x => x.Elu(), v => v > 0 ? v : Math.Exp(v) - 1, Distinct),
        Unary("Sigmoid", x => x.Sigmoid(), v => 1 / (1 + Math.Exp(-v))),
        Unary("Tanh", x => x.Tanh(), Math.Tanh),
        Unary("Gelu", x => x.Gelu(), v => v / 2 * (1 + GeluOp.Erf(v / Math.Sqrt(2)))),
        Unary("Gelu, by tanh", x => x.Gelu(tanh: true), v => v / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v)))),
        Unary("Silu", x => x.Silu(), v => v / (1 + Math.Exp(-v))),
        Unary("Softplus", x => x.Softplus(), v => Math.Log(1 + Math.Exp(v))),
        Unary("Apply, an op of one's own", x => x.Apply(new ScaledCube(0.5f)), v => 0.5 * v * v * v),
        Unary("Apply, one that keeps its result", x => x.Apply(new TwoRoots()), v => 2 * Math.Sqrt(v), Positive),
        new("Apply, one of two inputs", [Distinct, new Input([5], -1.93, 1.91)], x => x[0].Apply(new TimesSquare(), x[1]), x => Nd.Map(x[0], x[1], (a, b) => a * b * b)),

        Comparison("Less", (a, b) => a.Less(b), (a, b) => a < b),
        Comparison("LessOrEqual", (a, b) => a.LessOrEqual(b), (a, b) => a <= b),
        Comparison("Greater", (a, b) => a.Greater(b), (a, b) => a > b),
        Comparison("GreaterOrEqual", (a, b) => a.GreaterOrEqual(b), (a, b) => a >= b),
        Comparison("EqualTo", (a, b) => a.EqualTo(b), (a, b) => a == b),
        Comparison("NotEqualTo", (a, b) => a.NotEqualTo(b), (a, b) => a != b),
        Comparison("Less, a number", (a, _) => a.Less(1), (a, _) => a < 1),
        Comparison("LessOrEqual, a number", (a, _) => a.LessOrEqual(1), (a, _) => a <= 1),
        Comparison("Greater, a number", (a, _) => a.Greater(1), (a, _) => a > 1),
        Comparison("GreaterOrEqual, a number", (a, _) => a.GreaterOrEqual(1), (a, _) => a >= 1),
        Comparison("EqualTo, a number", (a, _) => a.EqualTo(1), (a, _) => a == 1),
        Comparison("NotEqualTo, a number", (a, _) => a.NotEqualTo(1), (a, _) => a != 1),
    ];

    private static OpCase Unary(string name, Func<Tensor, Tensor> op, Func<double, double> oracle, Input? input = null) =>
        new(name, [input ?? Grid], x => op(x[0]), x => x[0].Map(oracle));

    // Whole numbers, so that many are equal.
    private static OpCase Comparison(string name, Func<Tensor, Tensor, Tensor> op, Func<double, double, bool> oracle) =>
        new(
            name,
            [new Input([4, 5]) { Draw = rng => rng.Next(3) }, new Input([5]) { Draw = rng => rng.Next(3) }],
            x => op(x[0], x[1]),
            x => Nd.Map(x[0], x[1], (a, b) => oracle(a, b) ? 1 : 0))
        { HasGradient = false };
}
