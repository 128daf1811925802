#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// Slopes by measuring. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/01-slopes/lesson.cs
using System;
using System.Collections.Generic;
using System.Linq;
using CourseKit;
using Micrograd;
using MiniTensor;
using MiniTensor.Data;

Lesson.Open("01-slopes");

// ## What you will build

Console.WriteLine("\n## The idea in one picture");

double Distance(double x) => x * x;

Lesson.Show((Distance(4) - Distance(3)) / (4 - 3));

double Forward(Func<double, double> f, double x, double h) =>
    (f(x + h) - f(x)) / h;

foreach (var h in new[] { 1, 0.1, 0.01, 0.001 })
{
    Console.WriteLine($"h = {h,-5}   average speed {Forward(Distance, 3, h):F4} m/s");
}

var seconds = Enumerable.Range(0, 53).Select(i => i / 10.0).ToArray();
double LineThrough3(double rise, double x) => 9 + rise * (x - 3);

Lesson.Show(Figure.Of(
    "01-secants",
    traces:
    [
        new { type = "scatter", mode = "lines", name = "distance x²", x = seconds, y = seconds.Select(Distance), line = new { width = 3 } },
        .. new[] { 2.0, 1, 0.5 }.Select(h => new
        {
            type = "scatter", mode = "lines+markers", name = $"h = {h}: {Forward(Distance, 3, h)} m/s",
            x = new[] { 3, 3 + h, 5.2 }, y = new[] { 9, Distance(3 + h), LineThrough3(Forward(Distance, 3, h), 5.2) },
            line = new { dash = "dot" },
        }),
        new { type = "scatter", mode = "lines", name = "touches at 3: 6 m/s", x = new[] { 2.3, 5.2 }, y = new[] { LineThrough3(6, 2.3), LineThrough3(6, 5.2) } },
    ],
    layout: new
    {
        xaxis = new { title = new { text = "time x (s)" }, range = new[] { 2.3, 5.3 } },
        yaxis = new { title = new { text = "distance (m)" }, range = new[] { 4, 28 } },
        legend = new { orientation = "h", y = 1.02, yanchor = "bottom" },
    }));

Console.WriteLine("\n## The error of one step");

Lesson.Show(Forward(Distance, 3, 0.25));

Console.WriteLine("\n## Look both ways");

double Central(Func<double, double> f, double x, double h) =>
    (f(x + h) - f(x - h)) / (2 * h);

Lesson.Show(Central(Distance, 3, 1));

double Cube(double x) => x * x * x;

Console.WriteLine($"h = 0.1    error {Central(Cube, 2, 0.1) - 12:F6}");
Console.WriteLine($"h = 0.05   error {Central(Cube, 2, 0.05) - 12:F6}");

Console.WriteLine("\n## How small may a step be?");

Lesson.Show(Forward(Distance, 1, 1e-17));

var epsilon = Math.BitIncrement(1.0) - 1;
Lesson.Show(epsilon);

var places = Enumerable.Range(0, 100).Select(i => 1 + i / 100.0).ToArray();
double[] steps =
[
    .. from power in Enumerable.Range(0, 17)
       from part in new[] { 1, 0.5, 0.2 }
       select part / Math.Pow(10, power),
];

double MeanError(Func<Func<double, double>, double, double, double> measure, double h) =>
    places.Average(x => Math.Abs(measure(Cube, x, h) - 3 * x * x));

double[] forwardErrors = [.. steps.Select(h => MeanError(Forward, h))];
double[] centralErrors = [.. steps.Select(h => MeanError(Central, h))];
var (forwardError, centralError) = (forwardErrors.Min(), centralErrors.Min());
var bestForward = steps[Array.IndexOf(forwardErrors, forwardError)];
var bestCentral = steps[Array.IndexOf(centralErrors, centralError)];

