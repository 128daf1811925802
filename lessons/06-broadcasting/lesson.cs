#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// Shapes that stretch. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/06-broadcasting/lesson.cs
using System;
using System.Collections.Generic;
using System.Linq;
using CourseKit;
using Micrograd;
using MiniTensor;
using MiniTensor.Data;

Lesson.Open("06-broadcasting");

// ## What you will build

Console.WriteLine("\n## The idea in one picture");

float[,] prices = { { 3, 1, 5, 2 }, { 2, 2, 4, 3 }, { 4, 1, 6, 2 } };
float[] fees = [1, 0, 2];

for (var shop = 0; shop < 3; shop++)
{
    var toPay = Enumerable.Range(0, 4)
        .Select(thing => prices[shop, thing] + fees[shop]);
    Console.WriteLine(string.Join(" ", toPay));
}

Console.WriteLine("\n## The rule");

int[] CommonShape(int[] a, int[] b)
{
    var shape = new int[Math.Max(a.Length, b.Length)];
    for (var back = 1; back <= shape.Length; back++)
    {
        var sizeA = back <= a.Length ? a[^back] : 1;
        var sizeB = back <= b.Length ? b[^back] : 1;
        if (sizeA != sizeB && sizeA != 1 && sizeB != 1)
        {
            throw new ArgumentException(
                $"{Text(a)} and {Text(b)}: {sizeA} meets {sizeB}");
        }

        shape[^back] = sizeA == 1 ? sizeB : sizeA;
    }

    return shape;
}

string Text(IEnumerable<int> numbers) => $"({string.Join(", ", numbers)})";

Lesson.Show(Text(CommonShape([4, 1, 3], [5, 1])));

void TryBoth(int[] a, int[] b)
{
    try
    {
        Console.WriteLine(Text(CommonShape(a, b)));
    }
    catch (ArgumentException e)
    {
        Console.WriteLine(e.Message);
    }
}

TryBoth([2, 3], [2]);
TryBoth([6, 1], [1, 7]);
TryBoth([5, 1, 1], [2, 8]);

Console.WriteLine("\n## Stride 0 is the whole trick");

int Place(int[] index, int[] strides) =>
    index.Zip(strides, (i, stride) => i * stride).Sum();

IEnumerable<int[]> Indices(int[] shape)
{
    if (shape.Length == 0)
    {
        yield return [];
        yield break;
    }

    foreach (var front in Indices(shape[..^1]))
    {
        for (var last = 0; last < shape[^1]; last++)
        {
            yield return [.. front, last];
        }
    }
}

void PrintPlaces(int rows, int columns, int[] strides)
{
    for (var i = 0; i < rows; i++)
    {
        var row = Enumerable.Range(0, columns).Select(j => Place([i, j], strides));
        Console.WriteLine(string.Join(" ", row));
    }
}

PrintPlaces(3, 4, [1, 0]);

PrintPlaces(3, 4, [0, 1]);

object Grid(int rows, int columns, int[] strides, int number) => new
{
    type = "heatmap", xaxis = $"x{number}", yaxis = $"y{number}", showscale = false, zmin = 0, zmax = 5, xgap = 2, ygap = 2, hoverinfo = "skip",
    z = Enumerable.Range(0, rows).Select(i => Enumerable.Range(0, columns).Select(j => Place([i, j], strides))),
    text = Enumerable.Range(0, rows).Select(i => Enumerable.Range(0, columns).Select(j => $"{Place([i, j], strides)}")),
    texttemplate = "%{text}", textfont = new { size = 14, color = "#24292f" },
    colorscale = new object[] { new object[] { 0, "#f6f3ec" }, new object[] { 1, "#7fa6d4" } },
};

object Across(double from, double to, string anchor) => new { domain = new[] { from, to }, visible = false, anchor };
object Down(double from, double to, string anchor) => new { domain = new[] { from, to }, visible = false, autorange = "reversed", anchor };
object Caption(string text, double x, double y) => new { text, x, y, xref = "paper", yref = "paper", xanchor = "left", yanchor = "bottom", showarrow = false };

Lesson.Show(Figure.Of(
    "06-stretch",
    traces: [Grid(3, 1, [1, 1], 1), Grid(3, 4, [1, 0], 2), Grid(1, 4, [4, 1], 3), Grid(3, 4, [0, 1], 4)],
    layout: new
    {
        height = 230,
        margin = new { l = 10, r = 10, t = 30, b = 10 },
        font = new { size = 13 },
        xaxis = Across(0.02, 0.08, "y"), yaxis = Down(0, 0.84, "x"),
        xaxis2 = Across(0.16, 0.42, "y2"), yaxis2 = Down(0, 0.84, "x2"),
        xaxis3 = Across(0.54, 0.74, "y3"), yaxis3 = Down(0.56, 0.84, "x3"),
        xaxis4 = Across(0.8, 1, "y4"), yaxis4 = Down(0, 0.84, "x4"),
        annotations = new[]
        {
            Caption("(3, 1)", 0.02, 0.86), Caption("(3, 4), strides (1, 0)", 0.16, 0.86),
            Caption("(1, 4)", 0.54, 0.86), Caption("(3, 4), strides (0, 1)", 0.8, 0.86),
        },
    }));

