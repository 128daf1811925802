using MiniTensor.Tests.Oracle;
using static MiniTensor.Functional;

namespace MiniTensor.Tests.Parity;

internal static partial class ParityCases
{
    private static readonly double[] s_special =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1e-10, -1e-10, 20.5, -20.5, 87, -87, 1000, -1000,
    ];

    private static readonly (string Name, Func<Tensor, Tensor> Ours, string Python, double Low)[] s_unary =
    [
        ("negative", x => -x, "-x[0]", -2),
        ("plus a number", x => x + 2.5, "x[0] + 2.5", -2),
        ("number minus", x => 1 - x, "1 - x[0]", -2),
        ("times a number", x => 3 * x, "3 * x[0]", -2),
        ("by a number", x => x / 3, "x[0] / 3", -2),
        ("number by", x => 2 / x, "2 / x[0]", 0.2),
        ("power 3", x => x.Pow(3), "x[0] ** 3", -2),
        ("power 2", x => x.Pow(2), "x[0] ** 2", -2),
        ("power 0.5", x => x.Pow(0.5), "x[0] ** 0.5", 0.2),
        ("power -1", x => x.Pow(-1), "x[0] ** -1", 0.2),
        ("power -2.5", x => x.Pow(-2.5), "x[0] ** -2.5", 0.2),
        ("power 0", x => x.Pow(0), "x[0] ** 0", 0.2),
        ("exp", x => x.Exp(), "x[0].exp()", -2),
        ("log", x => x.Log(), "x[0].log()", 0.2),
        ("log1p", x => x.Log1p(), "x[0].log1p()", -0.9),
        ("sqrt", x => x.Sqrt(), "x[0].sqrt()", 0.2),
        ("rsqrt", x => x.Rsqrt(), "x[0].rsqrt()", 0.2),
        ("abs", x => x.Abs(), "x[0].abs()", -2),
        ("sign", x => x.Sign(), "x[0].sign()", -2),
        ("clamp", x => x.Clamp(-0.7, 1.1), "x[0].clamp(-0.7, 1.1)", -2),
        ("clamp from below", x => x.Clamp(min: -0.7), "x[0].clamp(min=-0.7)", -2),
        ("reciprocal", x => x.Reciprocal(), "x[0].reciprocal()", 0.2),
        ("square", x => x.Square(), "x[0].square()", -2),
        ("sin", x => x.Sin(), "x[0].sin()", -2),
        ("cos", x => x.Cos(), "x[0].cos()", -2),
        ("relu", x => x.Relu(), "x[0].relu()", -2),
        ("leaky relu", x => x.LeakyRelu(0.1), "F.leaky_relu(x[0], 0.1)", -2),
        ("elu", x => x.Elu(0.7), "F.elu(x[0], 0.7)", -2),
        ("sigmoid", x => x.Sigmoid(), "x[0].sigmoid()", -2),
        ("tanh", x => x.Tanh(), "x[0].tanh()", -2),
        ("gelu", x => x.Gelu(), "F.gelu(x[0])", -2),
        ("gelu by tanh", x => x.Gelu(tanh: true), "F.gelu(x[0], approximate='tanh')", -2),
        ("silu", x => x.Silu(), "F.silu(x[0])", -2),
        ("softplus", x => x.Softplus(), "F.softplus(x[0])", -2),
        ("maximum with a number", x => x.Maximum(0.3), "torch.maximum(x[0], torch.tensor(0.3))", -2),
        ("minimum with a number", x => x.Minimum(0.3), "torch.minimum(x[0], torch.tensor(0.3))", -2),
        ("less than a number", x => x.Less(0.3), "(x[0] < 0.3).float()", -2),
        ("equal to a number", x => x.EqualTo(1), "(x[0] == 1).float()", -2),
    ];

    private static readonly (string Name, Func<Tensor, Tensor, Tensor> Ours, string Python, double Low)[] s_binary =
    [
        ("add", (a, b) => a + b, "x[0] + x[1]", -2),
        ("subtract", (a, b) => a - b, "x[0] - x[1]", -2),
        ("multiply", (a, b) => a * b, "x[0] * x[1]", -2),
        ("divide", (a, b) => a / b, "x[0] / x[1]", 0.2),
        ("power", (a, b) => a.Pow(b), "x[0] ** x[1]", 0.2),
        ("maximum", (a, b) => a.Maximum(b), "torch.maximum(x[0], x[1])", -2),
        ("minimum", (a, b) => a.Minimum(b), "torch.minimum(x[0], x[1])", -2),
        ("less", (a, b) => a.Less(b), "(x[0] < x[1]).float()", -2),
        ("less or equal", (a, b) => a.LessOrEqual(b), "(x[0] <= x[1]).float()", -2),
        ("greater", (a, b) => a.Greater(b), "(x[0] > x[1]).float()", -2),
        ("greater or equal", (a, b) => a.GreaterOrEqual(b), "(x[0] >= x[1]).float()", -2),
        ("equal", (a, b) => a.EqualTo(b), "(x[0] == x[1]).float()", -2),
        ("not equal", (a, b) => a.NotEqualTo(b), "(x[0] != x[1]).float()", -2),
    ];

    private static IEnumerable<ParityCase> Unary => s_unary.SelectMany(op =>
    {
        // PyTorch's slope of elu at NaN is NaN in its vector loop and 1 in its scalar one.
        var special = op.Name == "elu" ? s_special[1..] : s_special;
        Tensor Ours(Tensor[] x) => op.Ours(x[0]);
        return new ParityCase[]
        {
            new($"{op.Name}, odd sizes", op.Python, Ours, new Input([3, 1, 37], op.Low)),
            new($"{op.Name}, no elements", op.Python, Ours, new Input([2, 0, 3], op.Low)),
            new($"{op.Name}, special values", op.Python, Ours, Each(special)) { Special = true },
        };
    });

    private static IEnumerable<ParityCase> Binary => s_binary.SelectMany(op =>
    {
        Tensor Ours(Tensor[] x) => op.Ours(x[0], x[1]);
        var pairs = s_special.SelectMany(a => s_special.Select(b => (A: a, B: b))).ToArray();
        return new ParityCase[]
        {
            new($"{op.Name}, same shape", op.Python, Ours, new Input([5, 19], op.Low), new Input([5, 19], op.Low)),
            new($"{op.Name}, broadcast both ways", op.Python, Ours, new Input([2, 1, 7], op.Low), new Input([3, 1], op.Low)),
            new($"{op.Name}, one number", op.Python, Ours, new Input([], op.Low), new Input([4, 3], op.Low)),
            new($"{op.Name}, no elements", op.Python, Ours, new Input([0, 3], op.Low), new Input([1, 3], op.Low)),
            new($"{op.Name}, special values", op.Python, Ours, Each([.. pairs.Select(pair => pair.A)]), Each([.. pairs.Select(pair => pair.B)])) { Special = true },
        };
    });

    private static IEnumerable<ParityCase> Choices =>
    [
        new("where", "torch.where(x[0] > 0, x[1], x[2])", x => Where(x[0].Greater(0), x[1], x[2]), Fixed(Of(4, 1)), Of(3), Of(4, 3)),
        new("where, a number", "torch.where(x[0] > 0, x[1], x[2])", x => Where(x[0].Greater(0), x[1], x[2]), Fixed(Of(2, 5)), Of(), Of(5)),
        new("masked fill", "x[0].masked_fill(x[1] > 0, -3)", x => x[0].MaskedFill(x[1].Greater(0), -3), Of(2, 3, 4), Fixed(Of(3, 1))),
        new("masked fill with -infinity", "x[0].masked_fill(x[1] > 0, -inf)", x => x[0].MaskedFill(x[1].Greater(0), double.NegativeInfinity), Of(3, 4), Fixed(Of(4))),
    ];

    // Their random numbers differ, so here is what does not depend on them; the share of zeros has its own line.
    private static IEnumerable<ParityCase> Dropouts =>
    [
        new("dropout, not training", "F.dropout(x[0], 0.4, training=False)", x => x[0].Dropout(0.4, new Rng(1), training: false), Of(3, 5)),
        new("dropout, of nothing", "F.dropout(x[0], 0.0)", x => x[0].Dropout(0, new Rng(1)), Of(3, 5)),
        new("dropout, of everything", "F.dropout(x[0], 1.0)", x => x[0].Dropout(1, new Rng(1)), Of(3, 5)),
        new("dropout, no elements", "F.dropout(x[0], 0.4)", x => x[0].Dropout(0.4, new Rng(1)), Of(0, 5)),
        new("dropout, what is kept", "F.dropout(x[0], 0.3).amax()", x => x[0].Dropout(0.3, new Rng(1)).Max(), Fixed(new Input([1000], 1.7, 1.7))),
        new(
            "dropout, the share of zeros",
            "(torch.manual_seed(1), (F.dropout(x[0], 0.3) == 0).float().mean())[1]",
            x => x[0].Dropout(0.3, new Rng(1)).EqualTo(0).Mean(),
            Fixed(new Input([400_000], 1, 1)))
        { Tolerance = 4 * 1.414 * 0.00073 }, // four deviations of the difference of two shares of 400,000 draws
    ];

    // These numbers, in this order.
    private static Input Each(double[] values)
    {
        var next = 0;
        return new Input([values.Length]) { Draw = _ => values[next++ % values.Length] };
    }
}
