#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// A whole GPT, one number at a time. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/04-gpt/lesson.cs
using System;
using System.Collections.Generic;
using System.Linq;
using CourseKit;
using Micrograd;
using MiniTensor;
using MiniTensor.Data;

Lesson.Open("04-gpt");

// ## What you will build

Console.WriteLine("\n## The idea in one picture");

Lesson.Show(new Mermaid("""
    graph TD
      t["the last letter, the first m of .emma"] --> te["token embedding: 16 numbers"]
      p["its position: 2"] --> pe["position embedding: 16 numbers"]
      te --> sum["add, RMSNorm"]
      pe --> sum
      sum --> att["RMSNorm, attention: look at the letters so far"]
      sum --> plus1["add"]
      att --> plus1
      plus1 --> mlp["RMSNorm, MLP: compute with what was found"]
      plus1 --> plus2["add"]
      mlp --> plus2
      plus2 --> head["27 scores, one for each possible next letter"]
    """));

Console.WriteLine("\n## Names as numbers");

var allNames = System.IO.File.ReadAllLines(Lesson.Data("names", "names.txt"));
Lesson.Show($"{allNames.Length:N0} names, {allNames.Distinct().Count():N0} different ones");
Lesson.Show(string.Join(", ", allNames.Take(8)));

T[] Shuffled<T>(IEnumerable<T> items, Rng rng)
{
    var shuffled = items.ToArray();
    rng.Shuffle<T>(shuffled);
    return shuffled;
}

var naive = Shuffled(allNames, new Rng(42));
var naiveTrain = naive[..(naive.Length * 8 / 10)].ToHashSet();
var naiveHeldOut = naive[(naive.Length * 9 / 10)..];
var leaked = 100.0 * naiveHeldOut.Count(naiveTrain.Contains) / naiveHeldOut.Length;

var names = Shuffled(allNames.Distinct(), new Rng(42));
var train = names[..(names.Length * 8 / 10)];
var heldOut = names[(names.Length * 9 / 10)..];
var leakedNow = 100.0 * heldOut.Count(train.ToHashSet().Contains) / heldOut.Length;
Lesson.Record("split", seed: 42, new
{
    leaked,
    leakedNow,
    train = train.Length,
    heldOut = heldOut.Length,
});
Lesson.Show($"held-out names that are also in train: {leaked:F1}%; without duplicates {leakedNow:F1}%");

const int Edge = 26;
int[] Tokens(string name) => [Edge, .. name.Select(c => c - 'a'), Edge];
string Letters(IEnumerable<int> tokens) =>
    string.Concat(tokens.Select(t => t == Edge ? '.' : (char)('a' + t)));

Lesson.Show($"emma = {string.Join(" ", Tokens("emma"))}");

Console.WriteLine("\n## The baseline: count pairs");

double[][] CountPairs(IEnumerable<string> examples)
{
    var counts = Enumerable.Range(0, 27).Select(_ => Enumerable.Repeat(1.0, 27).ToArray()).ToArray();
    foreach (var name in examples)
    {
        var tokens = Tokens(name);
        for (var i = 0; i + 1 < tokens.Length; i++)
        {
            counts[tokens[i]][tokens[i + 1]]++;
        }
    }

    return [.. counts.Select(row => row.Select(count => count / row.Sum()).ToArray())];
}

var pairs = CountPairs(train);
double Pair(char first, char next) => pairs[first - 'a'][next - 'a'];

Lesson.Show($"after q comes u with probability {Pair('q', 'u'):F2}, and z with {Pair('q', 'z'):F4}");

var letters = Enumerable.Range(0, 27).Select(t => Letters([t])).ToArray();
Lesson.Show(Figure.Of("04-bigram",
    [
        new
        {
            type = "heatmap", x = letters, y = letters, z = pairs.Select(row => row.Select(p => Math.Round(p, 3))), autocolorscale = true,
            colorbar = new { title = new { text = "probability" } }, name = "p",
        },
    ],
    new
    {
        xaxis = new { title = new { text = "next letter" }, type = "category", dtick = 1 },
        yaxis = new { title = new { text = "this letter" }, type = "category", dtick = 1, autorange = "reversed" },
        height = 640,
    }));

