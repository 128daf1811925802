using System.Diagnostics;
using MiniTensor;
using MiniTensor.Backends.Cpu;
using MiniTensor.Data;
using MiniTensor.Ops;
using MiniTensor.Simd;

namespace Exercises.Stage02;

/// <summary>Milestone 02. A tensor engine on your own parts (lesson 08, "An engine of your own").</summary>
/// <remarks>
/// Seven pieces are yours, in this order: Speed, OwnRelu, Add, Relu, Mean, Loss and Train. They stand on the exercises before:
/// E05_1_Position.Strides, E06_1_CommonShape.Of, E06_2_Stretch.Strides, E06_3_Add.Of and E06_4_SumToShape.Of make the sum;
/// E08_1_MatMulBackward, E08_2_MultiplyBackward, E08_3_ReluAndMean and E08_4_Backward make the tape. In Run every product
/// is computed by E07_3_Tile.Multiply, inside the library; E07_1_Dot, E07_2_LoopOrder and E07_4_Roofline stand beside it.
/// </remarks>
public static class Milestone
{
    /// <summary>Measures a kernel where it is used: inside the library.</summary>
    /// <remarks>
    /// Inside using (CustomMatMul.Use(kernel)) { ... } every x.MatMul(y) runs on the kernel. Multiply two matrices of
    /// (size, size) once, so that everything is compiled and in its place, and then <paramref name="runs"/> times more, each
    /// with a Stopwatch, and a TensorScope, of its own. The shortest time counts (lesson 07, "Counting the work").
    /// </remarks>
    /// <param name="kernel">The kernel; null for the library's own.</param>
    /// <param name="size">The rows and columns of both matrices.</param>
    /// <param name="runs">How many products are timed.</param>
    /// <returns>GFLOP/s.</returns>
    public static double Speed(MatMulKernel? kernel, int size, int runs)
    {
        var x = Tensor.Uniform(new Rng(1), [size, size], -1, 1);
        var y = Tensor.Uniform(new Rng(2), [size, size], -1, 1);
        throw new NotImplementedException("Exercise M02: one product to warm up, then the best time of several, in GFLOP/s");
    }

    /// <summary>A node for a b. The way back is exercise 08.1; your own nodes below look like this one.</summary>
    public static TensorNode MatMul(TensorNode a, TensorNode b) => new(a.Value.MatMul(b.Value), [a, b], dc =>
    {
        var (da, db) = E08_1_MatMulBackward.Of(dc, a.Value, b.Value);
        return [da, db];
    });

    /// <summary>A node for a * b, element by element.</summary>
    public static TensorNode Multiply(TensorNode a, TensorNode b) => new(a.Value * b.Value, [a, b], dy =>
    {
        var (da, db) = E08_2_MultiplyBackward.Of(dy, a.Value, b.Value);
        return [da, db];
    });

    /// <summary>A node for a + b, with broadcasting, out of lessons 05 and 06.</summary>
    /// <remarks>
    /// Forward: the common shape of the two; for each the strides of its own shape, stretched to the common one; the sum.
    /// Backward: each input gets dy, with the gradients of its copies added up.
    /// x.ToArray() gives a tensor's numbers, x.Shape.ToArray() its sizes, Tensor.Of(numbers, shape) makes a tensor.
    /// </remarks>
    public static TensorNode Add(TensorNode a, TensorNode b)
    {
        throw new NotImplementedException("Exercise M02: common shape, stretched strides, sum; and back, the sum over the copies");
    }

    /// <summary>A node for relu(x): x.Value.Apply(new OwnRelu()) forward, exercise 08.3 backward.</summary>
    public static TensorNode Relu(TensorNode x)
    {
        throw new NotImplementedException("Exercise M02: a node for relu");
    }

    /// <summary>A node for the mean of all numbers of x: x.Value.Mean() forward, exercise 08.3 backward.</summary>
    public static TensorNode Mean(TensorNode x)
    {
        throw new NotImplementedException("Exercise M02: a node for the mean");
    }

    /// <summary>The network of lesson 03 for all points at once: relu(relu(x W1 + b1) W2 + b2) W3 + b3.</summary>
    /// <param name="x">The points, (n, 2).</param>
    /// <param name="p">Weights and biases of the three layers: W1, b1, W2, b2, W3, b3.</param>
    /// <returns>A score for each point, (n, 1).</returns>
    public static TensorNode Score(TensorNode x, TensorNode[] p) =>
        Add(MatMul(Relu(Add(MatMul(Relu(Add(MatMul(x, p[0]), p[1])), p[2]), p[3])), p[4]), p[5]);

    /// <summary>The mean hinge loss of lesson 03: the mean of relu(1 - label * score).</summary>
    /// <param name="x">The points, (n, 2).</param>
    /// <param name="labels">Their labels, -1 or 1, (n, 1).</param>
    /// <param name="p">The network's parameters.</param>
    /// <returns>One number.</returns>
    public static TensorNode Loss(TensorNode x, Tensor labels, TensorNode[] p)
    {
        throw new NotImplementedException("Exercise M02: the mean over the points of relu(1 - label * score)");
    }