Lesson.Record("steps", seed: 0, new { bestForward, bestCentral, forwardError, centralError });
Console.WriteLine($"forward: best step {bestForward:0e-0}, mean error {forwardError:0.0e-0}");
Console.WriteLine($"central: best step {bestCentral:0e-0}, mean error {centralError:0.0e-0}");

object[] measuredErrors =
[
    new { type = "scatter", mode = "lines+markers", name = "forward difference", x = steps, y = forwardErrors },
    new { type = "scatter", mode = "lines+markers", name = "central difference", x = steps, y = centralErrors },
];
var logAxes = new
{
    xaxis = new { title = new { text = "step h" }, type = "log", exponentformat = "power", dtick = 4 },
    yaxis = new { title = new { text = "mean error of the slope of x³" }, type = "log", exponentformat = "power", dtick = 2, range = new[] { -12, 1.5 } },
    legend = new { orientation = "h", y = 1.02, yanchor = "bottom" },
};

Lesson.Show(Figure.Of("01-steps", measuredErrors, logAxes));

object Line(string name, string color, Func<double, double> error) => new
{
    type = "scatter", mode = "lines", name, x = steps, y = steps.Select(error), line = new { dash = "dot", width = 2, color },
};

Lesson.Show(Figure.Of(
    "01-valleys",
    [
        .. measuredErrors,
        Line("truncation, 4.5 h", "#2563b0", h => 4.5 * h),
        Line("truncation, h²", "#d1662b", h => h * h),
        Line("rounding, ε/h", "#5c6770", h => epsilon / h),
    ],
    logAxes));

Console.WriteLine("\n## One slope for each input");

double F(double x, double y) => x * x * y;

Console.WriteLine($"along x: {Central(x => F(x, 2), 3, 1e-5):F4}");
Console.WriteLine($"along y: {Central(y => F(3, y), 2, 1e-5):F4}");

double SlopeAlong(Func<double[], double> f, double[] x, int i, double h)
{
    var right = (double[])x.Clone();
    var left = (double[])x.Clone();
    right[i] += h;
    left[i] -= h;
    return (f(right) - f(left)) / (2 * h);
}

Lesson.Show(SlopeAlong(p => p[0] * p[0] * p[1], [3, 2], 1, 1e-5).ToString("F4"));

var strayed = 0;
for (var i = 1; i <= 1000; i++)
{
    var here = i / 1000.0;
    here += 1e-5;    // to the right
    here -= 2e-5;    // to the left
    here += 1e-5;    // and back?
    strayed += here == i / 1000.0 ? 0 : 1;
}

Lesson.Show(strayed);

Console.WriteLine("\n## Which way is up?");

double Height(double x, double y) => 10 - x * x - 2 * y * y;

double ClimbTowards(double x, double y, double east, double north) =>
    Central(t => Height(x + t * east, y + t * north), 0, 1e-5);

Console.WriteLine($"at (2, 1) the ground is at {Height(2, 1)} m");
Console.WriteLine($"slope to the east  {ClimbTowards(2, 1, 1, 0):F3}");
Console.WriteLine($"slope to the north {ClimbTowards(2, 1, 0, 1):F3}");

var toTheTop = ClimbTowards(2, 1, -2 / Math.Sqrt(5), -1 / Math.Sqrt(5));
var alongGradient = ClimbTowards(2, 1, -1 / Math.Sqrt(2), -1 / Math.Sqrt(2));

Console.WriteLine($"straight to the top {toTheTop:F3}");
Console.WriteLine($"along the gradient  {alongGradient:F3}");

List<double> pathX = [2], pathY = [1];
for (var step = 0; step < 20; step++)
{
    var (atX, atY) = (pathX[^1], pathY[^1]);
    pathX.Add(atX + 0.1 * ClimbTowards(atX, atY, 1, 0));
    pathY.Add(atY + 0.1 * ClimbTowards(atX, atY, 0, 1));
}