int DrawFrom(double[] probabilities, double uniform)
{
    for (var i = 0; i < probabilities.Length; i++)
    {
        uniform -= probabilities[i];
        if (uniform < 0)
        {
            return i;
        }
    }

    return probabilities.Length - 1;        // rounding left a gap at the end of the ruler
}

string PairName(Rng rng)
{
    List<int> tokens = [Edge];
    do
    {
        tokens.Add(DrawFrom(pairs[tokens[^1]], rng.Uniform()));
    }
    while (tokens[^1] != Edge);
    return Letters(tokens).Trim('.');
}

var pairRng = new Rng(5);
Lesson.Show(string.Join(", ", Enumerable.Range(0, 10).Select(_ => PairName(pairRng))));

Console.WriteLine("\n## From scores to a loss");

double[] NaiveSoftmax(double[] scores) => [.. scores.Select(s => Math.Exp(s) / scores.Sum(Math.Exp))];

Lesson.Show(NaiveSoftmax([2, 1, 0]).Select(p => Math.Round(p, 4)));

Lesson.Show(string.Join("  ", NaiveSoftmax([1000, 999, 998])));

Value Sum(IReadOnlyList<Value> values)
{
    var sum = values[0];
    for (var i = 1; i < values.Count; i++)
    {
        sum += values[i];
    }

    return sum;
}

Value[] Softmax(Value[] logits)
{
    var largest = logits.Max(logit => logit.Data);      // a plain number: it shifts all scores alike
    var powers = logits.Select(logit => (logit - largest).Exp()).ToArray();
    var total = Sum(powers);
    return [.. powers.Select(power => power / total)];
}

Lesson.Show(Softmax([new Value(1000), new Value(999), new Value(998)]).Select(p => Math.Round(p.Data, 4)));

Value CrossEntropy(Value[] logits, int target) => -Softmax(logits)[target].Log();

Value[] ignorant = [.. Enumerable.Range(0, 27).Select(_ => new Value(0))];
Lesson.Show(Math.Round(CrossEntropy(ignorant, 4).Data, 4));

double PairLoss(double[][] table, IEnumerable<string> examples)
{
    var (total, count) = (0.0, 0);
    foreach (var tokens in examples.Select(Tokens))
    {
        for (var i = 0; i + 1 < tokens.Length; i++)
        {
            total -= Math.Log(table[tokens[i]][tokens[i + 1]]);
            count++;
        }
    }

    return total / count;
}

var pairLoss = PairLoss(pairs, heldOut);
Lesson.Show($"letter pairs, held-out loss: {pairLoss:F4} nats a letter");
Lesson.Show($"as good as choosing among {Math.Exp(pairLoss):F1} equally likely letters");

Console.WriteLine("\n### Backward by hand");

Value[] scores = [new Value(2), new Value(1), new Value(0)];
CrossEntropy(scores, target: 1).Backward();
Lesson.Show(scores.Select(s => Math.Round(s.Grad, 4)));

Console.WriteLine("\n## Embeddings and linear layers");

Value[] Row(Rng rng, int length) =>
    [.. Enumerable.Range(0, length).Select(_ => new Value(rng.Normal(0, 0.08)))];

Value[][] Matrix(Rng rng, int rows, int columns) =>
    [.. Enumerable.Range(0, rows).Select(_ => Row(rng, columns))];

var table = Matrix(new Rng(1), 27, 16);
Lesson.Show(string.Join(" ", table[Tokens("e")[1]].Take(6).Select(v => $"{v.Data:F3}")));

Value Dot(Value[] a, Value[] b)
{
    var sum = a[0] * b[0];
    for (var i = 1; i < a.Length; i++)
    {
        sum += a[i] * b[i];
    }

    return sum;
}