    /// <summary>Trains the network by plain gradient descent on all points.</summary>
    /// <remarks>
    /// In each step: the loss; the gradients of the step before are forgotten (Grad = null); backward;
    /// for each parameter Value = Value - rate * Grad; report.
    /// The rate falls evenly from 1 in the first step to 0.1 in the last: 1 - 0.9 * (step - 1) / (steps - 1).
    /// </remarks>
    /// <param name="p">The parameters; their values are changed.</param>
    /// <param name="points">The points, (n, 2).</param>
    /// <param name="labels">Their labels, (n, 1).</param>
    /// <param name="steps">How many steps, at least 2.</param>
    /// <param name="report">Is called after each step with its number, counted from 1, and its loss.</param>
    public static void Train(TensorNode[] p, Tensor points, Tensor labels, int steps, Action<int, double> report)
    {
        throw new NotImplementedException("Exercise M02: each step: loss, forget, backward, descend, report");
    }

    /// <summary>A network of 2, 16, 16 and 1 neurons: weights between -1 and 1, biases 0.</summary>
    public static TensorNode[] Network(Rng rng)
    {
        Tensor Weights(int inputs, int outputs) => Tensor.Uniform(rng, [inputs, outputs], -1, 1);
        Tensor[] values = [Weights(2, 16), Tensor.Zeros([16]), Weights(16, 16), Tensor.Zeros([16]), Weights(16, 1), Tensor.Zeros([1])];
        return [.. values.Select(value => new TensorNode(value))];
    }

    /// <summary>Climbs the staircase with your kernel, and trains on your engine.</summary>
    /// <param name="size">The rows and columns of the matrices in the staircase.</param>
    /// <param name="steps">How many training steps.</param>
    public static void Run(int size = 768, int steps = 100)
    {
        Staircase.Print(size);

        var rng = new Rng(1);
        var (points, labels) = Points(rng, 100);
        var (newPoints, newLabels) = Points(rng, 1000);
        var p = Network(rng);
        var products = 0;
        Console.WriteLine();
        Console.WriteLine($"two moons, {points.Shape[0]} points, {p.Sum(parameter => parameter.Value.Count)} parameters:");
        using (CustomMatMul.Use((a, b, c, m, n, k) =>
        {
            Interlocked.Increment(ref products);
            E07_3_Tile.Multiply(a, b, c, m, n, k);
        }))
        {
            var clock = Stopwatch.StartNew();
            Train(p, points, labels, steps, (step, loss) =>
            {
                if (step == 1 || step % (steps / 5) == 0)
                {
                    var bar = new string('*', (int)Math.Min(60, 40 * loss));
                    Console.WriteLine($"  step {step,4}   loss {loss:F4}   {bar}");
                }
            });
            Console.WriteLine(
                $"  {clock.Elapsed.TotalMilliseconds / steps:F2} ms a step, "
                + $"{products:N0} products on the kernel of 07.3 ({Staircase.Owner("07.3")})");
        }

        Console.WriteLine($"  points right: {100 * Accuracy(p, points, labels):F0}%; of 1,000 new ones {100 * Accuracy(p, newPoints, newLabels):F1}%");
        foreach (var layer in (int[])[0, 1, 2])
        {
            TensorNode[] without = [.. p.Select((parameter, i) => i / 2 == layer ? new TensorNode(Tensor.Zeros(parameter.Value.Shape)) : parameter)];
            Console.WriteLine($"  without layer {layer + 1}: {100 * Accuracy(without, points, labels):F0}%");
        }
    }

    /// <summary>The share of points whose score has the label's sign.</summary>
    public static double Accuracy(TensorNode[] p, Tensor points, Tensor labels) =>
        (Score(new TensorNode(points), p).Value * labels).ToArray().Count(margin => margin > 0) / (double)labels.Count;

    private static (Tensor Points, Tensor Labels) Points(Rng rng, int count)
    {
        var moons = Moons.Make(count, noise: 0.1, rng.Split());
        return (
            Tensor.Of([.. moons.SelectMany(p => new[] { (float)p.X, (float)p.Y })], [count, 2]),
            Tensor.Of([.. moons.Select(p => (float)p.Label)], [count, 1]));
    }

    private static int[] Sizes(TensorNode x) => x.Value.Shape.ToArray();
}