var (endX, endY, height) = (pathX[^1], pathY[^1], Height(pathX[^1], pathY[^1]));
Lesson.Record("climb", seed: 0, new { endX, endY, height });
Console.WriteLine($"after 20 steps at ({endX:F3}, {endY:F3})");
Console.WriteLine($"and {height:F3} m high");

var grid = Enumerable.Range(-10, 21).Select(i => i / 4.0).ToArray();
Lesson.Show(Figure.Of(
    "01-hill",
    traces:
    [
        new
        {
            type = "contour", x = grid, y = grid, z = grid.Select(y => grid.Select(x => Height(x, y))),
            colorscale = "YlGnBu", contours = new { start = -8, end = 9, size = 1 }, colorbar = new { title = new { text = "height (m)" } },
        },
        new { type = "scatter", mode = "lines+markers", name = "along the gradient", x = pathX, y = pathY, line = new { color = "#b3261e", width = 3 }, marker = new { size = 8 } },
    ],
    layout: new
    {
        xaxis = new { title = new { text = "x, to the east (m)" }, constrain = "domain" },
        yaxis = new { title = new { text = "y, to the north (m)" }, constrain = "domain", scaleanchor = "x" },
    }));

Console.WriteLine("\n## What it costs");

var evaluations = 0;
double SumOfSquares(double[] w)
{
    evaluations++;
    var sum = 0.0;
    foreach (var weight in w)
    {
        sum += weight * weight;
    }

    return sum;
}

var weights = new double[1000];
for (var i = 0; i < weights.Length; i++)
{
    SlopeAlong(SumOfSquares, weights, i, 1e-5);
}

Lesson.Show(evaluations);

double SecondsForOneGradient(int count)
{
    var inputs = new double[count];
    var clock = System.Diagnostics.Stopwatch.StartNew();
    for (var i = 0; i < count; i++)
    {
        SlopeAlong(SumOfSquares, inputs, i, 1e-5);
    }

    return clock.Elapsed.TotalSeconds;
}

for (var i = 0; i < 50; i++)
{
    SecondsForOneGradient(2000);
}

List<double> milliseconds = [];
foreach (var count in new[] { 2000, 4000, 8000 })
{
    milliseconds.Add(1000 * Enumerable.Range(0, 10).Min(_ => SecondsForOneGradient(count)));    // the best of 10
    Console.WriteLine($"{count} inputs: {milliseconds[^1]:F0} ms");
}

var hours = milliseconds[^1] / 1000 * 125 * 125 / 3600;
Lesson.Record("cost", seed: 0, new { milliseconds, hours });
Console.WriteLine($"1,000,000 inputs: {hours:F1} hours");

Console.WriteLine("\n## Checking a gradient");

double Relative(double a, double n) =>
    Math.Abs(a - n) / Math.Max(Math.Abs(a), Math.Abs(n));

Console.WriteLine($"{Relative(1_000_000, 1_000_001):0.0e-0}");
Console.WriteLine($"{Relative(0.000001, 0.000002):0.0e-0}");

var measured = Central(x => x * x * x - 2 * x, 1.5, 1e-5);
double at = 1.5;

Console.WriteLine($"3x² - 2   {Relative(3 * at * at - 2, measured):0.0e-0}");
Console.WriteLine($"3x²       {Relative(3 * at * at, measured):0.0e-0}");
Console.WriteLine($"2 - 3x²   {Relative(2 - 3 * at * at, measured):0.0e-0}");

Lesson.Show(Relative(0, 0));

// ## In the library

// ## Exercises

Console.WriteLine("\n## What goes wrong in practice");

Console.WriteLine($"h = 1e-5:         {Central(Distance, 1e12, 1e-5)}");
Console.WriteLine($"h = 1e-5 times x: {Central(Distance, 1e12, 1e-5 * 1e12):0.000000e0}");

Console.WriteLine($"central  {Central(Math.Abs, 0, 1e-5)}");
Console.WriteLine($"forward  {Forward(Math.Abs, 0, 1e-5)}");

// ## Further reading