Value[] Linear(Value[][] weights, Value[] x)
{
    var outputs = new Value[weights.Length];
    for (var row = 0; row < weights.Length; row++)
    {
        outputs[row] = Dot(weights[row], x);
    }

    return outputs;
}

Value[][] turn =
[
    [new Value(0), new Value(-1)],
    [new Value(1), new Value(0)],
    [new Value(1), new Value(1)],
];
Lesson.Show(Linear(turn, [new Value(3), new Value(4)]).Select(v => v.Data));

Console.WriteLine("\n## RMSNorm");

Value[] RmsNorm(Value[] x)
{
    var meanSquare = Dot(x, x) / x.Length;
    var scale = (meanSquare + 1e-5).Pow(-0.5);
    return [.. x.Select(v => v * scale)];
}

foreach (var factor in new[] { 1, 10 })
{
    Value[] x = [new Value(3 * factor), new Value(4 * factor)];
    Lesson.Show(string.Join("  ", RmsNorm(x).Select(v => $"{v.Data:F4}")));
}

Value[] arrow = [new Value(3), new Value(4)];
CrossEntropy(RmsNorm(arrow), target: 0).Backward();
var (slope1, slope2) = (arrow[0].Grad, arrow[1].Grad);
Lesson.Show($"slopes {slope1:F5} and {slope2:F5}; 3 * first + 4 * second = {3 * slope1 + 4 * slope2:F5}");

Console.WriteLine("\n## Attention");

double TypicalDot(int d, Rng rng)
{
    double RandomDot() => Enumerable.Range(0, d).Sum(_ => rng.Normal() * rng.Normal());
    return Math.Sqrt(Enumerable.Range(0, 2000).Average(_ => Math.Pow(RandomDot(), 2)));
}

foreach (var d in new[] { 4, 64, 256 })
{
    Lesson.Show($"d = {d,3}: dot product about {TypicalDot(d, new Rng(2)),5:F1}, sqrt(d) = {Math.Sqrt(d),4:F1}");
}

Console.WriteLine("\n### Three letters by hand");

Value[] AttentionShares(Value[] query, List<Value[]> keys)
{
    var scale = 1 / Math.Sqrt(query.Length);
    return Softmax([.. keys.Select(key => Dot(query, key) * scale)]);
}

Value[] Mix(Value[] shares, List<Value[]> values)
{
    var output = new Value[values[0].Length];
    for (var i = 0; i < output.Length; i++)
    {
        output[i] = Sum([.. values.Select((value, position) => shares[position] * value[i])]);
    }

    return output;
}

Value[] Vector(double a, double b) => [new Value(a), new Value(b)];

Value[][] queries = [Vector(1, 1), Vector(0, 2), Vector(2, 0)];
List<Value[]> threeKeys = [Vector(1, 0), Vector(0, 1), Vector(1, 1)];
List<Value[]> threeValues = [Vector(1, 0), Vector(0, 10), Vector(3, 0)];
var shares = AttentionShares(queries[2], threeKeys);
Lesson.Show($"shares {string.Join("  ", shares.Select(s => $"{s.Data:F3}"))}");
Lesson.Show($"output {string.Join("  ", Mix(shares, threeValues).Select(v => $"{v.Data:F3}"))}");

var rowsOfShares = Enumerable.Range(0, 3)
    .Select(t => AttentionShares(queries[t], threeKeys[..(t + 1)]).Select(s => Math.Round(s.Data, 3)).ToArray())
    .ToArray();
Lesson.Show(string.Join("\n", rowsOfShares.Select(row => string.Join("  ", row.Select(s => $"{s:F3}")))));

object HeatmapOf(double[][] rows, string[] names, string axes) => new
{
    type = "heatmap", x = names, y = names, zmin = 0, zmax = 1, autocolorscale = true, xaxis = "x" + axes, yaxis = "y" + axes, showscale = axes.Length == 0,
    z = rows.Select(row => row.Select(s => (double?)s).Concat(Enumerable.Repeat((double?)null, names.Length - row.Length))), hoverongaps = false, colorbar = new { title = new { text = "share" } },
};

