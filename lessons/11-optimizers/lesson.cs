#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// Better steps. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/11-optimizers/lesson.cs
using System;
using System.Collections.Generic;
using System.Linq;
using CourseKit;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;

Lesson.Open("11-optimizers");

// ## What you will build

Console.WriteLine("\n## The idea in one picture");

Lesson.Show(new Mermaid("""
    graph LR
      g["gradient of this batch"] --> m["average with those before: momentum"]
      m --> s["divide by its usual size: RMSProp, Adam"]
      s --> r["times the rate of this moment: schedule"]
      r --> p["new parameter"]
      p -. "shrink a little: weight decay" .-> p
    """));

Console.WriteLine("\n## The valley");

(double[] X, double[] Y) Walk(Func<double, double, Memory, double> rule, int steps)
{
    var (x, y, ofX, ofY) = (-4.0, 1.0, new Memory(), new Memory());
    List<double> xs = [x], ys = [y];
    for (var k = 1; k <= steps; k++)
    {
        ofX.Step = ofY.Step = k;
        (x, y) = (rule(x, x, ofX), rule(y, 25 * y, ofY));
        xs.Add(x);
        ys.Add(y);
    }

    return ([.. xs], [.. ys]);
}

double Distance((double[] X, double[] Y) path) => Math.Sqrt(path.X[^1] * path.X[^1] + path.Y[^1] * path.Y[^1]);

Func<double, double, Memory, double> Descent(double rate) => (p, g, memory) => p - rate * g;

foreach (var rate in new[] { 0.01, 0.07, 2.0 / 26, 0.079 })
{
    Lesson.Show($"rate {rate:F4}: {Distance(Walk(Descent(rate), 30)):F4} from the middle after 30 steps");
}

Lesson.Show(Math.Ceiling(Math.Log(0.1) / Math.Log(999.0 / 1001)));

Console.WriteLine("\n## Momentum is a moving average");

foreach (var beta in new[] { 0.5, 0.9, 0.99, 0.999 })
{
    Lesson.Show($"beta {beta}: half-life {Math.Log(0.5) / Math.Log(beta):F1} steps");
}

var noise = new Rng(1);
double[] gradients = [.. Enumerable.Range(0, 100).Select(_ => 1 + 2 * noise.Normal())];

double[] Averaged(double beta)
{
    var (average, averages) = (0.0, new double[gradients.Length]);
    for (var i = 0; i < gradients.Length; i++)
    {
        average = beta * average + (1 - beta) * gradients[i];
        averages[i] = average;
    }

    return averages;
}

double[] short9 = Averaged(0.9), long97 = Averaged(0.97);
double Spread(double[] numbers) => Math.Sqrt(numbers[50..].Average(g => (g - 1) * (g - 1)));
Lesson.Show($"how far from 1, in the second half: batches {Spread(gradients):F2}, beta 0.9 {Spread(short9):F2}, beta 0.97 {Spread(long97):F2}");

object Line(string name, IEnumerable<double> y, string color, double width = 3, string dash = "solid") =>
    new { type = "scatter", mode = "lines", name, y = y.Select(v => Math.Round(v, 4)), line = new { color, width, dash } };

Lesson.Show(Figure.Of("11-average",
    [
        new { type = "scatter", mode = "markers", name = "gradient of a batch", y = gradients.Select(g => Math.Round(g, 3)), marker = new { size = 6, color = "#b6bec7" } },
        Line("average, beta 0.9", short9, "#d1662b"),
        Line("average, beta 0.97", long97, "#2563b0", 3, "dash"),
    ],
    new { xaxis = new { title = new { text = "step" } }, yaxis = new { title = new { text = "gradient" } }, legend = new { orientation = "h", y = 1.14 } }));

Func<double, double, Memory, double> Momentum(double rate, double beta, bool nesterov = false) => (p, g, memory) =>
{
    memory.First = beta * memory.First + g;
    return p - rate * (nesterov ? g + beta * memory.First : memory.First);
};

var bestDescent = Walk(Descent(2.0 / 26), 30);
var bestMomentum = Walk(Momentum(rate: 1.0 / 9, beta: 4.0 / 9), 30);
Lesson.Show($"plain, best rate:          {Distance(bestDescent):F6}");
Lesson.Show($"momentum, best of both:    {Distance(bestMomentum):F6}");

Console.WriteLine("\n## Nesterov looks ahead");

