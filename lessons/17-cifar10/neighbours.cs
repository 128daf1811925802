#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:property PublishAot=false

// The k nearest neighbours on CIFAR-10, for the lesson's record: each test photograph gets the class that most of the k
// training photographs have from which it differs least. Once on the cut of the Stanford course CS231n, the first 5,000
// and the first 500, and once on all. Run it from the kit's folder: dotnet run lessons/17-cifar10/neighbours.cs
// It needs the photographs (course data get cifar10) and writes lessons/17-cifar10/runs/knn.json.
using System.Diagnostics;
using System.Text.Json.Nodes;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Training;

const int Chunk = 250; // 250 x 50,000 distances are 50 MB

int[] ks = [1, 3, 5, 8, 10, 12, 15, 20, 50, 100]; // those of CS231n
var (train, test) = (Cifar10.Load(train: true), Cifar10.Load(train: false));
var clock = Stopwatch.StartNew();
var cut = Accuracies(known: 5_000, asked: 500);
var cutSeconds = clock.Elapsed.TotalSeconds;
var all = Accuracies(train.Count, test.Count);
var outcome = TrainingRecord.Of(
    "knn",
    "dotnet run lessons/17-cifar10/neighbours.cs",
    seed: 0,
    clock.Elapsed.TotalSeconds,
    new()
    {
        ["k_curve"] = Curve(ks),
        ["cut_curve"] = Curve(cut),
        ["all_curve"] = Curve(all),
        ["cut_one"] = cut[0],
        ["cut_five"] = cut[2],
        ["cut_ten"] = cut[4],
        ["all_one"] = all[0],
        ["all_best"] = all.Max(),
        ["all_best_k"] = ks[Array.IndexOf(all, all.Max())],
        ["cut_seconds"] = Math.Round(cutSeconds, 1),
        ["all_seconds"] = Math.Round(clock.Elapsed.TotalSeconds - cutSeconds, 1),
        ["known_numbers"] = (long)train.Count * train.InputShape.Elements,
    });
outcome.Save(Path.Combine("lessons", "17-cifar10", "runs", "knn.json"));

// The part of the test photographs that each k gets right.
double[] Accuracies(int known, int asked)
{
    var (x, y) = (Pictures(train, known), Pictures(test, asked));
    var squares = x.Square().Sum([1]); // (known)
    var right = new int[ks.Length];
    for (var from = 0; from < asked; from += Chunk)
    {
        using var scope = new TensorScope();
        var to = Math.Min(from + Chunk, asked);
        var distances = (squares - 2 * y.Slice(0, from, to, 1).MatMul(x.T)).ToArray(); // each row less its own |a|^2
        Parallel.For(0, to - from, i =>
        {
            var row = distances.AsSpan(i * known, known);
            var classes = Nearest(row, ks[^1]);
            for (var j = 0; j < ks.Length; j++)
            {
                if (Vote(classes.AsSpan(0, ks[j])) == test.Classes[from + i])
                {
                    Interlocked.Increment(ref right[j]);
                }
            }
        });
    }

    for (var j = 0; j < ks.Length; j++)
    {
        Console.WriteLine($"{known} known, {asked} asked, k = {ks[j],3}: {right[j]} right, {100.0 * right[j] / asked:F2}%");
    }

    return [.. right.Select(count => count / (double)asked)];
}

// The classes of the nearest, the nearest first.
byte[] Nearest(ReadOnlySpan<float> distances, int count)
{
    var nearest = new PriorityQueue<int, float>(count + 1); // the farthest of those kept comes out first
    for (var i = 0; i < distances.Length; i++)
    {
        if (nearest.Count < count)
        {
            nearest.Enqueue(i, -distances[i]);
        }
        else if (nearest.TryPeek(out _, out var farthest) && -distances[i] > farthest)
        {
            nearest.DequeueEnqueue(i, -distances[i]);
        }
    }

    var classes = new byte[count];
    for (var i = count - 1; i >= 0; i--)
    {
        classes[i] = train.Classes[nearest.Dequeue()];
    }

    return classes;
}

// The class that most have; of several, the smallest number.
static int Vote(ReadOnlySpan<byte> classes)
{
    Span<int> votes = stackalloc int[10];
    foreach (var c in classes)
    {
        votes[c]++;
    }

    var most = 0;
    for (var c = 1; c < votes.Length; c++)
    {
        most = votes[c] > votes[most] ? c : most;
    }

    return most;
}

// Each picture a row of pixels from 0 to 255: whole numbers, as CS231n has them.
static Tensor Pictures(ImageDataset set, int count)
{
    var size = set.InputShape.Elements;
    var numbers = new float[count * size];
    for (var i = 0; i < count; i++)
    {
        var pixels = set.Pixels(i);
        for (var j = 0; j < size; j++)
        {
            numbers[i * size + j] = pixels[j];
        }
    }

    return Tensor.Of(numbers, [count, size]);
}

static JsonArray Curve<T>(IEnumerable<T> numbers) => [.. numbers.Select(number => JsonValue.Create(number))];
