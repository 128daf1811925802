#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// The same tape, coarser steps. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/08-tensor-autograd/lesson.cs
using System;
using System.Collections.Generic;
using System.Linq;
using CourseKit;
using Micrograd;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Ops;
using MiniTensor.Simd;

Lesson.Open("08-tensor-autograd");

// ## What you will build

Console.WriteLine("\n## The idea in one picture");

Lesson.Show(new Mermaid("""
    graph LR
      X["X (100, 2)"] --> mm["X W (100, 16)"]
      W["W (2, 16)"] --> mm
      mm --> plus["+ b"]
      b["b (16)"] --> plus
      plus --> relu["relu"]
    """));

Lesson.Show(100 * 16 * (2 + 2 + 1));

Console.WriteLine("\n## The same tape");

void Backward(Matrix output)
{
    List<Matrix> order = [];
    HashSet<Matrix> seen = [output];
    Stack<(Matrix Node, int Next)> open = new([(output, 0)]);
    while (open.TryPop(out var top))
    {
        if (top.Next == top.Node.Inputs.Length)
        {
            order.Add(top.Node);
            continue;
        }

        open.Push((top.Node, top.Next + 1));
        if (seen.Add(top.Node.Inputs[top.Next]))
        {
            open.Push((top.Node.Inputs[top.Next], 0));
        }
    }

    Array.Fill(output.Grad, 1);
    foreach (var node in Enumerable.Reverse(order))
    {
        node.PassOn();      // all users stand behind it and have paid in
    }
}

Console.WriteLine("\n## Back through a broadcast");

Matrix Add(Matrix a, Matrix b)      // b may be a single row
{
    var y = new Matrix(a.Rows, a.Columns, new double[a.Data.Length], a, b);
    for (var i = 0; i < y.Data.Length; i++)
    {
        y.Data[i] = a.Data[i] + b.Data[i % b.Data.Length];
    }

    y.PassOn = () =>
    {
        for (var i = 0; i < y.Data.Length; i++)
        {
            a.Grad[i] += y.Grad[i];
            b.Grad[i % b.Data.Length] += y.Grad[i];
        }
    };
    return y;
}

var three = new Matrix(3, 2, [1, 2, 3, 4, 5, 6]);
var bias = new Matrix(1, 2, [10, 20]);
Backward(Add(three, bias));
Lesson.Show(string.Join(" ", bias.Grad));

Matrix Multiply(Matrix a, Matrix b)
{
    var y = new Matrix(a.Rows, a.Columns, new double[a.Data.Length], a, b);
    for (var i = 0; i < y.Data.Length; i++)
    {
        y.Data[i] = a.Data[i] * b.Data[i];
    }

    y.PassOn = () =>
    {
        for (var i = 0; i < y.Data.Length; i++)
        {
            a.Grad[i] += y.Grad[i] * b.Data[i];
            b.Grad[i] += y.Grad[i] * a.Data[i];
        }
    };
    return y;
}

Console.WriteLine("\n## Back through a matrix product");

Matrix MatMul(Matrix a, Matrix b)
{
    var (m, k, n) = (a.Rows, a.Columns, b.Columns);
    var c = new Matrix(m, n, new double[m * n], a, b);
    for (var i = 0; i < m; i++)
    {
        for (var p = 0; p < k; p++)
        {
            for (var j = 0; j < n; j++)
            {
                c.Data[i * n + j] += a.Data[i * k + p] * b.Data[p * n + j];
            }
        }
    }

    c.PassOn = () =>
    {
        for (var i = 0; i < m; i++)
        {
            for (var p = 0; p < k; p++)
            {
                for (var j = 0; j < n; j++)
                {
                    a.Grad[i * k + p] += c.Grad[i * n + j] * b.Data[p * n + j];
                    b.Grad[p * n + j] += a.Data[i * k + p] * c.Grad[i * n + j];
                }
            }
        }
    };
    return c;
}