Lesson.Show(Figure.Of("04-attention", [HeatmapOf(rowsOfShares, ["1", "2", "3"], "")],
    new { xaxis = new { title = new { text = "position looked at" }, type = "category" }, yaxis = new { title = new { text = "position that asks" }, type = "category", autorange = "reversed" } }));

// ### Four heads

Console.WriteLine("\n## The whole model");

Dictionary<string, Value[][]> NewModel(Rng rng) => new()
{
    ["token"] = Matrix(rng, 27, 16),
    ["position"] = Matrix(rng, 16, 16),
    ["query"] = Matrix(rng, 16, 16),
    ["key"] = Matrix(rng, 16, 16),
    ["value"] = Matrix(rng, 16, 16),
    ["mix"] = Matrix(rng, 16, 16),
    ["expand"] = Matrix(rng, 64, 16),
    ["shrink"] = Matrix(rng, 16, 64),
    ["scores"] = Matrix(rng, 27, 16),
};

IEnumerable<Value> ParametersOf(Dictionary<string, Value[][]> model) =>
    model.Values.SelectMany(rows => rows.SelectMany(row => row));

var shapes = NewModel(new Rng(42)).Select(entry => $"{entry.Key} {entry.Value.Length} x {entry.Value[0].Length}");
Lesson.Show(string.Join("\n", shapes));

var model = NewModel(new Rng(42));
Lesson.Show(ParametersOf(model).Count());

Value[] Attention(Dictionary<string, Value[][]> model, Value[] x, Memory memory)
{
    var query = Linear(model["query"], x);
    memory.Keys.Add(Linear(model["key"], x));
    memory.Values.Add(Linear(model["value"], x));
    var heads = new List<Value>();
    var looked = new double[4][];
    for (var head = 0; head < 4; head++)
    {
        var piece = (4 * head)..(4 * head + 4);
        var shares = AttentionShares(query[piece], [.. memory.Keys.Select(key => key[piece])]);
        heads.AddRange(Mix(shares, [.. memory.Values.Select(value => value[piece])]));
        looked[head] = [.. shares.Select(s => s.Data)];
    }

    memory.Shares.Add(looked);
    return Linear(model["mix"], [.. heads]);
}

var trial = new Memory();
Attention(model, model["token"][Edge], trial);
Attention(model, model["token"][4], trial);
Lesson.Show(string.Join("  ", trial.Shares[1].Select((head, i) => $"head {i + 1}: {head[0]:F2} {head[1]:F2}")));

Value[] Add(Value[] a, Value[] b) => [.. a.Zip(b, (x, y) => x + y)];

Value[] FeedForward(Dictionary<string, Value[][]> model, Value[] x) =>
    Linear(model["shrink"], [.. Linear(model["expand"], x).Select(v => v.Relu())]);

Value[] Gpt(Dictionary<string, Value[][]> model, int token, int position, Memory memory)
{
    var x = RmsNorm(Add(model["token"][token], model["position"][position]));
    x = Add(x, Attention(model, RmsNorm(x), memory));
    x = Add(x, FeedForward(model, RmsNorm(x)));
    return Linear(model["scores"], x);
}

var untrained = Softmax(Gpt(model, Edge, 0, new Memory()));
Lesson.Show($"first letter: {string.Join("  ", untrained.Take(6).Select(p => $"{p.Data:F3}"))} ...");
Lesson.Show($"1/27 = {1 / 27.0:F3}");

Value NameLoss(Dictionary<string, Value[][]> model, string name)
{
    var tokens = Tokens(name);
    var memory = new Memory();
    var losses = new List<Value>();
    for (var i = 0; i + 1 < tokens.Length; i++)
    {
        losses.Add(CrossEntropy(Gpt(model, tokens[i], i, memory), tokens[i + 1]));
    }

    return Sum(losses) / losses.Count;
}

Lesson.Show($"loss of emma before training: {NameLoss(model, "emma").Data:F4}   ln 27 = {Math.Log(27):F4}");

Console.WriteLine("\n## Is it right");

