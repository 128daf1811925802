using System.Diagnostics;
using MiniTensor;
using MiniTensor.Data;

namespace Exercises.Stage03;

/// <summary>Milestone 03. A reader of digits of your own (lesson 13, "A digit reader of your own").</summary>
/// <remarks>
/// Seven pieces are yours, in this order: DenseLayer.Backward, NormLayer.Forward, NormLayer.Backward, Learn, Step, Train and Accuracy.
/// Nothing here calls Tensor.Backward: the way back is yours from end to end. The pieces stand on the exercises before:
/// E09_2_CrossEntropy and E09_3_Gradient (the loss and its way back), E09_4_TopK (accuracy), E10_1_Batches (the order),
/// E11_2_AdamW and E11_3_OneCycle (the step and its size), E13_1_BatchNorm and E13_2_BatchNormBackward.
/// </remarks>
public static class Milestone
{
    /// <summary>The share of a weight, times the rate, that a step takes away.</summary>
    public const double Decay = 0.01;

    /// <summary>Two hidden layers with batch normalisation between pixels and classes.</summary>
    public static IBlock[] Network(Rng rng, int pixels = 784, int hidden = 256, int classes = 10) =>
    [
        new DenseLayer(pixels, hidden, rng, bias: false), new NormLayer(hidden), new ReluLayer(),
        new DenseLayer(hidden, hidden, rng, bias: false), new NormLayer(hidden), new ReluLayer(),
        new DenseLayer(hidden, classes, rng),
    ];

    /// <summary>One pass forward and one back.</summary>
    /// <remarks>
    /// Forward through the blocks, in training; the loss by E09_2 and its gradient by E09_3, without smoothing; then backward
    /// through the blocks, the last one first. After it each parameter's Grad holds its slope.
    /// </remarks>
    /// <param name="network">The blocks.</param>
    /// <param name="x">The pictures, (n, pixels).</param>
    /// <param name="targets">Their classes, (n).</param>
    /// <returns>The mean cross-entropy.</returns>
    public static double Learn(IBlock[] network, Tensor x, int[] targets)
    {
        throw new NotImplementedException("Exercise M03: forward through all blocks, the loss, and back in the opposite order");
    }

    /// <summary>One step of AdamW for one parameter.</summary>
    /// <remarks>
    /// E11_2_AdamW.Step does it on arrays of doubles: Doubles(x) makes one of a tensor, x.CopyFrom takes an array of floats.
    /// p.Mean and p.Square are its two means; beta1 is 0.9, beta2 0.999, epsilon 1e-8. Matrices decay by Decay, parameters of
    /// rank 1, scales and shifts, by 0.
    /// </remarks>
    /// <param name="p">The parameter, with its gradient.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="step">The number of this step, counted from 1.</param>
    public static void Step(Weights p, double rate, int step)
    {
        throw new NotImplementedException("Exercise M03: the step of 11.2, with decay for matrices, put back into the parameter");
    }

    /// <summary>The learning rate: one cycle, which rises in the first fifth of the steps and falls in the rest.</summary>
    /// <param name="peak">The highest rate.</param>
    /// <param name="step">The number of the step, from 1 to <paramref name="steps"/>.</param>
    /// <param name="steps">How many there are.</param>
    public static double Rate(double peak, int step, int steps) =>
        E11_3_OneCycle.Rate(step - 1, steps, peak, rise: 0.2, start: 25, end: 10_000);