var factorA = new Matrix(2, 2, [1, 2, 3, 4]);
var factorB = new Matrix(2, 2, [5, 6, 7, 8]);
Backward(Multiply(MatMul(factorA, factorB), new Matrix(2, 2, [1, 0, 2, 3])));
Lesson.Show($"dA = {string.Join(" ", factorA.Grad)}");
Lesson.Show($"dB = {string.Join(" ", factorB.Grad)}");

Console.WriteLine("\n## Sum, mean and relu");

Matrix Relu(Matrix x)
{
    var y = new Matrix(x.Rows, x.Columns, Array.ConvertAll(x.Data, v => Math.Max(0, v)), x);
    y.PassOn = () =>
    {
        for (var i = 0; i < x.Data.Length; i++)
        {
            x.Grad[i] += x.Data[i] > 0 ? y.Grad[i] : 0;
        }
    };
    return y;
}

Matrix Mean(Matrix x)
{
    var y = new Matrix(1, 1, [x.Data.Average()], x);
    y.PassOn = () =>
    {
        for (var i = 0; i < x.Data.Length; i++)
        {
            x.Grad[i] += y.Grad[0] / x.Data.Length;
        }
    };
    return y;
}

Console.WriteLine("\n## Is it right");

Matrix Score(Matrix x, Matrix[] p) =>
    Add(MatMul(Relu(Add(MatMul(Relu(Add(MatMul(x, p[0]), p[1])), p[2]), p[3])), p[4]), p[5]);

Matrix Hinge(Matrix x, Matrix minusLabels, Matrix[] p) =>
    Mean(Relu(Add(Multiply(Score(x, p), minusLabels), new Matrix(1, 1, [1]))));       // 1 - label * score

var moons = Moons.Make(count: 100, noise: 0.1, new Rng(1));
double[] coordinates = [.. moons.SelectMany(p => new[] { p.X, p.Y })];
double[] labels = [.. moons.Select(p => (double)p.Label)];

Mlp Network(Rng rng) => new(inputs: 2, sizes: [16, 16, 1], initialWeight: () => rng.Uniform(-1, 1));

// Column j of a weight matrix holds the weights of neuron j.
(int Rows, int Columns, double[] Data)[] ParametersOf(Mlp network) =>
[
    .. network.Layers.SelectMany(layer =>
    {
        var neurons = layer.Neurons;
        var inputs = neurons[0].Weights.Count;
        double[] weights = [.. Enumerable.Range(0, inputs).SelectMany(i => neurons.Select(neuron => neuron.Weights[i].Data))];
        return new[] { (inputs, neurons.Count, weights), (1, neurons.Count, neurons.Select(neuron => neuron.Bias.Data).ToArray()) };
    }),
];

Matrix[] Matrices() => [.. ParametersOf(Network(new Rng(1, stream: 1))).Select(p => new Matrix(p.Rows, p.Columns, p.Data))];

var points = new Matrix(100, 2, coordinates);
var minusLabels = new Matrix(100, 1, [.. labels.Select(label => -label)]);
var parameters = Matrices();
Backward(Hinge(points, minusLabels, parameters));
Lesson.Show(string.Join(" + ", parameters.Select(p => p.Data.Length)));

double RelativeError()
{
    const double h = 1e-5;
    var (largestDifference, largestSlope) = (0.0, 0.0);
    foreach (var p in parameters)
    {
        for (var i = 0; i < p.Data.Length; i++)
        {
            var middle = p.Data[i];
            p.Data[i] = middle + h;
            var right = Hinge(points, minusLabels, parameters).Data[0];
            p.Data[i] = middle - h;
            var left = Hinge(points, minusLabels, parameters).Data[0];
            p.Data[i] = middle;
            largestDifference = Math.Max(largestDifference, Math.Abs((right - left) / (2 * h) - p.Grad[i]));
            largestSlope = Math.Max(largestSlope, Math.Abs(p.Grad[i]));
        }
    }

    return largestDifference / largestSlope;
}

Lesson.Show($"relative error below 1e-7: {RelativeError() < 1e-7}");

Console.WriteLine("\n## The library's tensors");

