#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// One row of numbers, many shapes. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/05-strides/lesson.cs
using System;
using System.Collections.Generic;
using System.Linq;
using CourseKit;
using Micrograd;
using MiniTensor;
using MiniTensor.Data;

Lesson.Open("05-strides");

// ## What you will build

// ## The idea in one picture

Console.WriteLine("\n## A row and a formula");

float[] memory = [.. Enumerable.Range(0, 28)];

float Day(int week, int weekday) => memory[week * 7 + weekday];

Lesson.Show(Day(0, 6));

Lesson.Show(Day(2, 3));

int[] RowMajor(int[] shape)
{
    var strides = new int[shape.Length];
    var stride = 1;
    for (var axis = shape.Length - 1; axis >= 0; axis--)
    {
        strides[axis] = stride;
        stride *= shape[axis];
    }

    return strides;
}

string Text(IEnumerable<int> numbers) => $"({string.Join(", ", numbers)})";

Lesson.Show(Text(RowMajor([3, 4, 7])));

int Place(int[] index, int[] strides) =>
    index.Zip(strides, (i, stride) => i * stride).Sum();

IEnumerable<int[]> Indices(int[] shape)
{
    if (shape.Length == 0)
    {
        yield return [];    // a single number has one index, which is empty
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

foreach (var index in Indices([2, 3]))
{
    var byRows = Place(index, [3, 1]);
    var byColumns = Place(index, [1, 2]);
    Console.WriteLine($"{Text(index)}  by rows {byRows}  by columns {byColumns}");
}

Console.WriteLine("\n## There and back");

int[] IndexOf(int place, int[] shape)
{
    var index = new int[shape.Length];
    for (var axis = shape.Length - 1; axis >= 0; axis--)
    {
        index[axis] = place % shape[axis];
        place /= shape[axis];
    }

    return index;
}

Lesson.Show(Text(IndexOf(59, [3, 4, 7])));

int[] book = [3, 4, 7];
int[] places = [.. Indices(book).Select(index => Place(index, RowMajor(book)))];
var different = places.Distinct().Count();
var inOrder = places.SequenceEqual(Enumerable.Range(0, 84));
var andBack = Indices(book).Zip(places)
    .All(pair => IndexOf(pair.Second, book).SequenceEqual(pair.First));

Lesson.Record("bijection", seed: 0, new { indices = places.Length, different });
Console.WriteLine($"{places.Length} indices, {different} different places");
Console.WriteLine($"places 0, 1, 2, ... in reading order: {inOrder}");
Console.WriteLine($"from each place back to its index: {andBack}");

var tight = Indices([2, 3]).Select(index => Place(index, [2, 1]));
Console.WriteLine(string.Join(" ", tight));
Lesson.Show(tight.Distinct().Count());

Console.WriteLine("\n## Views");

void Print(View view)
{
    for (var i = 0; i < view.Shape[0]; i++)
    {
        var numbers = Enumerable.Range(0, view.Shape[1])
            .Select(j => $"{view[i, j],3}");
        Console.WriteLine(string.Join(" ", numbers));
    }
}

var page = new View(memory, [4, 7], [7, 1]);
Print(page);

View Transpose(View view) => new(
    view.Memory,
    [view.Shape[1], view.Shape[0]],
    [view.Strides[1], view.Strides[0]],
    view.Offset);

var sideways = Transpose(page);
Print(sideways);

Lesson.Show(sideways[3, 2]);

Print(new View(memory, [4, 2], [7, 1], offset: 5));

Print(new View(memory, [2, 7], [14, 1]));

View Slice(View view, int axis, int start, int end, int step = 1)
{
    int[] shape = [.. view.Shape];
    int[] strides = [.. view.Strides];
    shape[axis] = (end - start + step - 1) / step;
    var offset = view.Offset + start * strides[axis];
    strides[axis] *= step;
    return new(view.Memory, shape, strides, offset);
}

Print(Slice(page, axis: 1, start: 1, end: 7, step: 2));

var some = Slice(Transpose(Slice(page, 1, 5, 7)), 1, 0, 4, 2);
Console.WriteLine($"strides {Text(some.Strides)}, offset {some.Offset}");
Print(some);

// Place 12 gets a value beyond all others, and with it a colour of its own.
object Grid(View view, int number) => new
{
    type = "heatmap", xaxis = $"x{number}", yaxis = $"y{number}", showscale = false, zmin = 0, zmax = 40, xgap = 2, ygap = 2,
    z = Enumerable.Range(0, view.Shape[0]).Select(i => Enumerable.Range(0, view.Shape[1]).Select(j => view[i, j] == 12 ? 40 : view[i, j])),
    text = Enumerable.Range(0, view.Shape[0]).Select(i => Enumerable.Range(0, view.Shape[1]).Select(j => $"{view[i, j]}")),
    texttemplate = "%{text}", textfont = new { size = 13, color = "#24292f" }, hoverinfo = "skip",
    colorscale = new object[] { new object[] { 0, "#f6f3ec" }, new object[] { 0.7, "#7fa6d4" }, new object[] { 0.71, "#e59a6b" }, new object[] { 1, "#e59a6b" } },
};

object Hidden(double from, double to, string? anchor = null) => new { domain = new[] { from, to }, visible = false, anchor };
object HiddenDown(double from, double to, string? anchor = null) => new { domain = new[] { from, to }, visible = false, autorange = "reversed", anchor };
object Caption(string text, double x, double y) => new { text, x, y, xref = "paper", yref = "paper", xanchor = "left", yanchor = "bottom", align = "left", showarrow = false };

var row = new View(memory, [1, 28], [28, 1]);
Lesson.Show(Figure.Of(
    "05-views",
    traces: [Grid(row, 1), Grid(page, 2), Grid(sideways, 3), Grid(Slice(page, 1, 5, 7), 4)],
    layout: new
    {
        height = 430,
        margin = new { l = 10, r = 10, t = 40, b = 10 },
        font = new { size = 12 },
        xaxis = Hidden(0, 1), yaxis = HiddenDown(0.9, 1),
        xaxis2 = Hidden(0, 0.42, "y2"), yaxis2 = HiddenDown(0.31, 0.71, "x2"),
        xaxis3 = Hidden(0.5, 0.74, "y3"), yaxis3 = HiddenDown(0.01, 0.71, "x3"),
        xaxis4 = Hidden(0.8, 0.92, "y4"), yaxis4 = HiddenDown(0.31, 0.71, "x4"),
        annotations = new[]
        {
            Caption("memory: 28 places in a row", 0, 1.01),
            Caption("page: (4, 7), strides (7, 1)", 0, 0.72),
            Caption("sideways: (7, 4),<br>strides (1, 7)", 0.5, 0.72),
            Caption("weekends: (4, 2),<br>strides (7, 1), offset 5", 0.8, 0.72),
        },
    }));

Console.WriteLine("\n## Two names for one memory");

var weekends = Slice(page, 1, 5, 7);
weekends[0, 0] = 100;
Lesson.Show(page[0, 5]);

memory[5] = 5;    // the cell above wrote 100 there: put the number back

var square = new View([1, 2, 3, 4], [2, 2], [2, 1]);
var turned = Transpose(square);
for (var i = 0; i < 2; i++)
{
    for (var j = 0; j < 2; j++)
    {
        square[i, j] += turned[i, j];
    }
}

Print(square);

Console.WriteLine("\n## When a reshape must copy");

IEnumerable<float> Reading(View view) =>
    Indices(view.Shape).Select(index => view[index]);

Lesson.Show(string.Join(" ", Reading(sideways).Take(9)) + " ...");

var cut = new View(memory, [7, 2, 2], [1, 14, 7]);
var sameOrder = Reading(cut).SequenceEqual(Reading(sideways));
Console.WriteLine($"the same numbers in the same order: {sameOrder}");
Lesson.Show(cut[2, 1, 0]);

float[] longer = [.. Enumerable.Range(0, 36)];
var before = new View(longer, [2, 3, 4], [24, 4, 1]);
var after = new View(longer, [2, 2, 6], [24, 6, 1]);
Lesson.Show(Reading(before).SequenceEqual(Reading(after)));

bool IsContiguous(View view) => view.Strides.SequenceEqual(RowMajor(view.Shape));

foreach (var view in new[] { page, sideways, weekends, Slice(page, 0, 2, 4) })
{
    Console.WriteLine(IsContiguous(view));
}

Console.WriteLine("\n## Backward by hand");

var gradient = new float[4];
var windows = new View(gradient, [3, 2], [1, 1]);
foreach (var index in Indices([3, 2]))
{
    windows[index] += 1;
}

Console.WriteLine(string.Join(" ", gradient));

double SumOfWindows(float[] x) => Reading(new View(x, [3, 2], [1, 1])).Sum();

float[] input = [3, 1, 4, 1];
foreach (var i in Enumerable.Range(0, 4))
{
    float[] right = [.. input];
    float[] left = [.. input];
    right[i] += 0.5f;
    left[i] -= 0.5f;
    var slope = SumOfWindows(right) - SumOfWindows(left);
    Console.WriteLine($"x{i}: measured {slope}, backward {gradient[i]}");
}

Console.WriteLine("\n## The price of a bad stride");

const int Side = 4096;
var big = new float[Side * Side];
Array.Fill(big, 1);

double SumOf(float[] x, int outer, int outerStride, int inner, int innerStride)
{
    var (a, b, c, d) = (0f, 0f, 0f, 0f);    // one sum would have to wait for each addition
    for (var i = 0; i < outer; i++)
    {
        var place = i * outerStride;
        for (var j = 0; j < inner; j += 4)
        {
            a += x[place];
            b += x[place + innerStride];
            c += x[place + 2 * innerStride];
            d += x[place + 3 * innerStride];
            place += 4 * innerStride;
        }
    }

    return (double)a + b + c + d;
}

// Billions of bytes in each second, in the best of some runs.
double Rate(int runs, Func<double> work) => Enumerable.Range(0, runs).Max(_ =>
{
    var clock = System.Diagnostics.Stopwatch.StartNew();
    work();
    return 4e-9 * big.Length / clock.Elapsed.TotalSeconds;
});

SumOf(big, Side, Side, Side, 1);    // not timed: only later calls run at full speed
var alongRows = Rate(5, () => SumOf(big, Side, Side, Side, 1));
var alongColumns = Rate(5, () => SumOf(big, Side, 1, Side, Side));
var timesAsLong = alongRows / alongColumns;
Lesson.Record("rows", seed: 0, new { alongRows, alongColumns, timesAsLong });
Console.WriteLine($"along rows {alongRows:F1} GB/s, along columns {alongColumns:F2} GB/s");
Console.WriteLine($"{timesAsLong:F0} times as long");

int[] strideList = [.. Enumerable.Range(0, 15).Select(power => 1 << power)];
List<double> gigabytes = [];
foreach (var stride in strideList)
{
    gigabytes.Add(Rate(3, () => SumOf(big, stride, 1, big.Length / stride, stride)));
    Console.WriteLine($"stride {stride,5}: {gigabytes[^1],5:F2} GB/s");
}

Lesson.Record("strides", seed: 0, new { strideList, gigabytes });

var measured = Lesson.Run("strides");
Lesson.Show(Figure.Of(
    "05-price",
    traces:
    [
        new { type = "scatter", mode = "lines+markers", name = "measured", x = measured.Curve("strideList"), y = measured.Curve("gigabytes"), showlegend = false },
        new { type = "scatter", mode = "lines", name = "stride 16: one number of each cache line", x = new[] { 16, 16 }, y = new[] { 0.2, 25 }, line = new { dash = "dot", color = "#7a838c" } },
    ],
    layout: new
    {
        xaxis = new { title = new { text = "stride, in floats" }, type = "log", tickvals = new[] { 1, 4, 16, 64, 256, 1024, 4096, 16384 }, ticktext = new[] { "1", "4", "16", "64", "256", "1,024", "4,096", "16,384" } },
        yaxis = new { title = new { text = "GB/s of numbers that are used" }, type = "log", range = new[] { -0.7, 1.4 }, tickvals = new[] { 0.25, 0.5, 1, 2, 4, 8, 16 } },
        legend = new { orientation = "h", y = 1.02, yanchor = "bottom" },
    }));

Console.WriteLine("\n## In the library");

void Describe(string name, Tensor t)
{
    var strides = Text(t.Layout.Strides.ToArray());
    var how = t.IsContiguous ? "contiguous" : "";
    Console.Write($"{name,-18} {t.Shape,-9}  strides {strides,-10}  ");
    Console.WriteLine($"offset {t.Layout.Offset,2}  {how}");
}

var month = Tensor.Arange(28).Reshape([4, 7]);
Describe("month", month);
Describe("transposed", month.Transpose(0, 1));
Describe("weekends", month.Slice(1, 5, 7));
Describe("weekends, indexed", month[.., 5..7]);
Describe("every second week", month.Slice(0, 0, 4, step: 2));
Describe("last two weeks", month[2..4]);
Describe("flipped: a copy", month.Flip([0]));

var across = month.Transpose(0, 1);
Describe("cut, a view", across.Reshape([7, 2, 2]));
Describe("joined, a copy", across.Reshape([28]));

try
{
    across.View([28]);
}
catch (ShapeException e)
{
    Console.WriteLine(e.Message);
}

var x = Tensor.Of([3, 1, 4, 1]);
x.RequiresGrad = true;
var weights = Tensor.Of([10, 100]);
(x[1..3] * weights).Sum().Backward();
Lesson.Show(string.Join(", ", x.Grad?.ToArray() ?? []));

var rng = new Rng(5);
var agree = 0;
for (var round = 0; round < 1000; round++)
{
    var ours = new View([.. Enumerable.Range(0, 60)], [6, 10], [10, 1]);
    var theirs = Tensor.Arange(60).Reshape([6, 10]);
    for (var step = 0; step < 4; step++)
    {
        if (rng.Next(2) == 0)
        {
            (ours, theirs) = (Transpose(ours), theirs.Transpose(0, 1));
            continue;
        }

        var axis = rng.Next(2);
        var start = rng.Next(ours.Shape[axis]);
        var end = start + 1 + rng.Next(ours.Shape[axis] - start);
        var jump = 1 + rng.Next(3);
        ours = Slice(ours, axis, start, end, jump);
        theirs = theirs.Slice(axis, start, end, jump);
    }

    var same = ours.Shape.SequenceEqual(theirs.Shape.ToArray())
        && ours.Strides.SequenceEqual(theirs.Layout.Strides.ToArray())
        && ours.Offset == theirs.Layout.Offset
        && Reading(ours).SequenceEqual(theirs.ToArray());
    agree += same ? 1 : 0;
}

Lesson.Record("chains", seed: 5, new { agree });
Lesson.Show($"{agree} of 1000 chains agree");

// ## Exercises

Console.WriteLine("\n## What goes wrong in practice");

void FirstRow(string name, Tensor t) =>
    Console.WriteLine($"{name,-10} {string.Join(" ", t[0].ToArray())}");

FirstRow("transposed", month.Transpose(0, 1));
FirstRow("reshaped", month.Reshape([7, 4]));

const int Edge = 64;
var picture = new float[Edge * Edge];
for (var i = 0; i < Edge; i++)
{
    for (var j = 0; j < Edge; j++)
    {
        var (dy, dx) = (i - 31.5, j - 31.5);
        var distance = Math.Sqrt(dx * dx + dy * dy);
        picture[i * Edge + j] = distance is > 16 and < 24 || (Math.Abs(dx) < 2 && distance <= 16) ? 1 : 0;
    }
}

object Picture(View view, int number) => new
{
    type = "heatmap", xaxis = $"x{number}", yaxis = $"y{number}", showscale = false, hoverinfo = "skip",
    z = Enumerable.Range(0, view.Shape[0]).Select(i => Enumerable.Range(0, view.Shape[1]).Select(j => view[i, j])),
    colorscale = new object[] { new object[] { 0, "#f6f3ec" }, new object[] { 1, "#2563b0" } },
};

Lesson.Show(Figure.Of(
    "05-slant",
    traces: [Picture(new View(picture, [64, 64], [64, 1]), 1), Picture(new View(picture, [64, 63], [63, 1]), 2), Picture(new View(picture, [64, 64], [1, 64]), 3)],
    layout: new
    {
        height = 280,
        margin = new { l = 10, r = 10, t = 40, b = 10 },
        xaxis = Hidden(0, 0.3), yaxis = HiddenDown(0, 0.95),
        xaxis2 = Hidden(0.35, 0.65, "y2"), yaxis2 = HiddenDown(0, 0.95, "x2"),
        xaxis3 = Hidden(0.7, 1, "y3"), yaxis3 = HiddenDown(0, 0.95, "x3"),
        annotations = new[] { Caption("strides (64, 1)", 0, 0.96), Caption("strides (63, 1)", 0.35, 0.96), Caption("strides (1, 64)", 0.7, 0.96) },
    }));

// ## Further reading

sealed class View(float[] memory, int[] shape, int[] strides, int offset = 0)
{
    public float[] Memory => memory;

    public int[] Shape => shape;

    public int[] Strides => strides;

    public int Offset => offset;

    public ref float this[params int[] index]
    {
        get
        {
            var place = offset;
            for (var axis = 0; axis < index.Length; axis++)
            {
                place += index[axis] * strides[axis];
            }

            return ref memory[place];
        }
    }
}