double WorstError(string name, int count, Rng rng)
{
    var parameters = Shuffled(ParametersOf(model), rng);
    foreach (var p in parameters)
    {
        p.Grad = 0;
    }

    NameLoss(model, name).Backward();
    var worst = 0.0;
    foreach (var p in parameters.Where(p => Math.Abs(p.Grad) > 1e-6).Take(count))
    {
        var (start, step) = (p.Data, 1e-5);
        p.Data = start + step;
        var right = NameLoss(model, name).Data;
        p.Data = start - step;
        var left = NameLoss(model, name).Data;
        p.Data = start;
        var numeric = (right - left) / (2 * step);
        worst = Math.Max(worst, Math.Abs(p.Grad - numeric) / Math.Max(Math.Abs(p.Grad), Math.Abs(numeric)));
    }

    return worst;
}

var worstError = WorstError("anna", 60, new Rng(9));
Lesson.Record("check", seed: 9, new { worst = worstError });
Lesson.Show($"largest relative error of 60 slopes: {worstError:0.0E+0}");

Console.WriteLine("\n## Training");

double[] TrainGpt(
    Dictionary<string, Value[][]> model, IEnumerable<Value> parameters, string[] examples, int steps)
{
    var adam = new Adam(parameters, learningRate: 0.01, beta1: 0.85, beta2: 0.99);
    var losses = new double[steps];
    for (var k = 0; k < steps; k++)
    {
        var loss = NameLoss(model, examples[k % examples.Length]);
        adam.LearningRate = 0.01 * (1 - (double)k / steps);
        adam.ZeroGrad();
        loss.Backward();
        adam.Step();
        losses[k] = loss.Data;
    }

    return losses;
}

var before = model.ToDictionary(
    entry => entry.Key, entry => entry.Value.SelectMany(row => row.Select(v => v.Data)).ToArray());
var losses = TrainGpt(model, ParametersOf(model), train, steps: 1000);
var lastLoss = losses[^100..].Average();
Lesson.Record("gpt", seed: 42, new
{
    first = losses[0],
    last = lastLoss,
    curve = losses.Select(l => Math.Round(l, 4)).ToArray(),
});
Lesson.Show($"first name {losses[0]:F4}, mean of the last 100 names {lastLoss:F4}");

double[] Smooth(double[] values, int width) => [.. values.Select((_, i) => Math.Round(values[Math.Max(0, i + 1 - width)..(i + 1)].Average(), 4))];

object Level(string name, double height, string color) =>
    new { type = "scatter", mode = "lines", name, x = new[] { 0, 999 }, y = new[] { height, height }, line = new { color, dash = "dash", width = 2 } };

Lesson.Show(Figure.Of("04-loss",
    [
        new { type = "scatter", mode = "markers", name = "each name", y = losses.Select(l => Math.Round(l, 3)), marker = new { size = 3, color = "#8fb0d9" } },
        new { type = "scatter", mode = "lines", name = "mean of the last 100", y = Smooth(losses, 100), line = new { color = "#2563b0", width = 3 } },
        Level("ignorance, ln 27", Math.Log(27), "#7a838c"),
        Level("letter pairs, held-out", pairLoss, "#d1662b"),
    ],
    new { xaxis = new { title = new { text = "step" } }, yaxis = new { title = new { text = "loss, nats a letter" } }, legend = new { orientation = "h", y = 1.15 } }));

Console.WriteLine("\n## Sampling names");

int Draw(double[] logits, double temperature, double uniform)
{
    var largest = logits.Max();
    var powers = logits.Select(s => Math.Exp((s - largest) / temperature)).ToArray();
    var total = powers.Sum();
    return DrawFrom([.. powers.Select(power => power / total)], uniform);
}

string GptName(Dictionary<string, Value[][]> model, double temperature, Rng rng)
{
    List<int> tokens = [Edge];
    var memory = new Memory();
    for (var position = 0; position < 16 && (position == 0 || tokens[^1] != Edge); position++)
    {
        var logits = Gpt(model, tokens[^1], position, memory).Select(v => v.Data).ToArray();
        tokens.Add(Draw(logits, temperature, rng.Uniform()));
    }

    return Letters(tokens).Trim('.');
}