var ta = Tensor.Of([1, 2, 3, 4], [2, 2]);
var tb = Tensor.Of([5, 6, 7, 8], [2, 2]);
(ta.RequiresGrad, tb.RequiresGrad) = (true, true);
(ta.MatMul(tb) * Tensor.Of([1, 0, 2, 3], [2, 2])).Sum().Backward();
Lesson.Show($"dA = {string.Join(" ", ta.Grad.ToArray())}");
Lesson.Show($"dB = {string.Join(" ", tb.Grad.ToArray())}");

Tensor Normal(ulong seed, int rows, int columns)
{
    var x = Tensor.Normal(new Rng(seed), [rows, columns], 0, 0.3);
    x.RequiresGrad = true;
    return x;
}

Lesson.Show(GradCheck.Run(x => x[0].MatMul(x[1]).Exp(), [Normal(1, 3, 4), Normal(2, 4, 2)]).Passed);

var weight = Tensor.Of([1, 2, 3]);
weight.RequiresGrad = true;
var squares = weight * weight;
using (GradMode.NoGrad())
{
    weight.Fill(100);
}

string outcome;
try
{
    squares.Sum().Backward();
    outcome = string.Join(" ", weight.Grad.ToArray());
}
catch (InvalidOperationException e)
{
    outcome = e.Message.Split(", but ")[^1];
}

Lesson.Show(outcome);

var once = (weight * 2).Sum();
once.Backward();
var second = "it works";
try
{
    once.Backward();
}
catch (InvalidOperationException e)
{
    second = e.Message[..e.Message.IndexOf(',')];
}

Lesson.Show(second);

using (GradMode.NoGrad())
{
    Lesson.Show($"inside: {(weight * 2).RequiresGrad}");
}

Lesson.Show($"outside: {(weight * 2).RequiresGrad}");

Tensor gone;
using (new TensorScope())
{
    gone = weight * 3;
}

string answer;
try
{
    answer = gone.Sum().Item().ToString();
}
catch (ObjectDisposedException)
{
    answer = "its memory was given back";
}

Lesson.Show(answer);

Console.WriteLine("\n## An op of your own");

var four = Tensor.Of([-2, 0, 1, 3], [4]);
four.RequiresGrad = true;
var cubes = four.Apply(new Cube());
cubes.Sum().Backward();
Lesson.Show(string.Join(" ", cubes.ToArray()));
Lesson.Show(string.Join(" ", four.Grad.ToArray()));

Lesson.Show(GradCheck.Run(x => x[0].Apply(new Cube()), [Normal(3, 4, 5)]).Passed);

Console.WriteLine("\n## The moons once more");

(double[] Losses, double Milliseconds) Run(int steps, Func<double> step)
{
    var losses = new double[steps];
    var clock = System.Diagnostics.Stopwatch.StartNew();
    for (var i = 0; i < steps; i++)
    {
        losses[i] = step();
    }

    return (losses, clock.Elapsed.TotalMilliseconds / steps);
}

const double Rate = 0.3;

Func<double> WithValues()
{
    var network = Network(new Rng(1, stream: 1));
    var optimizer = new Sgd(network.Parameters, Rate);
    return () =>
    {
        var sum = new Value(0);
        foreach (var p in moons)
        {
            sum += (1 - p.Label * network.Forward([new Value(p.X), new Value(p.Y)])[0]).Relu();
        }

        var loss = sum / moons.Length;
        optimizer.ZeroGrad();
        loss.Backward();
        optimizer.Step();
        return loss.Data;
    };
}

Func<double> WithMatrices()
{
    var p = Matrices();
    return () =>
    {
        var loss = Hinge(points, minusLabels, p);
        foreach (var one in p)
        {
            Array.Clear(one.Grad);
        }

        Backward(loss);
        foreach (var one in p)
        {
            for (var i = 0; i < one.Data.Length; i++)
            {
                one.Data[i] -= Rate * one.Grad[i];
            }
        }

        return loss.Data[0];
    };
}

Tensor TensorScore(Tensor x, Tensor[] p) =>
    ((x.MatMul(p[0]) + p[1]).Relu().MatMul(p[2]) + p[3]).Relu().MatMul(p[4]) + p[5];

Tensor ToTensor(int rows, int columns, double[] data) => Tensor.Of(Array.ConvertAll(data, v => (float)v), [rows, columns]);

