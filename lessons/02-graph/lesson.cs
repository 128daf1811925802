#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// The graph remembers. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/02-graph/lesson.cs
using System;
using System.Collections.Generic;
using System.Linq;
using CourseKit;
using Micrograd;
using MiniTensor;
using MiniTensor.Data;
using System.Runtime.CompilerServices;

Lesson.Open("02-graph");

// ## What you will build

Console.WriteLine("\n## The idea in one picture");

double Central(Func<double, double> f, double x, double h = 1e-5) =>
    (f(x + h) - f(x - h)) / (2 * h);

Console.WriteLine($"u for x: {Central(x => 3 * x, 2):F4}");
Console.WriteLine($"y for u: {Central(u => u * u, 6):F4}");
Console.WriteLine($"y for x: {Central(x => 3 * x * (3 * x), 2):F4}");

Console.WriteLine("\n## Local slopes");

double Relative(double a, double n) =>
    a == n ? 0 : Math.Abs(a - n) / Math.Max(Math.Abs(a), Math.Abs(n));

void Compare(string name, double slope, double measured)
{
    var verdict = Relative(slope, measured) < 1e-7 ? "agree" : "DIFFER";
    Console.WriteLine($"{name,-10}  {slope,9:F4}   measured {measured,9:F4}   {verdict}");
}

Compare("a * 7", 7, Central(a => a * 7, 1.3));
Compare("2 / b", -2 / (1.3 * 1.3), Central(b => 2 / b, 1.3));
Compare("a^5", 5 * Math.Pow(1.3, 4), Central(a => Math.Pow(a, 5), 1.3));
Compare("a^0.5", 0.5 * Math.Pow(1.3, -0.5), Central(Math.Sqrt, 1.3));

Value Subtract(Value a, Value b) => new("-", a.Data - b.Data, a, 1, b, -1);

var difference = Subtract(new Value(5), new Value(3));
Console.WriteLine($"{difference.Data}, made by {difference.Op}");
for (var i = 0; i < difference.InputCount; i++)
{
    Console.WriteLine($"from {difference.Input(i).Data}, local slope {difference.Slope(i)}");
}

Console.WriteLine("\n## Slopes of functions");

foreach (var h in new[] { 0.1, 0.01, 0.001 })
{
    Console.WriteLine($"h = {h,-5}   (e^h - 1) / h = {(Math.Exp(h) - 1) / h:F5}");
}

Compare("e^x", Math.Exp(0.7), Central(Math.Exp, 0.7));
Compare("ln x", 1 / 0.7, Central(Math.Log, 0.7));
Compare("tanh x", 1 - Math.Pow(Math.Tanh(0.7), 2), Central(Math.Tanh, 0.7));
Compare("relu(0.7)", 1, Central(x => Math.Max(0, x), 0.7));
Compare("relu(-0.7)", 0, Central(x => Math.Max(0, x), -0.7));

var points = Enumerable.Range(-40, 81).Select(i => i / 10.0).ToArray();
object Curve(string name, string dash, string color, Func<double, double> f) => new
{
    type = "scatter", mode = "lines", name, x = points, y = points.Select(f), line = new { dash, color },
};

Lesson.Show(Figure.Of(
    "02-functions",
    traces:
    [
        Curve("tanh", "solid", "#2563b0", Math.Tanh),
        Curve("slope of tanh", "dot", "#2563b0", x => 1 - Math.Pow(Math.Tanh(x), 2)),
        Curve("relu", "solid", "#d1662b", x => Math.Max(0, x)),
        Curve("slope of relu", "dot", "#d1662b", x => x > 0 ? 1 : x < 0 ? 0 : double.NaN),
    ],
    layout: new
    {
        xaxis = new { title = new { text = "input x" } },
        yaxis = new { title = new { text = "output, or its slope" }, range = new[] { -1.2, 2.2 } },
        legend = new { orientation = "h", y = 1.02, yanchor = "bottom" },
    }));

Console.WriteLine("\n## The graph is the memory");

var a = new Node(3);
var b = new Node(2);
var c = new Node(-4);
var product = a * b;
var sum = product + c;
var y = sum.Pow(2);

Console.WriteLine($"product {product.Data}, sum {sum.Data}, y {y.Data}");
foreach (var (input, slope) in product.Inputs)
{
    Console.WriteLine($"the product was made from {input.Data}, local slope {slope}");
}

