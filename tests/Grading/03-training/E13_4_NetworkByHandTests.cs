using Exercises.Stage03;
using MiniTensor;

namespace CourseKit.Grading.Stage03;

[GradedTests("13.4")]
public sealed class E13_4_NetworkByHandTests
{
    private const int N = 4, Context = 2, Classes = 5, Width = 2, Hidden = 3;

    // Letter 1 was seen four times, letter 4 never.
    private static readonly int[] s_tokens = [0, 1, 1, 2, 0, 1, 3, 1];
    private static readonly int[] s_targets = [2, 0, 4, 1];

    public E13_4_NetworkByHandTests()
    {
        Expect.DoesNotCall(typeof(E13_4_NetworkByHand), typeof(Tensor), nameof(Tensor.Backward));
        Expect.DoesNotCall(typeof(E13_4_NetworkByHand), typeof(Functional), nameof(Functional.CrossEntropy));
    }

    [Graded]
    public void The_output_layer_learns_from_probability_minus_truth()
    {
        var p = new Parameters(Draw.Rng());
        var (_, _, _, w2, b2) = p.Answer();
        var (h, scores) = p.Forward();
        var probabilities = scores.Chunk(Classes).SelectMany(row => row.Select(z => Math.Exp(z) / row.Sum(Math.Exp))).ToArray();
        double[] hot = [.. Enumerable.Range(0, N * Classes).Select(i => i % Classes == s_targets[i / Classes] ? 1.0 : 0)];
        double[] Dw2(Func<int, double> dscores) => Product(h, Hidden, [.. Enumerable.Range(0, N * Classes).Select(dscores)], Classes);
        var right = p.Slopes("w2");
        Tensors.ExpectNear(
            [Hidden, Classes],
            right,
            w2,
            "The gradient of w2",
            1e-4,
            ([.. right.Select(v => N * v)], "That is the gradient of the sum over the examples. The loss is their mean."),
            ([.. right.Select(v => -v)], "The sign is the other way round."),
            (Dw2(i => probabilities[i] / N), "Where is the truth subtracted?"),
            (Dw2(i => (scores[i] - hot[i]) / N), "Are those scores, or probabilities?"));
        var rightBias = p.Slopes("b2");
        Tensors.ExpectNear(
            [Classes],
            rightBias,
            b2,
            "The gradient of b2",
            1e-4,
            ([.. rightBias.Select(v => v / N)], "A bias was used by every row: its slopes are added."));
    }

    [Graded]
    public void The_hidden_layer_learns_through_the_slope_of_tanh()
    {
        var p = new Parameters(Draw.Rng());
        var (_, w1, b1, _, _) = p.Answer();
        var (h, _) = p.Forward();
        var da = p.SumSlopes();
        double[] dh = [.. da.Select((slope, i) => slope / (1 - h[i] * h[i]))];
        double[] halfway = [.. dh.Select((slope, i) => slope * (1 - h[i]))];
        Tensors.ExpectNear(
            [Context * Width, Hidden],
            p.Slopes("w1"),
            w1,
            "The gradient of w1",
            1e-4,
            (Product(p.X(), Context * Width, dh, Hidden), "Where is the slope of tanh?"),
            (Product(p.X(), Context * Width, halfway, Hidden), "The slope of tanh is 1 - h^2. Is h squared?"));
        Tensors.ExpectNear(
            [Hidden],
            p.Slopes("b1"),
            b1,
            "The gradient of b1",
            1e-4,
            (Norms.Down(dh, Hidden), "Where is the slope of tanh?"),
            ([.. Norms.Down(da, Hidden).Select(v => v / N)], "A bias was used by every row: its slopes are added."));
    }

