using System.Diagnostics;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Optim;

namespace Exercises.Stage06;

/// <summary>Milestone 06. A residual network of your own (lesson 19, "A residual network of your own").</summary>
/// <remarks>
/// Seven pieces are yours, in this order: NormLayer.Forward, Block.Forward, Rate, Augmented, Learn, Train and Scores. Gradients come from
/// the library's Tensor.Backward. The pieces stand on exercises before: E18_1_ResidualBlock (the block), E19_1_RandomCrop
/// and E19_2_Cutout (what is done to a picture), E19_3_MixedTargets (the loss with soft targets).
/// </remarks>
public static class Milestone
{
    /// <summary>How much of each target is spread over all classes.</summary>
    public const double Smoothing = 0.1;

    /// <summary>The border that pieces are cut from.</summary>
    public const int Padding = 2;

    /// <summary>The side of the hole.</summary>
    public const int Hole = 8;

    /// <summary>Pictures to a step.</summary>
    public const int BatchSize = 100;

    /// <summary>The highest rate.</summary>
    public const double Peak = 0.3;

    /// <summary>The learning rate: one cycle, as in lesson 11, "Schedules".</summary>
    /// <remarks>
    /// Of the steps 0, 1, ..., steps - 1 the first three in ten rise. The peak belongs to step top = 0.3 steps - 1, which may lie
    /// between two steps. From step 0 to top the rate goes from peak / 25 to peak, from there to the last step to peak / 250,000,
    /// each along half a cosine: from a to b, when the share s of the way is done, b + (a - b) (1 + cos(pi s)) / 2.
    /// </remarks>
    /// <param name="peak">The highest rate.</param>
    /// <param name="step">The step, from 0 to <paramref name="steps"/> - 1.</param>
    /// <param name="steps">How many there are, 10 or more.</param>
    public static double Rate(double peak, int step, int steps)
    {
        #region Exercise M06: which half of the cycle, which share of it, and the rate there
        var (top, last) = (0.3 * steps - 1, steps - 1.0);
        return step <= top
            ? Between(peak / 25, peak, step / top)
            : Between(peak, peak / 250_000, (step - top) / (last - top));

        static double Between(double a, double b, double share) => b + (a - b) * (1 + Math.Cos(Math.PI * share)) / 2;
        #endregion
    }

    /// <summary>What the network sees while it learns: pieces of pictures by 19.1 with Padding, then holes by 19.2 of size Hole.</summary>
    /// <param name="x">(n, c, h, w).</param>
    /// <param name="rng">Decides, first for all pieces, then for all holes.</param>
    public static Tensor Augmented(Tensor x, Rng rng)
    {
        #region Exercise M06: a piece of each picture, then a hole in each piece
        return E19_2_Cutout.Of(E19_1_RandomCrop.Of(x, Padding, rng), Hole, rng);
        #endregion
    }

    /// <summary>One step of learning.</summary>
    /// <remarks>
    /// The scores in training, the loss by 19.3 (no picture is mixed: its share is 1, with Smoothing), old gradients forgotten,
    /// backward, step.
    /// </remarks>
    /// <param name="network">Its parameters are changed.</param>
    /// <param name="optimizer">Takes the step, with the rate it has.</param>
    /// <param name="x">The pictures, (n, c, h, w).</param>
    /// <param name="targets">Their classes, (n).</param>
    /// <returns>The loss before the step.</returns>
    public static double Learn(Network network, Optimizer optimizer, Tensor x, int[] targets)
    {
        #region Exercise M06: forward, the loss against soft targets, backward, and a step
        var scores = network.Forward(x, training: true);
        var loss = E19_3_MixedTargets.Loss(scores, E19_3_MixedTargets.Truth(targets, targets, 1, Smoothing, scores.Shape[1]));
        optimizer.ZeroGrad();
        loss.Backward();
        optimizer.Step();
        return loss.Item();
        #endregion
    }