Console.WriteLine("\n## Backward by hand");

void AssignBackward(Node node)
{
    foreach (var (input, slope) in node.Inputs)
    {
        input.Grad = slope * node.Grad;
        AssignBackward(input);
    }
}

y.Grad = 1;
AssignBackward(y);

Lesson.Show($"a {a.Grad}, b {b.Grad}, c {c.Grad}");

// Boxes and arrows. An arrow ends 40 pixels short of the two points it joins, so that the boxes there stay free.
Figure Drawing(
    string name,
    int height,
    (string Text, double X, double Y)[] boxes,
    ((double X, double Y) From, (double X, double Y) To)[] arrows,
    (string Text, double X, double Y)[] labels) => Figure.Of(
    name,
    traces: [new { type = "scatter", mode = "markers", x = new[] { 0 }, y = new[] { 0 }, opacity = 0, hoverinfo = "skip" }],
    layout: new
    {
        height,
        margin = new { l = 10, r = 10, t = 30, b = 10 },
        xaxis = new { visible = false, range = new[] { -0.3, boxes.Max(box => box.X) + 0.3 } },
        yaxis = new { visible = false, range = new[] { -0.5, boxes.Max(box => box.Y) + 0.5 } },
        annotations = (object[])
        [
            .. boxes.Select(box => new
            {
                text = box.Text, x = box.X, y = box.Y, showarrow = false,
                bordercolor = "#888", borderwidth = 1, borderpad = 6, font = new { size = 15 },
            }),
            .. arrows.Select(arrow => new
            {
                text = "", x = arrow.To.X, y = arrow.To.Y, ax = arrow.From.X, ay = arrow.From.Y, xref = "x", yref = "y", axref = "x", ayref = "y",
                showarrow = true, arrowhead = 2, arrowcolor = "#888", standoff = 40, startstandoff = 40,
            }),
            .. labels.Select(label => new { text = label.Text, x = label.X, y = label.Y, showarrow = false }),
        ],
    });

string Title(string name, Node node) => $"<b>{name}</b><br>{node.Data}<br>grad {node.Grad}";

Lesson.Show(Drawing(
    "02-graph",
    height: 380,
    boxes:
    [
        (Title("a", a), 0, 2), (Title("b", b), 0, 1), (Title("c", c), 0, 0),
        (Title("a · b", product), 1, 1.5), (Title("a · b + c", sum), 2, 1), (Title("y", y), 3, 1),
    ],
    arrows:
    [
        ((0, 2), (1, 1.5)), ((0, 1), (1, 1.5)), ((1, 1.5), (2, 1)), ((0, 0), (2, 1)), ((2, 1), (3, 1)),
    ],
    labels: [("2", 0.5, 1.88), ("3", 0.5, 1.12), ("1", 1.5, 1.38), ("1", 1, 0.62), ("4", 2.5, 1.1)]));

Console.WriteLine("\n## Two paths to the same place");

a = new Node(3);
b = a + a;
b.Grad = 1;
AssignBackward(b);

Lesson.Show(a.Grad);

void GreedyBackward(Node node)
{
    foreach (var (input, slope) in node.Inputs)
    {
        input.Grad += slope * node.Grad;
        GreedyBackward(input);
    }
}

a = new Node(3);
b = a + a;
b.Grad = 1;
GreedyBackward(b);

Lesson.Show(a.Grad);

a = new Node(3);
b = a * a;
b.Grad = 1;
GreedyBackward(b);

Lesson.Show(a.Grad);

Console.WriteLine("\n## Why the order matters");

a = new Node(3);
b = a + a;
c = b + b;
c.Grad = 1;
GreedyBackward(c);

Lesson.Show(a.Grad);

Lesson.Show(Drawing(
    "02-order",
    height: 200,
    boxes: [("<b>a</b>", 0, 0), ("<b>b = a + a</b>", 1, 0), ("<b>c = b + b</b>", 2, 0)],
    arrows: [((0, 0.2), (1, 0.2)), ((0, -0.2), (1, -0.2)), ((1, 0.2), (2, 0.2)), ((1, -0.2), (2, -0.2))],
    labels: [("pays at 2, 4", 0.5, 0.33), ("pays at 2, 4", 0.5, -0.33), ("pays at 1", 1.5, 0.33), ("pays at 3", 1.5, -0.33)]));