    /// <summary>Trains a network.</summary>
    /// <remarks>
    /// Each epoch takes its batches from E10_1_Batches, with the generator that was given. A batch of a single picture is left
    /// out: its columns have no deviation. Each batch is one step, counted from 1 over all epochs: Learn, then Step for
    /// every parameter with Rate(peak, step, steps), where steps is the number of all batches, those left out included.
    /// Work in a TensorScope for each step, so that its tensors are given back. After each epoch report its number, counted
    /// from 1, and the mean of its losses.
    /// </remarks>
    /// <param name="network">The blocks; their parameters are changed.</param>
    /// <param name="pictures">What to learn from: pictures.Inputs(items) and pictures.Classes(items) have the batch of some items.</param>
    /// <param name="epochs">How often all pictures are gone through.</param>
    /// <param name="batchSize">Pictures to a step.</param>
    /// <param name="peak">The highest rate.</param>
    /// <param name="rng">Draws the order.</param>
    /// <param name="report">Is called after each epoch.</param>
    public static void Train(
        IBlock[] network, Pictures pictures, int epochs, int batchSize, double peak, Rng rng, Action<int, double> report)
    {
        throw new NotImplementedException("Exercise M03: epochs, batches, and for each batch Learn and Step");
    }

    /// <summary>The share of the pictures whose class has the largest score, in use (training: false).</summary>
    /// <remarks>E09_4_TopK with k = 1 has the share of some rows. Take about 1,000 pictures at a time; the last piece may be smaller.</remarks>
    public static double Accuracy(IBlock[] network, Pictures pictures)
    {
        throw new NotImplementedException("Exercise M03: the scores in use, piece by piece, and the share that is right");
    }

    /// <summary>Trains on the pictures that are there, and says how good the result is.</summary>
    public static void Run()
    {
        var (train, test, goal) = Pictures.Load();
        var network = Network(new Rng(1));
        Console.WriteLine($"{train.Name}, {network.Sum(block => block.Parameters.Sum(p => p.Value.Count)):N0} parameters:");
        var clock = Stopwatch.StartNew();
        Train(network, train, Epochs, BatchSize, Peak, new Rng(2), (epoch, loss) => Console.WriteLine(
            $"  epoch {epoch}   loss {loss:F4}   test accuracy {100 * Accuracy(network, test):F2}%   {clock.Elapsed.TotalSeconds:F0} s"));
        var accuracy = Accuracy(network, test);
        Console.WriteLine($"{test.Name}: {100 * accuracy:F2}% are read right; the goal is {100 * goal:F0}%.");
        foreach (var (layer, dense) in network.OfType<DenseLayer>().Index())
        {
            using var without = dense.Zeroed();
            Console.WriteLine($"  without layer {layer + 1}: {100 * Accuracy(network, test):F1}%");
        }
    }

    private static double[] Doubles(Tensor x) => Array.ConvertAll(x.ToArray(), number => (double)number);

    /// <summary>How often <see cref="Run"/> and the grader go through the pictures.</summary>
    public const int Epochs = 5;

    /// <summary>Pictures to a step.</summary>
    public const int BatchSize = 128;

    /// <summary>The highest rate.</summary>
    public const double Peak = 0.004;
}

/// <summary>A tensor that is learnt, with its gradient and what AdamW remembers of it.</summary>
public sealed class Weights(Tensor value)
{
    public Tensor Value { get; } = value;

    /// <summary>The slope of the loss in each number: of the last pass.</summary>
    public Tensor Grad { get; set; } = Tensor.Zeros(value.Shape);

    public double[] Mean { get; } = new double[value.Count];

    public double[] Square { get; } = new double[value.Count];
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

/// <summary>max(0, x). Your own blocks look like this one.</summary>
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

/// <summary>x W + B; in front of a normalisation without B, which could not learn there (lesson 13, "A bias that cannot learn").</summary>
public sealed class DenseLayer(int inputs, int outputs, Rng rng, bool bias = true) : IBlock
{
    private Tensor _x = Tensor.Scalar(0);

    /// <summary>(inputs, outputs), of deviation sqrt(2 / inputs) at first (lesson 12).</summary>
    public Weights W { get; } = new(Tensor.Normal(rng, [inputs, outputs], 0, Math.Sqrt(2.0 / inputs)));

    /// <summary>(outputs).</summary>
    public Weights? B { get; } = bias ? new(Tensor.Zeros([outputs])) : null;

    public IReadOnlyList<Weights> Parameters => B is null ? [W] : [W, B];

    public Tensor Forward(Tensor x, bool training)
    {
        _x = x;
        var y = x.MatMul(W.Value);
        return B is null ? y : y + B.Value;
    }

