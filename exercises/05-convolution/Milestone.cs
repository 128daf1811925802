using System.Diagnostics;
using MiniTensor;
using MiniTensor.Data;

namespace Exercises.Stage05;

/// <summary>Milestone 05. A LeNet of your own (lesson 16, "A LeNet of your own").</summary>
/// <remarks>
/// Six pieces are yours, in this order: Width, Freeze, ConvLayer, NormLayer.Forward, NormLayer.Backward and
/// PoolLayer. Nothing here calls Tensor.Backward. They stand on the exercises before: E15_1_Sizes, E15_3_Columns,
/// E15_4_ConvolveBackward, E16_1_MaxPool, E16_2_ChannelNorm and E16_3_Alive. The linear layers, the loss and the loop
/// you wrote in milestone 03; here they are ready.
/// </remarks>
public static class Milestone
{
    /// <summary>LeNet for grey pictures of a size, with ten classes.</summary>
    public static IBlock[] Network(Rng rng, int size = 28) =>
    [
        new ConvLayer(1, 6, 5, padding: 2, rng), new NormLayer(6), new ReluLayer(), new PoolLayer(2),
        new ConvLayer(6, 16, 5, padding: 0, rng), new NormLayer(16), new ReluLayer(), new PoolLayer(2),
        new FlattenLayer(),
        new DenseLayer(Width(size), 120, rng), new ReluLayer(), new DenseLayer(120, 84, rng), new ReluLayer(), new DenseLayer(84, 10, rng),
    ];

    /// <summary>How many numbers of a picture are left when it reaches the linear layers.</summary>
    /// <remarks>
    /// Follow one side of the picture through a convolution of kernel 5 with padding 2, windows of 2 that lie side by
    /// side, a convolution of kernel 5 without padding, and windows of 2 again; E15_1_Sizes.Out has each step. There
    /// are 16 maps at the end.
    /// </remarks>
    /// <param name="size">Height and width of the picture.</param>
    public static int Width(int size)
    {
        throw new NotImplementedException("Exercise M05: the numbers in 16 maps after two convolutions and two poolings");
    }

    /// <summary>
    /// Freezes the filters of all convolutions of a network, and nothing else: their weights are not moved any more.
    /// </summary>
    public static void Freeze(IBlock[] network)
    {
        throw new NotImplementedException("Exercise M05: no step for the filters");
    }

    /// <summary>Trains a network: momentum, and one cycle of the rate.</summary>
    /// <returns>The mean loss of the last epoch.</returns>
    public static double Train(IBlock[] network, Pictures pictures, int epochs, Rng rng, Action<int, double>? report = null)
    {
        var steps = epochs * (pictures.Count / BatchSize); // what is left over waits for the next epoch's order
        var (step, mean) = (0, 0.0);
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            int[] order = [.. Enumerable.Range(0, pictures.Count)];
            rng.Shuffle<int>(order);
            mean = 0;
            foreach (var items in order.Chunk(BatchSize).Where(items => items.Length == BatchSize))
            {
                using var scope = new TensorScope();
                mean += Learn(network, pictures.Inputs(items), pictures.Classes(items)) / (pictures.Count / BatchSize);
                var rate = Peak * Math.Min(5.0 * ++step / steps, (1 + Math.Cos(Math.PI * step / steps)) / 2);
                foreach (var p in network.SelectMany(block => block.Parameters).Where(p => !p.IsFrozen))
                {
                    p.Step(rate);
                }
            }

            report?.Invoke(epoch, mean);
        }