List<double> slopes = [];
foreach (var doublings in new[] { 1, 2, 3, 10, 20 })
{
    var leaf = new Node(3);
    var top = leaf;
    for (var i = 0; i < doublings; i++)
    {
        top += top;
    }

    top.Grad = 1;
    GreedyBackward(top);
    slopes.Add(leaf.Grad);
    var right = Math.Pow(2, doublings);
    Console.WriteLine($"{doublings,2} doublings: right {right,8}, greedy {leaf.Grad,9:G4}");
}

Lesson.Record("greedy", seed: 0, new { slopes });

List<Node> Order(Node output)
{
    var order = new List<Node>();
    var seen = new HashSet<Node>();

    void Visit(Node node)
    {
        if (seen.Add(node))
        {
            foreach (var (input, _) in node.Inputs)
            {
                Visit(input);
            }

            order.Add(node);
        }
    }

    Visit(output);
    return order;
}

Lesson.Show(string.Join(", ", Order(c).Select(node => node.Data)));

int DepthReached(Node node, int depth)
{
    RuntimeHelpers.EnsureSufficientExecutionStack();
    var deepest = depth;
    foreach (var (input, _) in node.Inputs)
    {
        deepest = Math.Max(deepest, DepthReached(input, depth + 1));
    }

    return deepest;
}

var chain = new Node(0);
for (var i = 0; i < 1_000_000; i++)
{
    chain += new Node(1);
}

try
{
    DepthReached(chain, 0);
    Lesson.Show("There was room for all of it.");
}
catch (InsufficientExecutionStackException)
{
    Lesson.Show("The call stack was full before the end of the chain.");
}

Console.WriteLine("\n## The backward pass");

void Backward(Node output)
{
    var order = Order(output);
    foreach (var node in order)
    {
        node.Grad = 0;
    }

    output.Grad = 1;
    for (var i = order.Count - 1; i >= 0; i--)
    {
        foreach (var (input, slope) in order[i].Inputs)
        {
            input.Grad += slope * order[i].Grad;
        }
    }
}

Backward(c);
Lesson.Show(a.Grad);

var weight = new Value(3);
var square = weight * weight;

square.Backward();
Console.WriteLine(weight.Grad);
square.Backward();
Console.WriteLine(weight.Grad);

weight.Grad = 0;
square.Backward();
Lesson.Show(weight.Grad);

Console.WriteLine("\n## Is it right?");

Value Readme(Value a, Value b)
{
    var c = a + b;
    var d = a * b + b.Pow(3);
    c += c + 1;
    c += 1 + c + -a;
    d += d * 2 + (b + a).Relu();
    d += 3 * d + (b - a).Relu();
    var e = c - d;
    var f = e.Pow(2);
    var g = f / 2.0;
    g += 10.0 / f;
    return g;
}

var (readmeA, readmeB) = (new Value(-4), new Value(2));
var g = Readme(readmeA, readmeB);
g.Backward();

Console.WriteLine($"g      {g.Data:F4}");
Console.WriteLine($"dg/da  {readmeA.Grad:F4}");
Console.WriteLine($"dg/db  {readmeB.Grad:F4}");
Console.WriteLine($"{TopologicalOrder.Of(g).Count} nodes");

var measuredA = Central(x => Readme(new Value(x), new Value(2)).Data, -4);
var measuredB = Central(x => Readme(new Value(-4), new Value(x)).Data, 2);

Compare("dg/da", readmeA.Grad, measuredA);
Compare("dg/db", readmeB.Grad, measuredB);

var leafA = new Value(3);
var valueB = leafA + leafA;
var valueC = valueB + valueB;
valueC.Backward();
Lesson.Show(new Mermaid(GraphWriter.Mermaid(valueC, ("a", leafA), ("b", valueB), ("c", valueC))));

Console.WriteLine("\n## In the library");