Lesson.Show($"momentum: {Math.Abs(Walk(Momentum(0.03, 0.8), 10).Y[^1]):F3}");
Lesson.Show($"Nesterov: {Math.Abs(Walk(Momentum(0.03, 0.8, nesterov: true), 10).Y[^1]):F3}");

Console.WriteLine("\n## RMSProp: a size for each number");

Func<double, double, Memory, double> RmsPropRule(double rate, double alpha) => (p, g, memory) =>
{
    memory.Second = alpha * memory.Second + (1 - alpha) * g * g;
    return p - rate * g / (Math.Sqrt(memory.Second) + 1e-8);
};

var one = Walk(RmsPropRule(0.1, 0.99), 1);
Lesson.Show($"x = {one.X[1]:F3}");
Lesson.Show($"y = {one.Y[1]:F3}");

Console.WriteLine("\n## Adam, and where the correction counts");

Func<double, double, Memory, double> AdamRule(double rate, double beta1, double beta2, bool corrected = true) => (p, g, memory) =>
{
    memory.First = beta1 * memory.First + (1 - beta1) * g;
    memory.Second = beta2 * memory.Second + (1 - beta2) * g * g;
    var (m, v) = corrected
        ? (memory.First / (1 - Math.Pow(beta1, memory.Step)), memory.Second / (1 - Math.Pow(beta2, memory.Step)))
        : (memory.First, memory.Second);
    return p - rate * m / (Math.Sqrt(v) + 1e-8);
};

double[] Steps(bool corrected)
{
    var (memory, rule, p, sizes) = (new Memory(), AdamRule(1, 0.9, 0.999, corrected), 0.0, new double[300]);
    for (var k = 0; k < sizes.Length; k++)
    {
        memory.Step = k + 1;
        var next = rule(p, 1, memory);
        (sizes[k], p) = (p - next, next);
    }

    return sizes;
}

Lesson.Show($"step 1:   {Steps(true)[0]:F2} corrected, {Steps(false)[0]:F2} not");
Lesson.Show($"step 10:  {Steps(true)[9]:F2} corrected, {Steps(false)[9]:F2} not");
Lesson.Show($"step 300: {Steps(true)[299]:F2} corrected, {Steps(false)[299]:F2} not");

var walks = new (string Name, (double[] X, double[] Y) Path, string Color)[]
{
    ("descent, rate 0.07", Walk(Descent(0.07), 30), "#5c6770"),
    ("momentum 0.8, rate 0.03", Walk(Momentum(0.03, 0.8), 30), "#9b4f96"),
    ("Nesterov 0.8, rate 0.03", Walk(Momentum(0.03, 0.8, nesterov: true), 30), "#2b8a5e"),
    ("RMSProp 0.9, rate 0.2", Walk(RmsPropRule(0.2, 0.9), 30), "#2563b0"),
    ("Adam 0.8 / 0.95, rate 0.3", Walk(AdamRule(0.3, 0.8, 0.95), 30), "#d1662b"),
};
foreach (var (name, path, _) in walks)
{
    Lesson.Show($"{name,-26} {Distance(path):F3} from the middle after 30 steps");
}

double[] gridX = [.. Enumerable.Range(0, 41).Select(i => Math.Round(-4.5 + i * 0.15, 3))], gridY = [.. Enumerable.Range(0, 41).Select(i => Math.Round(-1.2 + i * 0.06, 3))];
object valley = new
{
    type = "contour", name = "f", x = gridX, y = gridY, z = gridY.Select(y => gridX.Select(x => Math.Round((x * x + 25 * y * y) / 2, 2)).ToArray()).ToArray(),
    ncontours = 16, showscale = false, contours = new { coloring = "lines" }, colorscale = new object[] { new object[] { 0, "#c5cbd1" }, new object[] { 1, "#c5cbd1" } }, hoverinfo = "skip",
};
object Trail((string Name, (double[] X, double[] Y) Path, string Color) walk) => new
{
    type = "scatter", mode = "lines+markers", name = walk.Name, x = walk.Path.X.Select(v => Math.Round(v, 3)), y = walk.Path.Y.Select(v => Math.Round(v, 3)),
    line = new { color = walk.Color, width = 2 }, marker = new { color = walk.Color, size = 5 },
};
Lesson.Show(Figure.Of("11-paths", [valley, .. walks.Select(Trail)],
    new { height = 520, xaxis = new { title = new { text = "x" }, range = new[] { -4.4, 1.5 } }, yaxis = new { title = new { text = "y" }, range = new[] { -1.2, 1.2 } }, legend = new { orientation = "h", y = -0.2 } }));

