#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:property PublishAot=false

// The long runs of lesson 12: makemore's network (three letters, 200 hidden neurons, the next letter),
// 200,000 steps from each of four starts, on two splits, and on the first with two more seeds. It takes about ten
// minutes and writes runs/makemore.json:
// dotnet run lessons/12-initialisation/makemore.cs
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const int Width = 10, Hidden = 200, Context = 3;
var steps = args.Length > 0 ? int.Parse(args[0]) : 200_000;
var clock = Stopwatch.StartNew();
var all = System.IO.File.ReadAllLines(DataFolder.Find("names", "names.txt"));

// The order that Python's random.seed(42) and random.shuffle give, so that the parts are makemore's, name for name.
var classic = Parts([.. all]);
var distinct = Parts([.. all.Distinct()]);
var known = classic.Train.ToHashSet();
var numbers = new SortedDictionary<string, double>(StringComparer.Ordinal)
{
    ["train_examples"] = Examples(classic.Train).Next.Length,
    ["dev_examples"] = Examples(classic.Dev).Next.Length,
    ["distinct_dev_examples"] = Examples(distinct.Dev).Next.Length,
    ["dev_names"] = classic.Dev.Length,
    ["dev_names_in_train"] = classic.Dev.Count(known.Contains),
};
foreach (var (split, parts, seed) in new[] { ("classic", classic, 1UL), ("distinct", distinct, 1UL), ("classic2", classic, 2UL), ("classic3", classic, 3UL) })
{
    // The deviations of hidden weights, hidden biases, output weights and output biases.
    Run(split, parts, "naive", [1, 1, 1, 1], seed);
    Run(split, parts, "smalloutput", [1, 1, 0.01, 0], seed);
    Run(split, parts, "smallboth", [0.2, 0.01, 0.01, 0], seed);
    Run(split, parts, "kaiming", [Gain.Tanh / Math.Sqrt(Context * Width), 0.01, 0.01, 0], seed);
}

var outcome = TrainingRecord.Of(
    "makemore",
    "dotnet run lessons/12-initialisation/makemore.cs",
    seed: 1,
    clock.Elapsed.TotalSeconds,
    new(numbers.Select(number => KeyValuePair.Create(number.Key, (JsonNode?)number.Value))));
outcome.Save(RecordPath());

void Run(string split, (string[] Train, string[] Dev) parts, string start, double[] deviations, ulong seed)
{
    var (letters, next) = Examples(parts.Train);
    var rng = new Rng(seed);
    var model = Model(new Rng(seed, stream: 1), deviations);
    var optimizer = new Sgd(model.Parameters(), 0.1);
    var (inputs, targets) = (new int[32 * Context], new int[32]);
    var first = double.NaN;
    for (var step = 0; step < steps; step++)
    {
        using var scope = new TensorScope();
        for (var i = 0; i < targets.Length; i++)
        {
            var example = rng.Next(next.Length);
            letters.AsSpan(example * Context, Context).CopyTo(inputs.AsSpan(i * Context));
            targets[i] = next[example];
        }

        var loss = Functional.CrossEntropy(Scores(model, inputs), targets);
        first = step == 0 ? loss.Item() : first;
        optimizer.LearningRate = step < steps / 2 ? 0.1 : 0.01;
        optimizer.ZeroGrad();
        loss.Backward();
        optimizer.Step();
    }

    var (train, dev) = (Loss(model, parts.Train), Loss(model, parts.Dev));
    foreach (var (what, value) in new[] { ("first", first), ("train", train), ("dev", dev) })
    {
        numbers[$"{split}_{start}_{what}"] = Math.Round(value, 4);
    }

    Console.WriteLine($"{split,-9} {start,-12} first {first,7:F3}   train {train:F4}   dev {dev:F4}");
}

static Sequential Model(Rng rng, double[] deviations)
{
    var model = new Sequential(
        new Embedding(Names.TokenCount, Width, rng),
        new Flatten(),
        new Linear(Context * Width, Hidden, rng),
        new Tanh(),
        new Linear(Hidden, Names.TokenCount, rng));
    foreach (var (parameter, deviation) in model.Parameters().Skip(1).Zip(deviations))
    {
        Init.Set(parameter, Tensor.Normal(rng, parameter.Shape, 0, deviation));
    }

    return model;
}

static Tensor Scores(Sequential model, int[] letters)
{
    var x = ((Embedding)model[0]).Call(letters, [letters.Length / Context, Context]);
    for (var i = 1; i < model.Count; i++)
    {
        x = model[i].Call(x);
    }

    return x;
}

static double Loss(Sequential model, string[] names)
{
    using var mode = GradMode.NoGrad();
    using var scope = new TensorScope();
    var (letters, next) = Examples(names);
    return Functional.CrossEntropy(Scores(model, letters), next).Item();
}

static (int[] Letters, int[] Next) Examples(string[] names)
{
    List<int> letters = [], next = [];
    foreach (var name in names)
    {
        int[] tokens = [.. Enumerable.Repeat(Names.Edge, Context - 1), .. Names.Encode(name)];
        for (var at = Context; at < tokens.Length; at++)
        {
            letters.AddRange(tokens[(at - Context)..at]);
            next.Add(tokens[at]);
        }
    }

    return ([.. letters], [.. next]);
}

static (string[] Train, string[] Dev) Parts(string[] names)
{
    new MersenneTwister(42).Shuffle(names);
    return (names[..(names.Length * 8 / 10)], names[(names.Length * 8 / 10)..(names.Length * 9 / 10)]);
}

static string RecordPath([CallerFilePath] string here = "") =>
    Path.Combine(Path.GetDirectoryName(here) ?? "", "runs", "makemore.json");

// Matsumoto and Nishimura 1998, seeded as Python seeds it.
internal sealed class MersenneTwister
{
    private readonly uint[] _state = new uint[624];
    private int _used = 624;

    public MersenneTwister(uint seed)
    {
        _state[0] = 19650218;
        for (var i = 1; i < 624; i++)
        {
            _state[i] = 1812433253 * (_state[i - 1] ^ (_state[i - 1] >> 30)) + (uint)i;
        }

        var at = 1;
        for (var k = 0; k < 624; k++)
        {
            _state[at] = (_state[at] ^ ((_state[at - 1] ^ (_state[at - 1] >> 30)) * 1664525)) + seed;
            Advance();
        }

        for (var k = 0; k < 623; k++)
        {
            _state[at] = (_state[at] ^ ((_state[at - 1] ^ (_state[at - 1] >> 30)) * 1566083941)) - (uint)at;
            Advance();
        }

        _state[0] = 0x80000000;

        void Advance()
        {
            if (++at == 624)
            {
                (_state[0], at) = (_state[623], 1);
            }
        }
    }

    public void Shuffle(string[] items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private int Below(int bound)
    {
        var shift = System.Numerics.BitOperations.LeadingZeroCount((uint)bound);
        while (true)
        {
            if (Next() >> shift is var number && number < bound)
            {
                return (int)number;
            }
        }
    }

    private uint Next()
    {
        if (_used == 624)
        {
            for (var i = 0; i < 624; i++)
            {
                var y = (_state[i] & 0x80000000) | (_state[(i + 1) % 624] & 0x7fffffff);
                _state[i] = _state[(i + 397) % 624] ^ (y >> 1) ^ ((y & 1) * 0x9908b0df);
            }

            _used = 0;
        }

        var x = _state[_used++];
        x ^= x >> 11;
        x ^= (x << 7) & 0x9d2c5680;
        x ^= (x << 15) & 0xefc60000;
        return x ^ (x >> 18);
    }
}