    /// <summary>Trains a network.</summary>
    /// <remarks>
    /// Before each epoch rng.Shuffle puts the numbers of all pictures in a new order; order.Chunk(batchSize) makes batches of it. Each
    /// batch is a step, counted from 0 over all epochs: set optimizer.LearningRate to Rate(peak, step, steps), then Learn from the
    /// batch's pictures, Augmented by the same rng. Work in a TensorScope for each step, so that its tensors are given back. After
    /// each epoch report its number, counted from 1, and the mean of its losses.
    /// </remarks>
    /// <param name="network">Its parameters are changed.</param>
    /// <param name="pictures">What to learn from: pictures.Inputs(items) and pictures.Targets(items) have the batch of some items.</param>
    /// <param name="epochs">How often all pictures are gone through.</param>
    /// <param name="batchSize">Pictures to a step.</param>
    /// <param name="peak">The highest rate.</param>
    /// <param name="rng">Draws the order and the changes.</param>
    /// <param name="report">Is called after each epoch.</param>
    public static void Train(
        Network network, Pictures pictures, int epochs, int batchSize, double peak, Rng rng, Action<int, double> report)
    {
        var optimizer = network.Optimizer();
        #region Exercise M06: epochs, batches in a new order, and for each its rate and one Learn
        int[] order = [.. Enumerable.Range(0, pictures.Count)];
        var steps = epochs * ((pictures.Count + batchSize - 1) / batchSize);
        var step = 0;
        for (var epoch = 1; epoch <= epochs; epoch++)
        {
            rng.Shuffle<int>(order);
            List<double> losses = [];
            foreach (var items in order.Chunk(batchSize))
            {
                using var scope = new TensorScope();
                optimizer.LearningRate = Rate(peak, step++, steps);
                losses.Add(Learn(network, optimizer, Augmented(pictures.Inputs(items), rng), pictures.Targets(items)));
            }

            report(epoch, losses.Average());
        }
        #endregion
    }

    /// <summary>The scores in use: the mean of those of the picture and those of its mirror image.</summary>
    /// <remarks>x.Flip(axis) mirrors; columns are axis 3.</remarks>
    /// <param name="network">The network, in use: training is false.</param>
    /// <param name="x">The pictures, (n, c, h, w).</param>
    /// <returns>(n, classes).</returns>
    public static Tensor Scores(Network network, Tensor x)
    {
        #region Exercise M06: the mean of two looks
        return (network.Forward(x, training: false) + network.Forward(x.Flip(3), training: false)) / 2;
        #endregion
    }

    /// <summary>The share of the pictures whose class has the largest score.</summary>
    public static double Accuracy(Network network, Pictures pictures)
    {
        var right = 0;
        foreach (var items in Enumerable.Range(0, pictures.Count).Chunk(500))
        {
            using var scope = new TensorScope();
            using var mode = GradMode.NoGrad();
            var answers = Scores(network, pictures.Inputs(items)).ArgMax(1);
            right += answers.Zip(pictures.Targets(items)).Count(pair => pair.First == pair.Second);
        }

        return (double)right / pictures.Count;
    }

    /// <summary>The accuracy while some weights of the network are 0.</summary>
    public static double Without(Tensor weights, Network network, Pictures pictures)
    {
        var kept = weights.Detach().Clone();
        Network.Write(weights, Tensor.Zeros(weights.Shape));
        var accuracy = Accuracy(network, pictures);
        Network.Write(weights, kept);
        return accuracy;
    }

    /// <summary>Trains on CIFAR-10 where it is, else on the kit's part of Fashion-MNIST, and says how good the result is.</summary>
    public static void Run()
    {
        var (train, test, epochs, goal) = Pictures.Load(quick: false);
        Console.WriteLine($"{train.Name}:");
        var network = Trained(train, epochs, frozen: false);
        var accuracy = Accuracy(network, test);
        Console.WriteLine($"{test.Name}: {100 * accuracy:F2}% are right; the goal is {100 * goal:F0}%.");
        var fresh = new Network(new Rng(1), train.Channels);
        foreach (var ((name, weights), (_, start)) in network.Weights.Zip(fresh.Weights))
        {
            var moved = (weights - start).Norm().Item() / start.Norm().Item();
            Console.WriteLine($"  {name}: moved {moved:F2} lengths; without it {100 * Without(weights, network, test):F1}%");
        }

        Console.WriteLine("And a network whose filters stay as chance made them:");
        Console.WriteLine($"{test.Name}: {100 * Accuracy(Trained(train, epochs, frozen: true), test):F2}% are right.");
    }

    /// <summary>A network of seed 1 that has learnt from some pictures.</summary>
    /// <param name="pictures">What to learn from.</param>
    /// <param name="epochs">How often.</param>
    /// <param name="frozen">The filters stay as chance made them; gamma, beta and the last layer learn.</param>
    public static Network Trained(Pictures pictures, int epochs, bool frozen)
    {
        var network = new Network(new Rng(1), pictures.Channels);
        if (frozen)
        {
            network.FreezeFilters();
        }

        var clock = Stopwatch.StartNew();
        Train(network, pictures, epochs, BatchSize, Peak, new Rng(2), (epoch, loss) =>
            Console.WriteLine($"  epoch {epoch} of {epochs}   loss {loss:F4}   {clock.Elapsed.TotalSeconds:F0} s"));
        return network;
    }
}

/// <summary>Batch normalisation of pictures, with running statistics: one mean and one variance for each channel.</summary>
public sealed class NormLayer(int channels)
{
    private const double Momentum = 0.1; // the share of a batch in the running statistics
    private const double Eps = 1e-5;

    /// <summary>The deviation that each channel is given, (channels).</summary>
    public Tensor Gamma { get; } = Network.Learnt(Tensor.Ones([channels]));