Console.WriteLine("\n## AdamW: decay that is not divided");

double Shrunk(double size, bool decoupled)
{
    const double rate = 0.001, decay = 0.1;
    var (p, memory, rule) = (1.0, new Memory(), AdamRule(rate, 0.9, 0.999));
    for (var k = 1; k <= 1000; k++)
    {
        memory.Step = k;
        var g = k % 2 == 0 ? size : -size;
        p = decoupled ? rule((1 - rate * decay) * p, g, memory) : rule(p, g + decay * p, memory);
    }

    return p;
}

foreach (var size in new[] { 100, 0.01 })
{
    Lesson.Show($"gradients of {size}, decay in the gradient: {Shrunk(size, false):F2}");
    Lesson.Show($"gradients of {size}, decay of the weight:  {Shrunk(size, true):F2}");
}

Console.WriteLine("\n## Is it right");

bool Agrees(Func<double, double, Memory, double> rule, Func<Tensor[], Optimizer> make)
{
    var point = Tensor.Of([-4, 1]);
    point.RequiresGrad = true;
    var (optimizer, steepness) = (make([point]), Tensor.Of([1, 25]));
    for (var k = 0; k < 50; k++)
    {
        optimizer.ZeroGrad();
        (0.5 * steepness * point * point).Sum().Backward();
        optimizer.Step();
    }

    var path = Walk(rule, 50);
    return Math.Abs(point.ToArray()[0] - path.X[^1]) < 1e-4 && Math.Abs(point.ToArray()[1] - path.Y[^1]) < 1e-4;
}

Lesson.Show($"Sgd:                {Agrees(Descent(0.07), p => new Sgd(p, 0.07))}");
Lesson.Show($"Sgd, momentum:      {Agrees(Momentum(0.03, 0.8), p => new Sgd(p, 0.03, momentum: 0.8))}");
Lesson.Show($"Sgd, Nesterov:      {Agrees(Momentum(0.03, 0.8, true), p => new Sgd(p, 0.03, momentum: 0.8, nesterov: true))}");
Lesson.Show($"RmsProp:            {Agrees(RmsPropRule(0.02, 0.99), p => new RmsProp(p, 0.02, alpha: 0.99))}");
Lesson.Show($"Adam:               {Agrees(AdamRule(0.3, 0.8, 0.95), p => new Adam(p, 0.3, 0.8, 0.95))}");
Lesson.Show($"AdamW, no decay:    {Agrees(AdamRule(0.3, 0.8, 0.95), p => new AdamW(p, 0.3, 0.8, 0.95, weightDecay: 0))}");

Console.WriteLine("\n## The race");

var clothes = FashionMnist.Load(train: true, whole: false);
var clothesToTest = FashionMnist.Load(train: false, whole: false);
var normalise = Normalise.By(clothes);

Sequential Network()
{
    var rng = new Rng(1, stream: 1);        // the same start for everyone
    return new Sequential(new Flatten(), new Linear(784, 100, rng), new Relu(), new Linear(100, 10, rng));
}

// Trains for some steps and gives the loss of each; after each step `then` may do something.
double[] Train(Sequential network, Optimizer optimizer, int steps, Action<int> then)
{
    using var loader = new DataLoader(clothes, 100, new Rng(1), [normalise]);
    List<double> losses = [];
    while (losses.Count < steps)
    {
        foreach (var batch in loader.Epoch().Take(steps - losses.Count))
        {
            using var scope = new TensorScope();
            var loss = batch.CrossEntropy(network.Call(batch.Inputs));
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
            losses.Add(loss.Item());
            then(losses.Count);
        }
    }

    return [.. losses];
}

Lesson.Show($"{clothes.Count} + {clothesToTest.Count} pictures of {clothes.InputShape}, {Network().Parameters().Sum(p => p.Count)} parameters");