        return mean;
    }

    /// <summary>The share of the pictures whose class has the largest score, in use.</summary>
    public static double Accuracy(IBlock[] network, Pictures pictures)
    {
        var right = 0;
        foreach (var items in Enumerable.Range(0, pictures.Count).Chunk(500))
        {
            using var scope = new TensorScope();
            var scores = network.Aggregate(pictures.Inputs(items), (x, block) => block.Forward(x, training: false));
            right += scores.ArgMax(1).Zip(pictures.Classes(items)).Count(pair => pair.First == pair.Second);
        }

        return (double)right / pictures.Count;
    }

    /// <summary>Trains on the pictures that are there, and asks whether every layer lives.</summary>
    public static void Run()
    {
        var (train, test, goal) = Pictures.Load();
        var (network, fresh) = (Network(new Rng(1)), Network(new Rng(1)));
        Console.WriteLine($"{train.Name}, {network.Sum(block => block.Parameters.Sum(p => p.Value.Count)):N0} parameters:");
        var clock = Stopwatch.StartNew();
        Train(network, train, Epochs, new Rng(2), (epoch, loss) => Console.WriteLine(
            $"  epoch {epoch}   loss {loss:F4}   test accuracy {100 * Accuracy(network, test):F2}%   {clock.Elapsed.TotalSeconds:F0} s"));
        var accuracy = Accuracy(network, test);
        Console.WriteLine($"{test.Name}: {100 * accuracy:F2}% are read right; the goal is {100 * goal:F1}%.");
        var pairs = network.SelectMany(block => block.Parameters).Zip(fresh.SelectMany(block => block.Parameters));
        foreach (var (p, start) in pairs.Where(pair => pair.First.Value.Rank > 1))
        {
            var moved = E16_3_Alive.Moved(start.Value, p.Value);
            var without = E16_3_Alive.Without(p.Value, () => Accuracy(network, test));
            Console.WriteLine($"  weights {p.Value.Shape}: moved {moved:F2} lengths; without them {100 * without:F1}%");
        }

        Freeze(fresh);
        Train(fresh, train, Epochs, new Rng(2));
        Console.WriteLine($"  with filters that stayed as they were drawn: {100 * Accuracy(fresh, test):F2}%");
    }

    // Forward, the mean cross-entropy, its gradient in the scores, and back.
    private static double Learn(IBlock[] network, Tensor x, int[] targets)
    {
        var scores = network.Aggregate(x, (input, block) => block.Forward(input, training: true));
        var dy = (scores.Softmax(1) - Functional.OneHot(targets, scores.Shape[1])) / targets.Length;
        foreach (var block in network.Reverse())
        {
            dy = block.Backward(dy);
        }

        return Functional.CrossEntropy(scores, targets).Item();
    }

    /// <summary>How often <see cref="Run"/> and the grader go through the pictures.</summary>
    public const int Epochs = 2;

    /// <summary>Pictures to a step.</summary>
    public const int BatchSize = 50;

    /// <summary>The highest rate.</summary>
    public const double Peak = 0.05;
}

/// <summary>A tensor that is learnt, with its gradient and its velocity.</summary>
public sealed class Weights(Tensor value)
{
    private readonly Tensor _velocity = Tensor.Zeros(value.Shape);

    public Tensor Value { get; } = value;

    public Tensor Grad { get; set; } = Tensor.Zeros(value.Shape);

    /// <summary>Training leaves it as it is.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>A step with momentum 0.9 (lesson 11).</summary>
    public void Step(double rate)
    {
        _velocity.CopyFrom(_velocity * 0.9 + Grad);
        Value.CopyFrom(Value - _velocity * rate);
    }
}

/// <summary>A part of a network that knows its way back.</summary>
public interface IBlock
{
    IReadOnlyList<Weights> Parameters { get; }

    /// <summary>The block's result; it keeps what the way back will need.</summary>
    Tensor Forward(Tensor x, bool training);

    /// <summary>Puts the slopes of its parameters into their Grad.</summary>
    /// <returns>The gradient of x.</returns>
    Tensor Backward(Tensor dy);
}

/// <summary>A convolution of stride 1, without a bias: a normalisation stands behind it.</summary>
public sealed class ConvLayer(int inputs, int outputs, int kernel, int padding, Rng rng) : IBlock
{
    private Tensor _x = Tensor.Scalar(0);

    /// <summary>(outputs, inputs, kernel, kernel), of deviation sqrt(2 / fan-in) at first (lesson 12).</summary>
    public Weights W { get; } = new(Tensor.Normal(rng, [outputs, inputs, kernel, kernel], 0, Math.Sqrt(2.0 / (inputs * kernel * kernel))));

    public IReadOnlyList<Weights> Parameters => [W];

    /// <remarks>E15_3_Columns.Of with a bias of zeros. Keep x in _x for the way back.</remarks>
    public Tensor Forward(Tensor x, bool training)
    {
        throw new NotImplementedException("Exercise M05: the maps by 15.3, and what the way back needs");
    }

    /// <remarks>E15_4_ConvolveBackward.Of has the gradients.</remarks>
    public Tensor Backward(Tensor dy)
    {
        throw new NotImplementedException("Exercise M05: the gradient of W, and that of x, by 15.4");
    }
}

/// <summary>Batch normalisation of maps (n, c, h, w), with running statistics.</summary>
public sealed class NormLayer(int channels) : IBlock
{
    private const double Eps = 1e-5;
    private Tensor _hat = Tensor.Scalar(0); // the normalised numbers of the last pass, (n, c, h, w)
    private Tensor _s = Tensor.Scalar(0); // one over the deviation of each channel, (1, c, 1, 1)

    public Weights Gamma { get; } = new(Tensor.Ones([channels]));

    public Weights Beta { get; } = new(Tensor.Zeros([channels]));

    public Tensor RunningMean { get; } = Tensor.Zeros([channels]);

    public Tensor RunningVar { get; } = Tensor.Ones([channels]);

    public IReadOnlyList<Weights> Parameters => [Gamma, Beta];

    /// <remarks>
    /// E16_2_ChannelNorm.Of with a gamma of ones and a beta of zeros gives hat; keep it in _hat, and in training 1 /
    /// sqrt(variance + Eps) of each channel in _s, with keepDim: true. The result is Gamma hat + Beta; Each(p) is a
    /// parameter in the shape that broadcasts over maps.
    /// </remarks>
    public Tensor Forward(Tensor x, bool training)
    {
        throw new NotImplementedException("Exercise M05: normalise by 16.2, and keep what the way back needs");
    }