Tensor[] Tensors()
{
    Tensor[] p = [.. ParametersOf(Network(new Rng(1, stream: 1))).Select(p => ToTensor(p.Rows, p.Columns, p.Data))];
    foreach (var one in p)
    {
        one.RequiresGrad = true;
    }

    return p;
}

Func<double> WithTensors(Tensor[] p)
{
    var (x, y) = (ToTensor(100, 2, coordinates), ToTensor(100, 1, labels));
    return () =>
    {
        using var scope = new TensorScope();
        var loss = (1 - y * TensorScore(x, p)).Relu().Mean();
        foreach (var one in p)
        {
            one.ZeroGrad();
        }

        loss.Backward();
        using (GradMode.NoGrad())
        {
            foreach (var one in p)
            {
                one.AddInPlace(one.Grad, -Rate);
            }
        }

        return loss.Item();
    };
}

var fromValues = Run(100, WithValues());
var fromMatrices = Run(100, WithMatrices());
var trained = Tensors();
var fromTensors = Run(100, WithTensors(trained));
double Apart(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Max();

Lesson.Show($"matrices and values agree to 9 digits: {Apart(fromValues.Losses, fromMatrices.Losses) < 1e-9}");
Lesson.Show($"tensors and values agree to 4 digits: {Apart(fromValues.Losses, fromTensors.Losses) < 1e-4}");
Lesson.Record("losses", seed: 1, new { first = fromValues.Losses[0], last = fromValues.Losses[^1] });
Lesson.Show($"loss {fromValues.Losses[0]:F3} -> {fromValues.Losses[^1]:F3}");

double Fastest(Func<Func<double>> make, int steps)
{
    var step = make();
    Run(steps, step);       // compiles
    System.Threading.Thread.Sleep(200);
    return Enumerable.Range(0, 3).Min(_ => Run(steps, step).Milliseconds);
}

var (msValues, msMatrices, msTensors) = (Fastest(WithValues, 40), Fastest(WithMatrices, 100), Fastest(() => WithTensors(Tensors()), 1000));
Lesson.Record("times", seed: 1, new { values = msValues, matrices = msMatrices, tensors = msTensors, gain = msValues / msTensors });
double[] times = [msValues, msMatrices, msTensors];
Lesson.Show(Figure.Of("08-times",
    [new { type = "bar", x = new[] { "Value<br>(lesson 03)", "Matrix<br>(this lesson)", "Tensor<br>(the library)" }, y = times, text = times.Select(t => t < 1 ? $"{t:F2} ms" : $"{t:F1} ms"), textposition = "outside" }],
    new { yaxis = new { title = new { text = "milliseconds a training step" }, type = "log", dtick = 1, range = new[] { -2.0, 2 } } }));
Lesson.Show(string.Join(", ", times.Select(t => $"{t:F3} ms")));

// ## An engine of your own

// ## Exercises

Console.WriteLine("\n## What goes wrong in practice");

var (wrongLabels, scores) = (Tensor.Ones([100]), Tensor.Ones([100, 1]));
Lesson.Show((wrongLabels * scores).Shape);

// ## Further reading

sealed class Matrix(int rows, int columns, double[] data, params Matrix[] inputs)
{
    public int Rows => rows;
    public int Columns => columns;
    public double[] Data => data;
    public double[] Grad { get; } = new double[data.Length];     // the slope of the result in each number
    public Matrix[] Inputs => inputs;
    public Action PassOn { get; set; } = () => { };              // adds to the gradients of the inputs
}

readonly struct Cube : IUnaryOp<Cube>
{
    public static string Name => "Cube";

    public static OpDomain Domain => new(-2, 2); // where a test would try it

    public static Keep Keep => Keep.Input; // the slope needs x

    public TV Forward<TV>(TV x) where TV : unmanaged, ISimd<TV> => x * x * x;

    public TV Derivative<TV>(TV x, TV y) where TV : unmanaged, ISimd<TV> => TV.Create(3) * x * x;

    public double Oracle(double x) => Math.Pow(x, 3); // what a test would hold it against
}