    /// <summary>The mean that each channel is given, (channels).</summary>
    public Tensor Beta { get; } = Network.Learnt(Tensor.Zeros([channels]));

    public Tensor RunningMean { get; } = Tensor.Zeros([channels]);

    public Tensor RunningVar { get; } = Tensor.Ones([channels]);

    /// <remarks>
    /// As in lesson 13, "Training and use", but a channel's numbers are those of all n pictures at all h x w places: x.Mean([0, 2, 3]) and
    /// x.Var([0, 2, 3], correction: 0), of shape (channels). The running variance takes correction: 1. With scale = Gamma / sqrt(variance
    /// + Eps) and shift = Beta - mean scale the result is x scale + shift; t.Reshape([1, channels, 1, 1]) lets one number of t stand
    /// for a channel. RunningMean.CopyFrom(t) overwrites; what is written there takes no part in the gradients: t.Detach() cuts it off.
    /// </remarks>
    /// <param name="x">(n, channels, h, w).</param>
    /// <param name="training">Whether the network is learning.</param>
    /// <returns>The shape of x.</returns>
    public Tensor Forward(Tensor x, bool training)
    {
        #region Exercise M06: normalise each channel by the batch and keep the diary, or normalise by the diary
        var (mean, variance) = (RunningMean, RunningVar);
        if (training)
        {
            (mean, variance) = (x.Mean([0, 2, 3]), x.Var([0, 2, 3], correction: 0));
            var count = (double)x.Count / channels;
            RunningMean.CopyFrom(RunningMean * (1 - Momentum) + mean.Detach() * Momentum);
            RunningVar.CopyFrom(RunningVar * (1 - Momentum) + variance.Detach() * (Momentum * count / (count - 1)));
        }

        var scale = Gamma / (variance + Eps).Sqrt();
        var shift = Beta - mean * scale;
        return x * scale.Reshape([1, channels, 1, 1]) + shift.Reshape([1, channels, 1, 1]);
        #endregion
    }
}

/// <summary>Filters that run over pictures, and the normalisation behind them.</summary>
/// <param name="inputs">Channels of the pictures.</param>
/// <param name="outputs">Filters.</param>
/// <param name="size">Their side: 3 sees the neighbours, 1 only the pixel itself.</param>
/// <param name="stride">How far they move.</param>
/// <param name="rng">Draws them, of deviation sqrt(2 / numbers that a filter sees) (lesson 12).</param>
public sealed class ConvNorm(int inputs, int outputs, int size, int stride, Rng rng)
{
    /// <summary>(outputs, inputs, size, size).</summary>
    public Tensor Filters { get; } =
        Network.Learnt(Tensor.Normal(rng, [outputs, inputs, size, size], 0, Math.Sqrt(2.0 / (inputs * size * size))));

    public NormLayer Norm { get; } = new(outputs);

    public Tensor Forward(Tensor x, bool training) =>
        Norm.Forward(Functional.Conv2d(x, Filters, stride: stride, padding: size / 2), training);
}

/// <summary>A residual block: two layers, and a shortcut around them.</summary>
public sealed class Block(int inputs, int outputs, int stride, Rng rng)
{
    public ConvNorm First { get; } = new(inputs, outputs, 3, stride, rng);

    public ConvNorm Second { get; } = new(outputs, outputs, 3, 1, rng);

    /// <summary>Where the shape changes.</summary>
    public ConvNorm? Projection { get; } = inputs == outputs && stride == 1 ? null : new(inputs, outputs, 1, stride, rng);

    public IEnumerable<ConvNorm> Layers => Projection is null ? [First, Second] : [First, Second, Projection];

    /// <remarks>E18_1_ResidualBlock.Of makes it of three functions of a tensor. Each layer is to be told whether it is training.</remarks>
    /// <param name="x">(n, inputs, h, w).</param>
    /// <param name="training">Whether the network is learning.</param>
    /// <returns>(n, outputs, h / stride, w / stride), rounded up.</returns>
    public Tensor Forward(Tensor x, bool training)
    {
        #region Exercise M06: the block of 18.1 from First, Second and Projection
        return E18_1_ResidualBlock.Of(
            x,
            t => First.Forward(t, training),
            t => Second.Forward(t, training),
            Projection is null ? null : t => Projection.Forward(t, training));
        #endregion
    }
}

/// <summary>A layer of filters, three blocks, the mean over all places, a linear layer: ten layers with weights, two in projections.</summary>
/// <param name="rng">Draws the weights.</param>
/// <param name="channels">Of a picture.</param>
/// <param name="width">Filters of the first layer; the second and the third block have twice and four times as many.</param>
/// <param name="classes">How many there are.</param>
public sealed class Network(Rng rng, int channels = 1, int width = 24, int classes = 10)
{
    public ConvNorm Stem { get; } = new(channels, width, 3, 2, rng);