var contestants = new (string Name, Func<IEnumerable<Tensor>, double, Optimizer> Make, double[] Rates, string Color)[]
{
    ("SGD", (p, rate) => new Sgd(p, rate), [0.003, 0.01, 0.03, 0.1, 0.3, 1], "#5c6770"),
    ("momentum 0.9", (p, rate) => new Sgd(p, rate, momentum: 0.9), [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1], "#9b4f96"),
    ("Nesterov 0.9", (p, rate) => new Sgd(p, rate, momentum: 0.9, nesterov: true), [0.0003, 0.001, 0.003, 0.01, 0.03, 0.1], "#2b8a5e"),
    ("RMSProp", (p, rate) => new RmsProp(p, rate), [0.00003, 0.0001, 0.0003, 0.001, 0.003, 0.01], "#2563b0"),
    ("AdamW", (p, rate) => new AdamW(p, rate), [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03], "#d1662b"),
};

double LastLoss(double[] losses) => losses[^50..].Average() is var mean && double.IsFinite(mean) ? Math.Min(mean, 3) : 3;

var race = contestants.Select(c => (c.Name, c.Rates, c.Color, Runs: c.Rates.Select(rate =>
{
    var network = Network();
    return Train(network, c.Make(network.Parameters(), rate), 200, _ => { });
}).ToArray())).ToArray();

foreach (var (name, rates, _, runs) in race)
{
    Lesson.Show($"{name,-13} {string.Join("  ", rates.Zip(runs, (rate, run) => $"{rate}: {LastLoss(run):F3}"))}");
}

double Best(string name) => race.First(r => r.Name == name).Runs.Min(LastLoss);
Lesson.Record("race", seed: 1, new { sgd = Best("SGD"), momentum = Best("momentum 0.9"), nesterov = Best("Nesterov 0.9"), rmsprop = Best("RMSProp"), adamw = Best("AdamW") });
Lesson.Show(Figure.Of("11-race",
    [.. race.Select(r => (object)new { type = "scatter", mode = "lines+markers", name = r.Name, x = r.Rates, y = r.Runs.Select(run => Math.Round(LastLoss(run), 4)), line = new { color = r.Color, width = 3 }, marker = new { size = 7 } })],
    new { xaxis = new { title = new { text = "learning rate" }, type = "log", dtick = 1, exponentformat = "power" }, yaxis = new { title = new { text = "loss, mean of steps 150 to 200" }, range = new[] { 0.35, 1.5 } } }));

Console.WriteLine("\n## Finding the rate in one run");

LearningRateRange RangeTest()
{
    var network = Network();
    var optimizer = new Sgd(network.Parameters(), 1, momentum: 0.9);
    using var loader = new DataLoader(clothes, 100, new Rng(2), [normalise]);
    using var batches = loader.Epoch().GetEnumerator();
    return LearningRateRangeTest.Run(optimizer, OneStep, [network], lowest: 1e-5, highest: 10, steps: 100);

    double OneStep()
    {
        using var scope = new TensorScope();
        batches.MoveNext();
        var loss = batches.Current.CrossEntropy(network.Call(batches.Current.Inputs));
        optimizer.ZeroGrad();
        loss.Backward();
        optimizer.Step();
        return loss.Item();
    }
}

var range = RangeTest();
var lowestAt = range.Rates[range.Smoothed.ToList().IndexOf(range.Smoothed.Min())];
Lesson.Record("range", seed: 2, new { suggestion = range.Suggestion ?? 0, lowest = lowestAt, last = range.Rates[^1] });
Lesson.Show(Figure.Of("11-range",
    [
        new { type = "scatter", mode = "markers", name = "loss of a batch", x = range.Rates, y = range.Losses.Select(l => Math.Round(l, 4)), marker = new { size = 5, color = "#b6bec7" } },
        new { type = "scatter", mode = "lines", name = "smoothed", x = range.Rates, y = range.Smoothed.Select(l => Math.Round(l, 4)), line = new { color = "#2563b0", width = 3 } },
        new { type = "scatter", mode = "lines", name = "steepest fall", x = new[] { range.Suggestion, range.Suggestion }, y = new[] { 0, 3.0 }, line = new { color = "#d1662b", width = 2, dash = "dash" } },
    ],
    new { xaxis = new { title = new { text = "learning rate" }, type = "log", dtick = 1, exponentformat = "power" }, yaxis = new { title = new { text = "loss" }, range = new[] { 0, 3.5 } } }));
Lesson.Show($"fastest fall at {range.Suggestion:G2}, lowest at {lowestAt:G2}, stopped at {range.Rates[^1]:G2}");