/// <summary>max(x, 0) as an op of the library (lesson 08, "An op of your own"): x.Apply(new OwnRelu()) runs it, and Backward its slope.</summary>
/// <remarks>
/// A TV holds as many numbers as a register of the machine has room for. TV.Zero and TV.Create(1) have the same number in
/// every lane; TV.Max(a, b) is the larger one, lane by lane; TV.LessOrEqual(a, b) is a mask, and TV.Select(mask, u, v) has u
/// where the mask is set, and v elsewhere.
/// </remarks>
public readonly struct OwnRelu : IUnaryOp<OwnRelu>
{
    /// <inheritdoc/>
    public static string Name => nameof(OwnRelu);

    /// <summary>Where it can be tried: from -3 to 3, and with care at 0, where it has a kink.</summary>
    public static OpDomain Domain => new(-3, 3, 0);

    /// <summary>The slope is computed from x.</summary>
    public static Keep Keep => Keep.Input;

    /// <summary>max(x, 0), lane by lane.</summary>
    public TV Forward<TV>(TV x)
        where TV : unmanaged, ISimd<TV>
    {
        throw new NotImplementedException("Exercise M02: the larger of x and 0");
    }

    /// <summary>The slope at x: 1 where x is positive, else 0.</summary>
    /// <param name="x">What went in.</param>
    /// <param name="y">Is not there: Keep asks for x.</param>
    public TV Derivative<TV>(TV x, TV y)
        where TV : unmanaged, ISimd<TV>
    {
        throw new NotImplementedException("Exercise M02: 1 or 0, lane by lane");
    }

    /// <inheritdoc/>
    public double Oracle(double x) => Math.Max(x, 0);
}

/// <summary>The staircase of lesson 07 with your steps in it.</summary>
public static class Staircase
{
    /// <summary>Whose part stands behind an exercise: "mine" or "reference".</summary>
    public static string Owner(string exercise) =>
        (AppContext.GetData("CourseKit.Mine") as string)?.Split(',').Contains(exercise) is true ? "mine" : "reference";

    /// <summary>Measures each step on matrices of (size, size) and draws it.</summary>
    public static void Print(int size)
    {
        var all = CpuThreads.Count;
        var (memory, peakOfOne, peak) = (MachineLimits.MemoryBandwidth(all), MachineLimits.FmaPeak(1), MachineLimits.FmaPeak(all));
        var isAboveLimit = false;
        Console.WriteLine($"matrix products, {size} x {size}, in GFLOP/s:");
        Row("triple loop", "lesson", On(1, TripleLoop, 2));
        Row("loop order (07.2)", Owner("07.2"), On(1, E07_2_LoopOrder.Multiply, 4));
        Row("tiles (07.3)", Owner("07.3"), On(1, E07_3_Tile.Multiply, 10));
        Row($"tiles, {all} threads", Owner("07.3"), On(all, E07_3_Tile.Multiply, 20));
        Row("library", "library", On(1, null, 20));
        Row($"library, {all} threads", "library", On(all, null, 40));
        Row("peak of one thread", "measured", peakOfOne);
        Row($"peak of {all} threads", "measured", peak);
        var intensity = E07_4_Roofline.Intensity(size, size, size);
        Console.WriteLine(
            $"  roofline (07.4, {Owner("07.4")}): {intensity:F1} FLOP a byte, {memory:F0} GB/s, so at most "
            + $"{E07_4_Roofline.Bound(peak, memory, intensity):F0} GFLOP/s; memory is no limit from {E07_4_Roofline.SmallestSquare(peak, memory)} x "
            + $"{E07_4_Roofline.SmallestSquare(peak, memory)} on");

        // An op reads four bytes of each number and writes four: the memory is the top of its staircase.
        const int Count = 1 << 24;
        var x = Tensor.Uniform(new Rng(1), [Count], -1, 1);
        Console.WriteLine($"relu of {Count:N0} numbers, {all} threads, in GB/s:");
        Row("OwnRelu, in library", "M02", Bytes(() => x.Apply(new OwnRelu())));
        Row("Relu of the library", "library", Bytes(() => x.Relu()));
        Row("memory", "measured", memory);
        if (isAboveLimit)
        {
            Console.WriteLine("  A step is above the limit that was measured: the machine is busy. Run it again.");
        }

        double On(int threads, MatMulKernel? kernel, int runs)
        {
            CpuThreads.Count = threads;
            Milestone.Speed(kernel, 64, 60); // so that the kernel is compiled well before it is timed
            Thread.Sleep(150);
            var speed = Milestone.Speed(kernel, size, runs);
            CpuThreads.Count = all;
            isAboveLimit |= speed > (threads == 1 ? peakOfOne : peak);
            return speed;
        }

        double Bytes(Func<Tensor> op)
        {
            var seconds = double.MaxValue;
            for (var run = 0; run < 20; run++)
            {
                using var scope = new TensorScope();
                var clock = Stopwatch.StartNew();
                op();
                seconds = Math.Min(seconds, clock.Elapsed.TotalSeconds);
            }

            var speed = 8.0 * Count / seconds / 1e9;
            isAboveLimit |= speed > 1.1 * memory; // which was measured with other proportions of reading and writing
            return speed;
        }
    }

    // Each character stands for about a sixth more: from 0.5 to 500 GFLOP/s in 45 characters.
    private static void Row(string name, string owner, double speed) => Console.WriteLine(
        $"  {name,-20} {owner,-10} {speed,7:F1}  {new string('#', (int)Math.Clamp(15 * (Math.Log10(speed) + 0.3), 0, 60))}");

    private static void TripleLoop(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> c, int m, int n, int k)
    {
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                var sum = 0f;
                for (var p = 0; p < k; p++)
                {
                    sum += a[i * k + p] * b[p * n + j];
                }

                c[i * n + j] = sum;
            }
        }
    }
}
