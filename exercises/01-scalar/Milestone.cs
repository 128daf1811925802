using System.Diagnostics;
using Micrograd;
using MiniTensor;
using MiniTensor.Data;

namespace Exercises.Stage01;

/// <summary>Milestone 01. A GPT that learns names, out of your own parts (lesson 04, "Your own GPT").</summary>
/// <remarks>
/// Four pieces are yours, in this order: Linear, Forward, Loss and Train. They stand on the exercises before:
/// E02_1_Arithmetic.Add and Multiply, E02_2_Functions.Relu, E02_3_Order.Of, E02_4_Backward.Run, E03_4_Adam.Step,
/// E04_1_CrossEntropy.Loss, E04_2_RmsNorm.Of, E04_3_Attention.Attend; E04_4_Sampling.Draw is used in Sample.
/// </remarks>
public static class Milestone
{
    private const double LearningRate = 0.01;
    private const double Beta1 = 0.85;
    private const double Beta2 = 0.99;
    private const double Epsilon = 1e-8;

    /// <summary>A matrix times a list of numbers.</summary>
    /// <param name="matrix">The rows, each as long as x.</param>
    /// <param name="x">n numbers.</param>
    /// <returns>One number for each row: row[0] x[0] + row[1] x[1] + ... + row[n-1] x[n-1].</returns>
    public static Value[] Linear(IReadOnlyList<Value[]> matrix, IReadOnlyList<Value> x)
    {
        throw new NotImplementedException("Exercise M01: for each row, the sum of row[i] times x[i]");
    }

    /// <summary>The model at one position: from a token to a score for each possible next token.</summary>
    /// <remarks>
    /// 1. x = rmsnorm(the token's row of TokenEmbedding + the position's row of PositionEmbedding).
    /// 2. Attention. Let n = rmsnorm(x). The matrices Query, Key and Value make a query, a key and a value of n; the key
    ///    and the value are added to the lists. Each of the four heads attends with its own piece of four numbers of
    ///    the query, of every key and of every value: head 0 with numbers 0 to 3, head 1 with 4 to 7, and so on.
    ///    Side by side the heads' results are 16 numbers again: h. Then x = x + Mix times h.
    /// 3. MLP. x = x + Shrink times relu(Expand times rmsnorm(x)).
    /// 4. The result is Scores times x.
    /// A range cuts a piece out of an array: query[4..8] are numbers 4 to 7. Sum, below, adds two lists.
    /// </remarks>
    /// <param name="model">The parameters.</param>
    /// <param name="token">The token at this position, from 0 to 26.</param>
    /// <param name="position">The position, counted from 0.</param>
    /// <param name="keys">The keys of the positions before this one; this position's key is added.</param>
    /// <param name="values">The values of the positions before this one; this position's value is added.</param>
    /// <returns>27 scores (logits), one for each token that may come next.</returns>
    public static Value[] Forward(
        GptParameters model, int token, int position, IList<Value[]> keys, IList<Value[]> values)
    {
        throw new NotImplementedException("Exercise M01: embeddings, attention, MLP, scores, as the points above say");
    }

    /// <summary>How surprised the model is by a name: the mean over the positions of the next token's loss.</summary>
    /// <remarks>
    /// At each position but the last, Forward reads the token there, and the loss asks for the token after it.
    /// All positions of one name share one list of keys and one list of values; the next name begins with empty ones.
    /// </remarks>
    /// <param name="model">The parameters.</param>
    /// <param name="tokens">A name as Names.Encode gives it: 26, the letters, 26.</param>
    /// <returns>The mean loss, one Value.</returns>
    public static Value Loss(GptParameters model, IReadOnlyList<int> tokens)
    {
        throw new NotImplementedException("Exercise M01: the mean over the positions of the loss for the next token");
    }

    /// <summary>Trains the model: one name a step.</summary>
    /// <remarks>
    /// In each step: the loss of the next name (begin again at the first when all have been used); its graph in order;
    /// backward; one step of Adam on model.All; clear the gradients; report.
    /// The rate falls evenly from LearningRate in step 1 towards 0: LearningRate * (1 - (step - 1) / steps). Mind that
    /// one int divided by another drops the fraction.
    /// </remarks>
    /// <param name="model">The parameters; they are changed.</param>
    /// <param name="names">The names to learn from, in the order they are used.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="report">Is called after each step with its number, counted from 1, and its loss.</param>
    public static void Train(GptParameters model, IReadOnlyList<string> names, int steps, Action<int, double> report)
    {
        throw new NotImplementedException("Exercise M01: each step: loss, order, backward, Adam, clear, report");
    }

    /// <summary>Lets the model write a name, letter by letter, until it draws the end.</summary>
    public static string Sample(GptParameters model, double temperature, Rng rng)
    {
        var name = "";
        List<Value[]> keys = [];
        List<Value[]> values = [];
        var token = Names.Edge;
        for (var position = 0; position < GptParameters.Context; position++)
        {
            var scores = Forward(model, token, position, keys, values);
            token = E04_4_Sampling.Draw([.. scores.Select(score => score.Data)], temperature, rng.Uniform());
            if (token == Names.Edge)
            {
                break;
            }

            name += Names.Letter(token);
        }

        return name;
    }