foreach (var temperature in new[] { 0.5, 1.0, 2.0 })
{
    var nameRng = new Rng(11);
    var made = Enumerable.Range(0, 6).Select(_ => GptName(model, temperature, nameRng));
    Lesson.Show($"T = {temperature:F1}: {string.Join(", ", made)}");
}

var firstScores = Gpt(model, Edge, 0, new Memory()).Select(v => v.Data).ToArray();
object Bars(double temperature, string color) => new
{
    type = "bar", name = $"T = {temperature}", x = letters, marker = new { color },
    y = Softmax([.. firstScores.Select(s => new Value(s / temperature))]).Select(p => Math.Round(p.Data, 4)),
};

Lesson.Show(Figure.Of("04-temperature", [Bars(0.5, "#2563b0"), Bars(1, "#2b8a5e"), Bars(2, "#d1662b")],
    new { xaxis = new { title = new { text = "first letter" }, type = "category" }, yaxis = new { title = new { text = "probability" } }, barmode = "group" }));

string Describe(string who, string[] made, HashSet<string> known)
{
    string Percent(Func<string, bool> test) => $"{100.0 * made.Count(test) / made.Length,5:F1}%";
    return $"{who,-6} {Percent(n => n.Length < 3)} under 3 letters, "
        + $"{Percent(n => n.Length > 9)} over 9, {Percent(known.Contains)} on the list";
}

var (fromGpt, fromPairs) = (new Rng(12), new Rng(12));
var gptNames = Enumerable.Range(0, 300).Select(_ => GptName(model, 1, fromGpt)).ToArray();
var pairNames = Enumerable.Range(0, 300).Select(_ => PairName(fromPairs)).ToArray();
var listed = names.ToHashSet();
Lesson.Record("samples", seed: 12, new
{
    gptShort = 100.0 * gptNames.Count(n => n.Length < 3) / 300,
    pairsShort = 100.0 * pairNames.Count(n => n.Length < 3) / 300,
    gptKnown = 100.0 * gptNames.Count(listed.Contains) / 300,
    pairsKnown = 100.0 * pairNames.Count(listed.Contains) / 300,
    gptHit = gptNames.Where(listed.Contains).Average(n => n.Length),
    pairsHit = pairNames.Where(listed.Contains).Average(n => n.Length),
});
Lesson.Show(Describe("GPT", gptNames, listed));
Lesson.Show(Describe("pairs", pairNames, listed));
Lesson.Show(Describe("list", names, listed));

Console.WriteLine("\n## Is it better than counting");

double[] NatsOf(Dictionary<string, Value[][]> model, string[] examples) =>
    [.. examples.Select(name => NameLoss(model, name).Data * (name.Length + 1))];

double PerLetter(double[] nats, string[] examples) =>
    nats.Sum() / examples.Sum(name => name.Length + 1);

var judged = heldOut[..500];
var gptNats = NatsOf(model, judged);
var gptHeldOut = PerLetter(gptNats, judged);
var pairsAll = PairLoss(pairs, judged);
var pairsSame = PairLoss(CountPairs(train[..1000]), judged);
var wins = judged.Where((name, i) => gptNats[i] < PairLoss(pairs, [name]) * (name.Length + 1)).Count();
Lesson.Record("heldout", seed: 42, new
{
    gpt = gptHeldOut,
    pairsAll,
    pairsSame,
    pairsEvery = pairLoss,
    lead = pairsAll - gptHeldOut,
    leadSame = pairsSame - gptHeldOut,
    wins,
});
Lesson.Show($"GPT, 1,000 names:    {gptHeldOut:F4}");
Lesson.Show($"pairs, same names:   {pairsSame:F4}");
Lesson.Show($"pairs, all names:    {pairsAll:F4}");
Lesson.Show($"the GPT has the lower loss on {wins} of {judged.Length} names");

Console.WriteLine("\n## Does every part work");