int[] Stretch(int[] shape, int[] strides, int[] target)
{
    var stretched = new int[target.Length];    // all 0
    var missing = target.Length - shape.Length;
    for (var axis = 0; axis < shape.Length; axis++)
    {
        if (shape[axis] == target[missing + axis])
        {
            stretched[missing + axis] = strides[axis];
        }
    }

    return stretched;
}

Lesson.Show(Text(Stretch([5, 1], [1, 1], [4, 5, 3])));

Console.WriteLine("\n## One loop for all of it");

View Combine(View a, View b, Func<float, float, float> operation)
{
    var shape = CommonShape(a.Shape, b.Shape);
    var stridesA = Stretch(a.Shape, a.Strides, shape);
    var stridesB = Stretch(b.Shape, b.Strides, shape);
    var result = new List<float>();
    foreach (var index in Indices(shape))
    {
        var x = a.Memory[Place(index, stridesA)];
        var y = b.Memory[Place(index, stridesB)];
        result.Add(operation(x, y));
    }

    return new([.. result], shape, RowMajor(shape));
}

int Count(int[] shape) => shape.Aggregate(1, (product, size) => product * size);

int[] RowMajor(int[] shape) =>
    [.. shape.Select((_, axis) => Count(shape[(axis + 1)..]))];

void Print(View view)
{
    for (var i = 0; i < view.Shape[0]; i++)
    {
        var row = Enumerable.Range(0, view.Shape[1])
            .Select(j => $"{view.Memory[Place([i, j], view.Strides)],3}");
        Console.WriteLine(string.Join(" ", row));
    }
}

var table = new View([3, 1, 5, 2, 2, 2, 4, 3, 4, 1, 6, 2], [3, 4], [4, 1]);
var fee = new View([1, 0, 2], [3, 1], [1, 1]);
Print(Combine(table, fee, (x, y) => x + y));

var down = new View([1, 2, 3, 4, 5], [5, 1], [1, 1]);
var right = new View([1, 2, 3, 4, 5, 6], [6], [1]);
Print(Combine(down, right, (x, y) => x * y));

Console.WriteLine("\n## From a formula to an expression");

Tensor SquaredDistances(Tensor a, Tensor b) =>
    (a.Reshape([a.Shape[0], 1, a.Shape[1]]) - b).Square().Sum([-1]);

var corners = Tensor.Of(new float[,] { { 0, 0 }, { 3, 4 } });
var places = Tensor.Of(new float[,] { { 0, 0 }, { 3, 0 }, { 0, 4 } });
var squared = SquaredDistances(corners, places);
Console.WriteLine(squared.Shape);
for (var corner = 0; corner < 2; corner++)
{
    Console.WriteLine(string.Join(" ", squared[corner].ToArray()));
}

Tensor Coordinates(LabelledPoint[] points) =>
    Tensor.Of(
        [.. points.SelectMany(p => new[] { (float)p.X, (float)p.Y })],
        [points.Length, 2]);

var known = Moons.Make(count: 100, noise: 0.1, new Rng(1));
int[] Nearest(Tensor points) =>
    SquaredDistances(points, Coordinates(known)).ArgMin(1);

var fresh = Moons.Make(count: 1000, noise: 0.1, new Rng(1, stream: 7));
var correct = Nearest(Coordinates(fresh)).Zip(fresh)
    .Count(pair => known[pair.First].Label == pair.Second.Label);
var percent = correct / 10.0;
Lesson.Record("neighbours", seed: 1, new { percent });
Lesson.Show($"{percent:F1}% of 1,000 new points");

double[] columns = [.. Enumerable.Range(0, 60).Select(i => -1.6 + i * 4.2 / 59)];
double[] rows = [.. Enumerable.Range(0, 60).Select(i => -1.2 + i * 2.9 / 59)];
var plane = Tensor.Of([.. rows.SelectMany(_ => columns, (y, x) => new[] { (float)x, (float)y }).SelectMany(p => p)], [3600, 2]);
var labels = Nearest(plane).Select(nearest => known[nearest].Label).ToArray();

object Dots(int label) => new
{
    type = "scatter", mode = "markers", name = label < 0 ? "upper moon" : "lower moon",
    x = known.Where(p => p.Label == label).Select(p => Math.Round(p.X, 3)),
    y = known.Where(p => p.Label == label).Select(p => Math.Round(p.Y, 3)),
    marker = new { size = 8, color = label < 0 ? "#2563b0" : "#d1662b", line = new { width = 1, color = "#ffffff" } },
};