    public Block[] Blocks { get; } = [new(width, width, 1, rng), new(width, 2 * width, 2, rng), new(2 * width, 4 * width, 2, rng)];

    /// <summary>(4 width, classes).</summary>
    public Tensor Head { get; } = Learnt(Tensor.Normal(rng, [4 * width, classes], 0, Math.Sqrt(1.0 / (4 * width))));

    /// <summary>(classes).</summary>
    public Tensor Bias { get; } = Learnt(Tensor.Zeros([classes]));

    public IEnumerable<ConvNorm> Layers => Blocks.SelectMany(block => block.Layers).Prepend(Stem);

    /// <summary>The weights of each layer, by the layer's name.</summary>
    public IEnumerable<(string Name, Tensor Weights)> Weights =>
    [
        ("the stem", Stem.Filters),
        .. Blocks.Index().SelectMany(block => block.Item.Layers.Zip(
            (string[])["first layer", "second layer", "projection"],
            (layer, name) => ($"the {name} of block {block.Index + 1}", layer.Filters))),
        ("the last layer", Head),
    ];

    public IEnumerable<Tensor> Parameters =>
        Layers.SelectMany(layer => (Tensor[])[layer.Filters, layer.Norm.Gamma, layer.Norm.Beta]).Concat([Head, Bias]);

    /// <param name="x">(n, channels, h, w).</param>
    /// <param name="training">Whether the network is learning.</param>
    /// <returns>The scores, (n, classes).</returns>
    public Tensor Forward(Tensor x, bool training)
    {
        var y = Blocks.Aggregate(Stem.Forward(x, training).Relu(), (pictures, block) => block.Forward(pictures, training));
        return y.Mean([2, 3]).MatMul(Head) + Bias;
    }

    /// <summary>Descent with Nesterov's momentum; filters and the last layer's weights decay.</summary>
    public Optimizer Optimizer()
    {
        var learnt = Parameters.Where(p => p.RequiresGrad).ToList();
        return new Sgd(
            [new ParameterGroup(learnt.Where(p => p.Rank > 1), weightDecay: 5e-4), new(learnt.Where(p => p.Rank == 1), weightDecay: 0)],
            learningRate: 0.1,
            momentum: 0.9,
            nesterov: true);
    }

    /// <summary>From now on the filters stay as they are, and everything else learns: what is lost without them is what they learn.</summary>
    public void FreezeFilters()
    {
        foreach (var layer in Layers)
        {
            layer.Filters.RequiresGrad = false;
        }
    }

    /// <summary>A tensor that gradients are kept for.</summary>
    public static Tensor Learnt(Tensor start)
    {
        start.RequiresGrad = true;
        return start;
    }

    /// <summary>Puts other numbers into a tensor, past its gradients.</summary>
    public static void Write(Tensor parameter, Tensor value)
    {
        using var mode = GradMode.NoGrad();
        parameter.CopyFrom(value);
    }
}

/// <summary>Pictures as numbers of about mean 0 and deviation 1 in each channel.</summary>
public sealed class Pictures(ImageDataset images, double[] mean, double[] deviation)
{
    public string Name => images.Description;

    public int Count => images.Count;

    public int Channels => images.InputShape[0];

    /// <summary>CIFAR-10 where it is (`course data get cifar10`); else, and in the quick mode, the kit's part of Fashion-MNIST.</summary>
    public static (Pictures Train, Pictures Test, int Epochs, double Goal) Load(bool quick)
    {
        var photographs = !quick && DataSet.Of("cifar10").IsHere;
        var (train, test) = photographs
            ? (Cifar10.Load(train: true), Cifar10.Load(train: false))
            : (FashionMnist.Load(train: true, whole: false), FashionMnist.Load(train: false, whole: false));
        var (mean, deviation) = train.Statistics();
        return (new(train, mean, deviation), new(test, mean, deviation), photographs ? 6 : 5, photographs ? 0.78 : 0.85);
    }

    /// <summary>Some pictures, (n, channels, h, w).</summary>
    public Tensor Inputs(int[] items)
    {
        var plane = images.InputShape[1] * images.InputShape[2];
        var numbers = new float[items.Length * Channels * plane];
        for (var i = 0; i < numbers.Length; i++)
        {
            var (item, at) = (items[i / (Channels * plane)], i % (Channels * plane));
            numbers[i] = (float)((images.Pixels(item)[at] / 255.0 - mean[at / plane]) / deviation[at / plane]);
        }

        return Tensor.Of(numbers, [items.Length, .. images.InputShape.ToArray()]);
    }

    /// <summary>Their classes, (n).</summary>
    public int[] Targets(int[] items) => Array.ConvertAll(items, item => (int)images.Classes[item]);
}