    /// <summary>Trains on names, tests on others, and lets the model make up ten.</summary>
    /// <param name="steps">How many names to train on, one a step.</param>
    /// <param name="seed">Decides the split, the first parameters and the samples.</param>
    public static void Run(int steps = 1000, int seed = 1)
    {
        var rng = new Rng((ulong)seed);
        var names = Names.Load(heldOut: 1000, rng.Split());
        var model = new GptParameters(rng.Split());
        Console.WriteLine(
            $"{model.All.Count:N0} parameters, {names.Train.Count:N0} names, {names.HeldOut.Count:N0} more held out");

        var lastLosses = new Queue<double>();
        var clock = Stopwatch.StartNew();
        Console.WriteLine($"{"loss curve:",48}  2 {new string('-', 23)} 3.5");
        Train(model, names.Train, steps, (step, loss) =>
        {
            lastLosses.Enqueue(loss);
            if (lastLosses.Count > 100)
            {
                lastLosses.Dequeue();
            }

            if (step == 1 || step % 100 == 0 || step == steps)
            {
                var speed = step / clock.Elapsed.TotalSeconds;
                var mean = lastLosses.Average();
                var curve = new string(' ', (int)Math.Clamp((mean - 2) / 1.5 * 27, 0, 27)) + "*";
                Console.WriteLine($"step {step,5}   loss {mean:F4}   {speed,4:F0} names a second   |{curve}");
            }
        });

        var seen = names.Train.Take(steps).ToList();
        double Counting(IReadOnlyList<string> read) => new BigramCounts(read).Loss(names.HeldOut);
        Console.WriteLine($"training loss, mean of the last {lastLosses.Count} names: {lastLosses.Average():F4}");
        Console.WriteLine($"held-out loss, for each letter and end: {HeldOutLoss(model, names.HeldOut):F4}");
        Console.WriteLine($"  counting pairs of letters in the same {seen.Count:N0} names: {Counting(seen):F4}");
        Console.WriteLine($"  counting pairs of letters in all {names.Train.Count:N0}: {Counting(names.Train):F4}");
        Console.WriteLine("ten names it made up, at temperature 0.5:");
        var samples = rng.Split();
        Console.WriteLine("  " + string.Join(", ", Enumerable.Range(0, 10).Select(_ => Sample(model, 0.5, samples))));
    }

    /// <summary>The mean loss over every letter and every end of the names.</summary>
    private static double HeldOutLoss(GptParameters model, IReadOnlyList<string> names)
    {
        var (sum, count) = (0.0, 0);
        foreach (var tokens in names.Select(Names.Encode))
        {
            sum += Loss(model, tokens).Data * (tokens.Length - 1);
            count += tokens.Length - 1;
        }

        return sum / count;
    }

    /// <summary>Two lists, added number by number.</summary>
    private static Value[] Sum(Value[] a, Value[] b) => [.. a.Zip(b, E02_1_Arithmetic.Add)];
}

/// <summary>The numbers that the GPT learns: nine matrices, each a list of rows.</summary>
public sealed class GptParameters
{
    /// <summary>How many numbers stand for a token on its way through the model.</summary>
    public const int Width = 16;

    /// <summary>How many numbers each of the four heads works with.</summary>
    public const int HeadSize = 4;

    /// <summary>How many positions a name may have: 15 letters and the beginning.</summary>
    public const int Context = 16;

    /// <summary>How many neurons the MLP has between its two matrices.</summary>
    public const int Hidden = 64;

    /// <param name="rng">Where the first numbers come from: normal ones around 0, standard deviation 0.08.</param>
    public GptParameters(Rng rng)
    {
        Value[][] Matrix(int rows, int columns) =>
        [
            .. Enumerable.Range(0, rows).Select(_ =>
                Enumerable.Range(0, columns).Select(_ => new Value(rng.Normal(0, 0.08))).ToArray()),
        ];

        TokenEmbedding = Matrix(Names.TokenCount, Width);
        PositionEmbedding = Matrix(Context, Width);
        Query = Matrix(Width, Width);
        Key = Matrix(Width, Width);
        Value = Matrix(Width, Width);
        Mix = Matrix(Width, Width);
        Expand = Matrix(Hidden, Width);
        Shrink = Matrix(Width, Hidden);
        Scores = Matrix(Names.TokenCount, Width);
        All = [.. Matrices.SelectMany(matrix => matrix.Rows).SelectMany(row => row)];
    }

    /// <summary>A row of 16 numbers for each token.</summary>
    public Value[][] TokenEmbedding { get; }

    /// <summary>A row of 16 numbers for each position.</summary>
    public Value[][] PositionEmbedding { get; }

    /// <summary>Makes the queries of attention.</summary>
    public Value[][] Query { get; }

    /// <summary>Makes the keys of attention.</summary>
    public Value[][] Key { get; }

    /// <summary>Makes the values of attention.</summary>
    public Value[][] Value { get; }

    /// <summary>Mixes what the four heads found.</summary>
    public Value[][] Mix { get; }

    /// <summary>From 16 numbers to the MLP's 64.</summary>
    public Value[][] Expand { get; }

    /// <summary>From the MLP's 64 numbers back to 16.</summary>
    public Value[][] Shrink { get; }

    /// <summary>From 16 numbers to the 27 scores.</summary>
    public Value[][] Scores { get; }

    /// <summary>All matrices, each with its name.</summary>
    public IReadOnlyList<(string Name, Value[][] Rows)> Matrices =>
    [
        (nameof(TokenEmbedding), TokenEmbedding), (nameof(PositionEmbedding), PositionEmbedding),
        (nameof(Query), Query), (nameof(Key), Key), (nameof(Value), Value), (nameof(Mix), Mix),
        (nameof(Expand), Expand), (nameof(Shrink), Shrink), (nameof(Scores), Scores),
    ];

    /// <summary>All 4,192 numbers in one list, for the optimiser.</summary>
    public IReadOnlyList<Value> All { get; }
}
