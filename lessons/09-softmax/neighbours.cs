#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:property PublishAot=false

// The nearest neighbour on all of MNIST, for the lesson's record: each test digit gets the label of the training digit
// that differs least. Run it from the kit's folder: dotnet run lessons/09-softmax/neighbours.cs
// It writes lessons/09-softmax/runs/neighbours-mnist.json.
using System.Diagnostics;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Training;

const int Chunk = 250; // 250 x 60,000 distances are 60 MB

var (train, test) = (Mnist.Load(train: true), Mnist.Load(train: false));
var clock = Stopwatch.StartNew();
var (known, asked) = (Pictures(train), Pictures(test));
var lengths = known.Square().Sum([1]); // (60000)
var wrong = 0;
for (var from = 0; from < test.Count; from += Chunk)
{
    using var scope = new TensorScope();
    var distances = lengths - 2 * asked.Slice(0, from, from + Chunk, 1).MatMul(known.T); // (250, 60000), each row less |b|^2
    var nearest = distances.ArgMin(1);
    for (var i = 0; i < nearest.Length; i++)
    {
        wrong += train.Classes[nearest[i]] == test.Classes[from + i] ? 0 : 1;
    }
}

var error = wrong / (double)test.Count;
Console.WriteLine($"nearest neighbour, {train.Count} known and {test.Count} asked: {wrong} wrong, {100 * error:F2}%, {clock.Elapsed.TotalSeconds:F1} s");
var outcome = TrainingRecord.Of(
    "neighbours-mnist",
    "dotnet run lessons/09-softmax/neighbours.cs",
    seed: 0,
    clock.Elapsed.TotalSeconds,
    new() { ["test_error"] = error, ["known_numbers"] = known.Count });
outcome.Save(Path.Combine("lessons", "09-softmax", "runs", "neighbours-mnist.json"));

static Tensor Pictures(ImageDataset set)
{
    var size = set.InputShape.Elements;
    var numbers = new float[set.Count * size];
    for (var i = 0; i < numbers.Length; i++)
    {
        numbers[i] = set.Pixels(i / size)[i % size] / 255f;
    }

    return Tensor.Of(numbers, [set.Count, size]);
}