Lesson.Show(Figure.Of(
    "06-neighbours",
    traces:
    [
        new
        {
            type = "heatmap", x = columns.Select(x => Math.Round(x, 3)), y = rows.Select(y => Math.Round(y, 3)), z = Enumerable.Range(0, 60).Select(i => labels[(i * 60)..(i * 60 + 60)]),
            showscale = false, hoverinfo = "skip", colorscale = new object[] { new object[] { 0, "#b9cde6" }, new object[] { 1, "#f0cdb8" } },
        },
        Dots(-1),
        Dots(1),
    ],
    layout: new
    {
        xaxis = new { title = new { text = "x1" }, range = new[] { -1.6, 2.6 } },
        yaxis = new { title = new { text = "x2" }, range = new[] { -1.2, 1.7 } },
        legend = new { orientation = "h", y = 1.02, yanchor = "bottom" },
    }));

Console.WriteLine("\n## Keep the axis");

var points = Coordinates(known);
var standard = (points - points.Mean([0])) / points.Std([0]);
void Row(string name, Tensor t)
{
    // + 0.0: a tiny negative number would be shown as -0.00
    var numbers = t.ToArray()
        .Select(number => $"{Math.Round(number, 2) + 0.0,5:F2}");
    Console.WriteLine($"{name,-18} {string.Join("  ", numbers)}");
}

Row("means before", points.Mean([0]));
Row("deviations before", points.Std([0]));
Row("means after", standard.Mean([0]));
Row("deviations after", standard.Std([0]));

var grid = Tensor.Of([1, 2, 3, 4, 5, 6, 7, 8, 9], [3, 3]);
var centred = grid - grid.Mean([1]);
Lesson.Show(string.Join(" ", centred[0].ToArray()));

var kept = grid.Mean([1], keepDim: true);
Console.WriteLine($"{grid.Mean([1]).Shape} or {kept.Shape}");
Lesson.Show(string.Join(" ", (grid - kept)[0].ToArray()));

Console.WriteLine("\n## The silent mistake");

var wanted = Tensor.Of([1, 2, 3, 4, 5]);
var output = Tensor.Of([1, 2, 3, 4, 5], [5, 1]);
Lesson.Show((output - wanted).Square().Mean().Item());

var learnt = Tensor.Zeros([5, 1]);
learnt.RequiresGrad = true;
var lastLoss = 0f;
for (var step = 0; step < 50; step++)
{
    var loss = (learnt - wanted).Square().Mean();
    loss.Backward();
    lastLoss = loss.Item();
    using (GradMode.NoGrad())
    {
        if (learnt.Grad is { } slope)
        {
            learnt.AddInPlace(slope, scale: -1);
        }
    }

    learnt.ZeroGrad();
}

Row("learnt", learnt);
Lesson.Show($"loss {lastLoss:F2}");

Console.WriteLine("\n## Backward by hand");

double[] SumToShape(double[] gradient, int[] shape, int[] inputShape)
{
    var strides = Stretch(inputShape, RowMajor(inputShape), shape);
    var sums = new double[Count(inputShape)];
    foreach (var (index, slope) in Indices(shape).Zip(gradient))
    {
        sums[Place(index, strides)] += slope;
    }

    return sums;
}

double[] slopes = [1, 0, 2, 1, 0, 3, 0, 1, 5, 1, 1, 0];
foreach (var inputShape in new int[][] { [3, 1], [4], [] })
{
    var sums = SumToShape(slopes, [3, 4], inputShape);
    Console.WriteLine($"input {Text(inputShape),-6}: {string.Join(" ", sums)}");
}

double[] tableNumbers = [.. table.Memory];
double[] feeNumbers = [1, 0.5, 2];

double Loss(double[] c)
{
    var sum = 0.0;
    for (var i = 0; i < 3; i++)
    {
        for (var j = 0; j < 4; j++)
        {
            sum += Math.Pow(tableNumbers[i * 4 + j] * c[i], 2);
        }
    }

    return sum;
}

double Measured(int i)
{
    double[] higher = [.. feeNumbers];
    double[] lower = [.. feeNumbers];
    higher[i] += 1e-5;
    lower[i] -= 1e-5;
    return (Loss(higher) - Loss(lower)) / 2e-5;
}

double[] g =
    [.. tableNumbers.Select((a, place) => 2 * a * feeNumbers[place / 4])];
double[] timesLocalSlope = [.. g.Zip(tableNumbers, (slope, a) => slope * a)];
var byHand = SumToShape(timesLocalSlope, [3, 4], [3, 1]);