long BytesEach(Action make)
{
    make();
    var before = GC.GetAllocatedBytesForCurrentThread();
    for (var i = 0; i < 1000; i++)
    {
        make();
    }

    return (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;
}

object? latest = null;
var (v, n, k) = (new Value(2), new Node(2), new ClosureNode(2));
var valueBytes = BytesEach(() => latest = v * v);
var nodeBytes = BytesEach(() => latest = n * n);
var closureBytes = BytesEach(() => latest = k * k);
Lesson.Record("memory", seed: 0, new { valueBytes, nodeBytes, closureBytes });
Console.WriteLine($"Value {valueBytes}, Node {nodeBytes}, ClosureNode {closureBytes} bytes");

var longSum = new Value(0);
for (var i = 0; i < 100_000; i++)
{
    longSum += 1;
}

Lesson.Show(TopologicalOrder.Of(longSum).Count);

Console.WriteLine("\n## What it costs");

Value SumOfTanh(IReadOnlyList<Value> inputs)
{
    var total = new Value(0);
    foreach (var input in inputs)
    {
        total += (input * 0.5).Tanh();
    }

    return total;
}

Value[] Inputs(int count) => [.. Enumerable.Range(0, count).Select(i => new Value(i / (double)count))];

int[] sizes = [1, 10, 100, 1_000, 10_000];
long[] nodeCounts = [.. sizes.Select(size => (long)TopologicalOrder.Of(SumOfTanh(Inputs(size))).Count)];

foreach (var (size, nodes) in sizes.Zip(nodeCounts))
{
    Console.WriteLine($"{size,6} inputs, {nodes,6} nodes: measuring {2 * size * nodes,12}, backward {2 * nodes,6}");
}

Lesson.Show(Figure.Of(
    "02-cost",
    traces:
    [
        new { type = "scatter", mode = "lines+markers", name = "measuring", x = sizes, y = sizes.Zip(nodeCounts, (size, nodes) => 2 * size * nodes) },
        new { type = "scatter", mode = "lines+markers", name = "backward pass", x = sizes, y = nodeCounts.Select(nodes => 2 * nodes) },
    ],
    layout: new
    {
        xaxis = new { title = new { text = "inputs n" }, type = "log", exponentformat = "power", dtick = 1 },
        yaxis = new { title = new { text = "nodes touched for the whole gradient" }, type = "log", exponentformat = "power", dtick = 2 },
        legend = new { orientation = "h", y = 1.02, yanchor = "bottom" },
    }));

double BestOf(int runs, Action work) => Enumerable.Range(0, runs).Min(_ =>
{
    var clock = System.Diagnostics.Stopwatch.StartNew();
    work();
    return clock.Elapsed.TotalMilliseconds;
});

for (var i = 0; i < 50; i++)
{
    SumOfTanh(Inputs(10_000)).Backward();    // not timed, as in lesson 01: only later calls run at full speed
}

var ratio = 0.0;
foreach (var size in new[] { 1_000, 3_000, 10_000 })
{
    var inputs = Inputs(size);
    var total = SumOfTanh(inputs);
    var forward = BestOf(100, () => total = SumOfTanh(inputs));
    var backward = BestOf(100, () => total.Backward());
    ratio = backward / forward;
    Console.WriteLine($"{size,7} inputs: computing {forward,7:F3} ms, backward {backward,7:F3} ms, ratio {ratio:F2}");
}

Lesson.Record("cost", seed: 0, new { ratio });

// ## Exercises

Console.WriteLine("\n## What goes wrong in practice");

weight.Grad = 0;
weight.Data = 10;
square.Backward();
Lesson.Show(weight.Grad);

Lesson.Show(new HashSet<RecordNode> { new(3), new(3) }.Count);

// ## Further reading

sealed class Node(double data, params (Node Input, double Slope)[] inputs)
{
    public double Data => data;

    public double Grad { get; set; }

    public (Node Input, double Slope)[] Inputs => inputs;

    public static Node operator +(Node a, Node b) =>
        new(a.Data + b.Data, (a, 1), (b, 1));

    public static Node operator *(Node a, Node b) =>
        new(a.Data * b.Data, (a, b.Data), (b, a.Data));

    public Node Pow(double n) =>
        new(Math.Pow(Data, n), (this, n * Math.Pow(Data, n - 1)));

    public Node Tanh()
    {
        var t = Math.Tanh(Data);
        return new(t, (this, 1 - t * t));
    }
}

sealed class ClosureNode(double data, params ClosureNode[] inputs)
{
    public double Data => data;

    public double Grad { get; set; }

    public ClosureNode[] Inputs => inputs;

    public Action Backward { get; private set; } = () => { };

    public static ClosureNode operator *(ClosureNode a, ClosureNode b)
    {
        var result = new ClosureNode(a.Data * b.Data, a, b);
        result.Backward = () =>
        {
            a.Grad += b.Data * result.Grad;
            b.Grad += a.Data * result.Grad;
        };
        return result;
    }
}

record RecordNode(double Data);