Console.WriteLine("\n## Schedules");

var dial = new Sgd([Tensor.Zeros([1])], learningRate: 0.2);
var cosine = new Cosine(dial, steps: 100);
for (var k = 0; k < 50; k++)
{
    cosine.Step();
}

Lesson.Show($"after 50 of 100 steps: {dial.LearningRate:F3}");

Optimizer Dial() => new Sgd([Tensor.Zeros([1])], learningRate: 0.1);

double[] RatesOf(Func<Optimizer, Schedule> make, int steps)
{
    var optimizer = Dial();
    var schedule = make(optimizer);
    var rates = new double[steps];
    for (var k = 0; k < steps; k++)
    {
        rates[k] = optimizer.LearningRate;
        schedule.Step();
    }

    return rates;
}

var schedules = new (string Name, Func<Optimizer, Schedule> Make, string Color)[]
{
    ("constant", o => new Constant(o), "#5c6770"),
    ("step decay", o => new StepDecay(o, every: 250, factor: 0.1), "#2b8a5e"),
    ("cosine", o => new Cosine(o, 500), "#2563b0"),
    ("warm-up, then cosine", o => new WarmUp(new Cosine(o, 450), steps: 50), "#9b4f96"),
    ("one-cycle", o => new OneCycle(o, 500), "#d1662b"),
};
Lesson.Show(Figure.Of("11-schedules", [.. schedules.Select(s => Line(s.Name, RatesOf(s.Make, 500), s.Color))],
    new { xaxis = new { title = new { text = "step" } }, yaxis = new { title = new { text = "learning rate" } } }));

var watched = Dial();
var plateau = new ReduceOnPlateau(watched, factor: 0.1, patience: 1);
foreach (var validationLoss in new[] { 0.9, 0.7, 0.7, 0.71, 0.6 })
{
    plateau.Observe(validationLoss);
    Lesson.Show($"loss {validationLoss:F2}: rate {watched.LearningRate:F3}");
}

double TestAccuracy(Sequential network)
{
    using var loader = new DataLoader(clothesToTest, 1000, transforms: [normalise]);
    var accuracy = new Accuracy();
    Evaluation.Run(network, loader, [accuracy]);
    return 100 * accuracy.Value;
}

Sequential NetworkFrom(ulong seed)
{
    var rng = new Rng(seed, stream: 1);
    return new Sequential(new Flatten(), new Linear(784, 100, rng), new Relu(), new Linear(100, 10, rng));
}

var scheduled = schedules.Select(s =>
{
    var runs = new ulong[] { 1, 2, 3 }.Select(seed =>
    {
        var network = NetworkFrom(seed);
        var optimizer = new Sgd(network.Parameters(), 0.1, momentum: 0.9);
        var schedule = s.Make(optimizer);
        var losses = Train(network, optimizer, 500, _ => schedule.Step());
        return (Losses: losses, Accuracy: TestAccuracy(network));
    }).ToArray();
    Lesson.Show($"{s.Name,-21} loss of the last epoch {runs.Average(run => run.Losses[^100..].Average()):F3}   test {runs.Average(run => run.Accuracy):F1}%");
    return (s.Name, s.Color, runs);
}).ToArray();

double MeanAccuracy(string name) => scheduled.First(s => s.Name == name).runs.Average(run => run.Accuracy);
Lesson.Record("schedules", seed: 1, new { constant = MeanAccuracy("constant"), step = MeanAccuracy("step decay"), cosine = MeanAccuracy("cosine"), warmUp = MeanAccuracy("warm-up, then cosine"), oneCycle = MeanAccuracy("one-cycle") });

double[] Smooth(double[] losses) => [.. Enumerable.Range(0, losses.Length / 10).Select(i => losses[(10 * i)..(10 * i + 10)].Average())];
Lesson.Show(Figure.Of("11-scheduled",
    [.. scheduled.Select(s => (object)new { type = "scatter", mode = "lines", name = s.Name, x = Enumerable.Range(0, 50).Select(i => 10 * i + 5), y = Smooth(s.runs[0].Losses).Select(l => Math.Round(l, 4)), line = new { color = s.Color, width = 3 } })],
    new { xaxis = new { title = new { text = "step" } }, yaxis = new { title = new { text = "loss, mean of ten steps" }, range = new[] { 0.15, 1 } } }));

Console.WriteLine("\n## A gradient that is too large");