var feeTensor = Tensor.Of([.. feeNumbers.Select(number => (float)number)], [3, 1]);
feeTensor.RequiresGrad = true;
(Tensor.Of(table.Memory, [3, 4]) * feeTensor).Square().Sum().Backward();
var byLibrary = feeTensor.Grad?.ToArray() ?? [];

var (largestError, libraryError) = (0.0, 0.0);
Console.WriteLine("by hand  measured  library");
for (var i = 0; i < 3; i++)
{
    var (hand, measured, library) = (byHand[i], Measured(i), byLibrary[i]);
    largestError = Math.Max(largestError, Math.Abs(hand - measured) / hand);
    libraryError = Math.Max(libraryError, Math.Abs(hand - library) / hand);
    Console.WriteLine($"{hand,7:F2}  {measured,8:F2}  {library,7:F2}");
}

// Rounded up to a billionth: its last digits differ from machine to machine.
largestError = Math.Ceiling(largestError * 1e9) / 1e9;
Lesson.Record("check", seed: 0, new { largestError, libraryError });

Console.WriteLine("\n## What it costs");

var matrix = Tensor.Uniform(new Rng(1), [4096, 1024]);
var deposits = Tensor.Uniform(new Rng(2), [1024]);

double BestOf(int runs, Func<Tensor> work) => Enumerable.Range(0, runs).Min(_ =>
{
    var clock = System.Diagnostics.Stopwatch.StartNew();
    work().Dispose();
    return clock.Elapsed.TotalMilliseconds;
});

Tensor WrittenOut()
{
    var full = deposits.Expand([4096, 1024]).Contiguous();
    var sum = matrix + full;
    full.Dispose();
    return sum;
}

var stretched = BestOf(30, () => matrix + deposits);
var writtenOut = BestOf(30, WrittenOut);
var timesAsLong = writtenOut / stretched;
Lesson.Record("cost", seed: 1, new { stretched, writtenOut, timesAsLong });
Console.WriteLine($"stretched   {stretched,5:F2} ms");
Console.WriteLine($"written out {writtenOut,5:F2} ms");
Console.WriteLine($"{timesAsLong:F1} times as long");

Console.WriteLine("\n## In the library");

var column = Tensor.Of([1, 0, 2], [3, 1]);
var wide = column.Expand([3, 4]);
var wideStrides = Text(wide.Layout.Strides.ToArray());
Console.WriteLine($"{wide.Shape}, strides {wideStrides}");
Console.WriteLine($"contiguous: {wide.IsContiguous}");
Console.WriteLine(string.Join(" ", wide.ToArray()));

try
{
    wide.Fill(7);
}
catch (ShapeException e)
{
    Console.WriteLine(e.Message);
}

var rng = new Rng(6);
View Random(int[] shape)
{
    var numbers = new float[Count(shape)];
    for (var i = 0; i < numbers.Length; i++)
    {
        numbers[i] = rng.Next(100);
    }

    return new(numbers, shape, RowMajor(shape));
}

int[] Shrunk(int[] shape)
{
    var keptAxes = shape[rng.Next(shape.Length + 1)..];
    return [.. keptAxes.Select(size => rng.Next(3) == 0 ? 1 : size)];
}

var agree = 0;
for (var round = 0; round < 500; round++)
{
    int[] common = [.. Enumerable.Range(0, 4).Select(_ => 1 + rng.Next(4))];
    var (a, b) = (Random(Shrunk(common)), Random(Shrunk(common)));
    var ours = Combine(a, b, (x, y) => x * y);
    var theirs = Tensor.Of(a.Memory, a.Shape) * Tensor.Of(b.Memory, b.Shape);
    var same = ours.Shape.SequenceEqual(theirs.Shape.ToArray())
        && ours.Memory.SequenceEqual(theirs.ToArray());
    agree += same ? 1 : 0;
}

Lesson.Record("pairs", seed: 6, new { agree });
Lesson.Show($"{agree} of 500 agree");

try
{
    _ = Tensor.Zeros([3, 4]) + Tensor.Zeros([3]);
}
catch (ShapeException e)
{
    Console.WriteLine(e.Message);
}

var left = Tensor.Of([1, 2, 3], [3, 1]);
var top = Tensor.Of([10, 20, 30, 40]);
left.RequiresGrad = true;
top.RequiresGrad = true;
(left * top).Sum().Backward();
Console.WriteLine($"row    {string.Join(" ", top.Grad?.ToArray() ?? [])}");
Console.WriteLine($"column {string.Join(" ", left.Grad?.ToArray() ?? [])}");

// ## Exercises

Console.WriteLine("\n## What goes wrong in practice");

try
{
    Tensor.Zeros([3, 1]).AddInPlace(Tensor.Ones([3, 4]));
}
catch (ShapeException e)
{
    Console.WriteLine(e.Message);
}

// ## Further reading

sealed record View(float[] Memory, int[] Shape, int[] Strides);