    /// <remarks>
    /// The way back of lesson 13, with means over the n h w numbers of a channel:
    /// dgamma = sum(dy hat), dbeta = sum(dy), dhat = gamma dy, dx = s (dhat - mean(dhat) - hat mean(dhat hat)).
    /// </remarks>
    public Tensor Backward(Tensor dy)
    {
        throw new NotImplementedException("Exercise M05: back to gamma, to beta and to the maps");
    }

    private Tensor Each(Weights p) => p.Value.Reshape([channels, 1, 1]);
}

/// <summary>The largest number of each window; windows lie side by side.</summary>
public sealed class PoolLayer(int size) : IBlock
{
    private int[] _places = [];
    private Shape _shape = [];

    public IReadOnlyList<Weights> Parameters => [];

    /// <remarks>E16_1_MaxPool.Forward. Keep the places in _places and the shape of x in _shape.</remarks>
    public Tensor Forward(Tensor x, bool training)
    {
        throw new NotImplementedException("Exercise M05: the largest by 16.1, and where they stood");
    }

    /// <remarks>E16_1_MaxPool.Backward.</remarks>
    public Tensor Backward(Tensor dy)
    {
        throw new NotImplementedException("Exercise M05: back to where they stood");
    }
}

/// <summary>max(0, x).</summary>
public sealed class ReluLayer : IBlock
{
    private Tensor _x = Tensor.Scalar(0);

    public IReadOnlyList<Weights> Parameters => [];

    public Tensor Forward(Tensor x, bool training)
    {
        _x = x;
        return x.Relu();
    }

    public Tensor Backward(Tensor dy) => dy * _x.Greater(0);
}

/// <summary>Maps (n, c, h, w) as rows of numbers (n, c h w).</summary>
public sealed class FlattenLayer : IBlock
{
    private Shape _shape = [];

    public IReadOnlyList<Weights> Parameters => [];

    public Tensor Forward(Tensor x, bool training)
    {
        _shape = x.Shape;
        return x.Reshape([x.Shape[0], -1]);
    }

    public Tensor Backward(Tensor dy) => dy.Reshape(_shape);
}

/// <summary>x W + B.</summary>
public sealed class DenseLayer(int inputs, int outputs, Rng rng) : IBlock
{
    private Tensor _x = Tensor.Scalar(0);

    public Weights W { get; } = new(Tensor.Normal(rng, [inputs, outputs], 0, Math.Sqrt(2.0 / inputs)));

    public Weights B { get; } = new(Tensor.Zeros([outputs]));

    public IReadOnlyList<Weights> Parameters => [W, B];

    public Tensor Forward(Tensor x, bool training)
    {
        _x = x;
        return x.MatMul(W.Value) + B.Value;
    }

    public Tensor Backward(Tensor dy)
    {
        (W.Grad, B.Grad) = (_x.T.MatMul(dy), dy.Sum([0]));
        return dy.MatMul(W.Value.T);
    }
}

/// <summary>Pictures (n, 1, h, w) of numbers of about mean 0 and deviation 1.</summary>
/// <param name="images">The pictures.</param>
/// <param name="mean">Of their pixels.</param>
/// <param name="deviation">Of their pixels.</param>
public sealed class Pictures(ImageDataset images, double mean, double deviation)
{
    public string Name => images.Description;

    public int Count => images.Count;

    /// <summary>
    /// MNIST where it is (`course data get mnist`, or COURSEKIT_DATA), with the goal of 98.8%; else the kit's part of
    /// Fashion-MNIST.
    /// </summary>
    public static (Pictures Train, Pictures Test, double Goal) Load()
    {
        var hasDigits = DataSet.Of("mnist").IsHere;
        var (train, test) = hasDigits
            ? (Mnist.Load(train: true), Mnist.Load(train: false))
            : (FashionMnist.Load(train: true, whole: false), FashionMnist.Load(train: false, whole: false));
        var (mean, deviation) = train.Statistics();
        return (new(train, mean[0], deviation[0]), new(test, mean[0], deviation[0]), hasDigits ? 0.988 : 0.85);
    }

    /// <summary>The pixels of some pictures.</summary>
    public Tensor Inputs(int[] items)
    {
        var numbers = new List<float>(items.Length * images.InputShape.Elements);
        foreach (var item in items)
        {
            foreach (var pixel in images.Pixels(item))
            {
                numbers.Add((float)((pixel / 255.0 - mean) / deviation));
            }
        }

        return Tensor.Of([.. numbers], [items.Length, .. images.InputShape.ToArray()]);
    }

    /// <summary>Their classes, (n).</summary>
    public int[] Classes(int[] items) => Array.ConvertAll(items, item => (int)images.Classes[item]);
}