Tensor[] Pair()
{
    Tensor[] pair = [Tensor.Scalar(0), Tensor.Scalar(0)];
    foreach (var (parameter, slope) in pair.Zip([3, 4]))
    {
        parameter.RequiresGrad = true;
        (slope * parameter).Backward();
    }

    return pair;
}

var (byNorm, byValue) = (Pair(), Pair());
var normBefore = GradientClip.ByNorm(byNorm, 1);
GradientClip.ByValue(byValue, 1);
Lesson.Show($"by norm: {byNorm[0].Grad.Item():F2} and {byNorm[1].Grad.Item():F2}, the norm was {normBefore:F1}");
Lesson.Show($"by value: {byValue[0].Grad.Item():F2} and {byValue[1].Grad.Item():F2}");

(double[] Losses, double[] Norms) WithAccidents(double clipAt)
{
    var network = Network();
    var optimizer = new Sgd(network.Parameters(), 0.03, momentum: 0.9);
    using var loader = new DataLoader(clothes, 100, new Rng(1), [normalise]);
    List<double> losses = [], norms = [];
    foreach (var batch in loader.Epoch().Concat(loader.Epoch()).Concat(loader.Epoch()))
    {
        using var scope = new TensorScope();
        var accident = losses.Count % 40 == 39;
        var loss = batch.CrossEntropy(network.Call(accident ? batch.Inputs * 10 : batch.Inputs));
        optimizer.ZeroGrad();
        loss.Backward();
        norms.Add(GradientClip.ByNorm(network.Parameters(), clipAt));
        optimizer.Step();
        losses.Add(loss.Item());
    }

    return ([.. losses], [.. norms]);
}

var (unclipped, clipped) = (WithAccidents(1e9), WithAccidents(2));
double Median(IEnumerable<double> numbers) => numbers.Order().ElementAt(numbers.Count() / 2);
double[] Ordinary(double[] curve) => [.. curve.Where((_, i) => i % 40 != 39)];
Lesson.Record("clip", seed: 1, new
{
    usual = Median(Ordinary(clipped.Norms)),
    accident = Median(clipped.Norms.Where((_, i) => i % 40 == 39)),
    unclipped = Ordinary(unclipped.Losses)[^50..].Average(),
    clipped = Ordinary(clipped.Losses)[^50..].Average(),
});
Lesson.Show($"usual norm {Median(Ordinary(clipped.Norms)):F2}, of an accident {Median(clipped.Norms.Where((_, i) => i % 40 == 39)):F1}");
Lesson.Show($"loss at the end: {Ordinary(unclipped.Losses)[^50..].Average():F3} without, {Ordinary(clipped.Losses)[^50..].Average():F3} with clipping at 2");

Console.WriteLine("\n## A batch that does not fit");

double[] GradientOf(int pieces, bool shared)
{
    var network = Network();
    using var loader = new DataLoader(clothes, 128 / pieces, transforms: [normalise]);     // in order: the first 128 pictures
    var accumulation = new GradientAccumulation(shared ? pieces : 1);
    foreach (var batch in loader.Epoch().Take(pieces))
    {
        using var scope = new TensorScope();
        accumulation.Backward(batch.CrossEntropy(network.Call(batch.Inputs)));
    }

    return [.. network.Parameters().SelectMany(p => p.Grad.ToArray()).Select(g => (double)g)];
}

var atOnce = GradientOf(1, shared: true);
var inFour = GradientOf(4, shared: true);
var unshared = GradientOf(4, shared: false);
var largest = Array.FindIndex(atOnce, g => Math.Abs(g) == atOnce.Max(Math.Abs));
Lesson.Show($"one batch of 128:            {atOnce[largest]:F5}");
Lesson.Show($"four of 32, a quarter each:  {inFour[largest]:F5}");
Lesson.Show($"four of 32, added up:        {unshared[largest]:F5}");
Lesson.Show($"largest difference of all {atOnce.Length}, against the largest gradient, below 1e-5: {atOnce.Zip(inFour, (a, b) => Math.Abs(a - b)).Max() / Math.Abs(atOnce[largest]) < 1e-5}");

// ## Exercises

// ## What goes wrong in practice

// ## Further reading

sealed class Memory
{
    public int Step;          // 1 in the first step
    public double First;      // what is remembered of the gradients
    public double Second;     // what is remembered of their squares
}