    [Graded]
    public void A_letter_collects_from_every_place()
    {
        var p = new Parameters(Draw.Rng());
        var dx = Product([.. p.SumSlopes()], p["w1"]);
        double[] Collected(Func<int, bool> counts, bool assign = false, bool mean = false)
        {
            var table = new double[Classes * Width];
            for (var i = 0; i < dx.Length; i++)
            {
                var token = s_tokens[i / Width];
                if (counts(i / Width))
                {
                    table[token * Width + i % Width] = (assign ? 0 : table[token * Width + i % Width]) + dx[i] / (mean ? s_tokens.Count(t => t == token) : 1);
                }
            }

            return table;
        }

        Tensors.ExpectNear(
            [Classes, Width],
            p.Slopes("letters"),
            p.Answer().Letters,
            $"The gradient of the letters, seen as {string.Join(", ", s_tokens.Chunk(Context).Select(pair => $"({pair[0]}, {pair[1]})"))},",
            1e-4,
            (Collected(_ => true, assign: true), "Only the last place where a letter was seen is in it. Is a share assigned where it should be added?"),
            (Collected(place => place % Context == 0), "Only the first letter of each example is in it."),
            (Collected(_ => true, mean: true), "It was divided by the number of places where the letter was seen. Slopes of several uses are added."));
    }

    /// <summary>aT b, for a of (N, ...) and b of (N, ...).</summary>
    private static double[] Product(double[] a, int rows, double[] b, int columns) =>
    [
        .. Enumerable.Range(0, rows * columns).Select(at =>
            Enumerable.Range(0, N).Sum(i => a[i * rows + at / columns] * b[i * columns + at % columns])),
    ];

    /// <summary>da w1T.</summary>
    private static double[] Product(double[] da, double[] w1) =>
    [
        .. Enumerable.Range(0, N * Context * Width).Select(at =>
            Enumerable.Range(0, Hidden).Sum(j => da[at / (Context * Width) * Hidden + j] * w1[at % (Context * Width) * Hidden + j])),
    ];

    /// <summary>The network's parameters, and the network once more in double precision.</summary>
    private sealed class Parameters
    {
        private readonly Dictionary<string, Tensor> _tensors;
        private readonly Dictionary<string, double[]> _values;

        public Parameters(Rng rng)
        {
            _tensors = new()
            {
                ["letters"] = Tensors.Draw(rng, [Classes, Width]),
                ["w1"] = Tensors.Draw(rng, [Context * Width, Hidden], 0.6),
                ["b1"] = Tensors.Draw(rng, [Hidden], 0.5),
                ["w2"] = Tensors.Draw(rng, [Hidden, Classes]),
                ["b2"] = Tensors.Draw(rng, [Classes]),
            };
            _values = _tensors.ToDictionary(entry => entry.Key, entry => entry.Value.Doubles());
            _values["a"] = new double[N * Hidden]; // added to the sums before tanh: its slopes are theirs
        }

        public double[] this[string name] => _values[name];

        public (Tensor Letters, Tensor W1, Tensor B1, Tensor W2, Tensor B2) Answer() => E13_4_NetworkByHand.Of(
            s_tokens, Context, s_targets, _tensors["letters"], _tensors["w1"], _tensors["b1"], _tensors["w2"], _tensors["b2"]);

        public double[] X() => [.. s_tokens.SelectMany(token => _values["letters"].Skip(token * Width).Take(Width))];

        public (double[] H, double[] Scores) Forward()
        {
            var (x, w1, b1, w2, b2) = (X(), _values["w1"], _values["b1"], _values["w2"], _values["b2"]);
            const int Inputs = Context * Width;
            double[] h =
            [
                .. Enumerable.Range(0, N * Hidden).Select(at => Math.Tanh(
                    b1[at % Hidden] + _values["a"][at] + Enumerable.Range(0, Inputs).Sum(k => x[at / Hidden * Inputs + k] * w1[k * Hidden + at % Hidden]))),
            ];
            return (h,
            [
                .. Enumerable.Range(0, N * Classes).Select(at =>
                    b2[at % Classes] + Enumerable.Range(0, Hidden).Sum(k => h[at / Classes * Hidden + k] * w2[k * Classes + at % Classes])),
            ]);
        }

        public double[] Slopes(string name) => Tensors.Slopes(
            _ => Forward().Scores.Chunk(Classes).Select((row, i) => Math.Log(row.Sum(Math.Exp)) - row[s_targets[i]]).Average(), _values[name]);

        public double[] SumSlopes() => Slopes("a");
    }
}