double LossWithout(Dictionary<string, Value[][]> model, string matrix, string[] examples)
{
    var cells = model[matrix].SelectMany(row => row).ToArray();
    var kept = cells.Select(v => v.Data).ToArray();
    foreach (var v in cells)
    {
        v.Data = 0;
    }

    var loss = PerLetter(NatsOf(model, examples), examples);
    for (var i = 0; i < cells.Length; i++)
    {
        cells[i].Data = kept[i];
    }

    return loss;
}

var few = heldOut[..100];
var whole = PerLetter(NatsOf(model, few), few);
var harm = model.Keys.ToDictionary(name => name, name => LossWithout(model, name, few) - whole);
foreach (var (name, rows) in model)
{
    var moved = rows.SelectMany(row => row).Zip(before[name], (now, then) => Math.Abs(now.Data - then)).Average();
    Lesson.Show($"{name,-8} moved by {moved:F3} on average; without it the loss is {harm[name]:F4} higher");
}

Lesson.Record("liveness", seed: 42, new
{
    query = harm["query"],
    value = harm["value"],
    position = harm["position"],
    expand = harm["expand"],
});

var blind = NewModel(new Rng(42));
var places = blind["position"].SelectMany(row => row).ToHashSet();
foreach (var v in places)
{
    v.Data = 0;
}

TrainGpt(blind, ParametersOf(blind).Where(v => !places.Contains(v)), train, steps: 1000);
var blindLoss = PerLetter(NatsOf(blind, judged), judged);
var blindQuery = LossWithout(blind, "query", few) - PerLetter(NatsOf(blind, few), few);
var blindRng = new Rng(12);
var blindNames = Enumerable.Range(0, 300).Select(_ => GptName(blind, 1, blindRng)).ToArray();
Lesson.Record("blind", seed: 42, new
{
    loss = blindLoss,
    more = blindLoss - gptHeldOut,
    query = blindQuery,
});
Lesson.Show($"without positions: held-out loss {blindLoss:F4}");
Lesson.Show($"setting its queries to 0 costs {blindQuery:F4}");

Lesson.Show(Describe("blind", blindNames, listed));

double[][][] HeadsOf(Dictionary<string, Value[][]> model, string name)
{
    var memory = new Memory();
    var tokens = Tokens(name)[..^1];
    for (var i = 0; i < tokens.Length; i++)
    {
        Gpt(model, tokens[i], i, memory);
    }

    double[] Rounded(double[] shares) => [.. shares.Select(s => Math.Round(s, 3))];
    return [.. Enumerable.Range(0, 4).Select(h => memory.Shares.Select(position => Rounded(position[h])).ToArray())];
}

var edgeShares = HeadsOf(blind, "isabella")[0].Select(row => $"{row[0]:F2}");
Lesson.Show($"the edge's share: {string.Join("  ", edgeShares)}");

string[] isabella = [.. Letters(Tokens("isabella")[..^1]).Select((c, i) => $"{i} {c}")];
Lesson.Show(Figure.Of("04-heads", [.. HeadsOf(model, "isabella").Select((rows, head) => HeatmapOf(rows, isabella, head == 0 ? "" : $"{head + 1}"))],
    new
    {
        grid = new { rows = 2, columns = 2, pattern = "independent" },
        xaxis = new { title = new { text = "head 1" } }, xaxis2 = new { title = new { text = "head 2" } }, xaxis3 = new { title = new { text = "head 3" } }, xaxis4 = new { title = new { text = "head 4" } },
        yaxis = new { autorange = "reversed" }, yaxis2 = new { autorange = "reversed" }, yaxis3 = new { autorange = "reversed" }, yaxis4 = new { autorange = "reversed" },
        height = 640,
    }));

// ## Your own GPT

// ## What goes wrong in practice

// ## Further reading

sealed class Memory
{
    public List<Value[]> Keys { get; } = [];
    public List<Value[]> Values { get; } = [];

    // Only for looking at: [position][head][position looked at].
    public List<double[][]> Shares { get; } = [];
}