    /// <param name="dy">The gradient of the result, (n, outputs).</param>
    /// <returns>The gradient of x, (n, inputs).</returns>
    public Tensor Backward(Tensor dy)
    {
        throw new NotImplementedException("Exercise M03: the gradients of W and (where there is one) of B, and that of x");
    }

    /// <summary>The layer with zeros in place of W, until the result is disposed.</summary>
    public IDisposable Zeroed()
    {
        var kept = W.Value.Clone();
        W.Value.Fill(0);
        return new Undo(() => W.Value.CopyFrom(kept));
    }

    private sealed class Undo(Action undo) : IDisposable
    {
        public void Dispose() => undo();
    }
}

/// <summary>Batch normalisation of (n, width), with running statistics.</summary>
public sealed class NormLayer(int width) : IBlock
{
    private const double Eps = 1e-5;
    private Tensor _hat = Tensor.Scalar(0); // the normalised numbers of the last pass, (n, width)
    private Tensor _s = Tensor.Scalar(0); // one over the deviation of each column, (width)

    public Weights Gamma { get; } = new(Tensor.Ones([width]));

    public Weights Beta { get; } = new(Tensor.Zeros([width]));

    public Tensor RunningMean { get; } = Tensor.Zeros([width]);

    public Tensor RunningVar { get; } = Tensor.Ones([width]);

    public IReadOnlyList<Weights> Parameters => [Gamma, Beta];

    /// <remarks>
    /// E13_1_BatchNorm.Of with a gamma of ones and a beta of zeros gives hat; keep it in _hat, and in training
    /// 1 / sqrt(variance + Eps) of each column in _s. The result is Gamma hat + Beta.
    /// </remarks>
    public Tensor Forward(Tensor x, bool training)
    {
        throw new NotImplementedException("Exercise M03: normalise by 13.1, and keep what the way back needs");
    }

    /// <param name="dy">The gradient of the result, (n, width).</param>
    /// <returns>The gradient of x, (n, width).</returns>
    public Tensor Backward(Tensor dy)
    {
        throw new NotImplementedException("Exercise M03: back by 13.2");
    }
}

/// <summary>Pictures as rows of numbers of about mean 0 and deviation 1.</summary>
/// <param name="images">The pictures.</param>
/// <param name="mean">Of their pixels.</param>
/// <param name="deviation">Of their pixels.</param>
public sealed class Pictures(ImageDataset images, double mean, double deviation)
{
    public string Name => images.Description;

    public int Count => images.Count;

    /// <summary>MNIST where it is (`course data get mnist`, or COURSEKIT_DATA), with the goal of 98%; else the kit's part of Fashion-MNIST.</summary>
    public static (Pictures Train, Pictures Test, double Goal) Load()
    {
        var hasDigits = DataSet.Of("mnist").IsHere;
        var (train, test) = hasDigits
            ? (Mnist.Load(train: true), Mnist.Load(train: false))
            : (FashionMnist.Load(train: true, whole: false), FashionMnist.Load(train: false, whole: false));
        var (mean, deviation) = train.Statistics();
        return (new(train, mean[0], deviation[0]), new(test, mean[0], deviation[0]), hasDigits ? 0.98 : 0.85);
    }

    /// <summary>The pixels of some pictures, (n, pixels).</summary>
    public Tensor Inputs(int[] items)
    {
        var pixels = images.InputShape.Elements;
        var numbers = new float[items.Length * pixels];
        for (var i = 0; i < items.Length; i++)
        {
            var picture = images.Pixels(items[i]);
            for (var j = 0; j < pixels; j++)
            {
                numbers[i * pixels + j] = (float)((picture[j] / 255.0 - mean) / deviation);
            }
        }

        return Tensor.Of(numbers, [items.Length, pixels]);
    }

    /// <summary>Their classes, (n).</summary>
    public int[] Classes(int[] items) => Array.ConvertAll(items, item => (int)images.Classes[item]);
}
