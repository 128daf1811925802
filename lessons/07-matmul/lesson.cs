#:project ../../micrograd/Micrograd.csproj
#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:project ../kit/Lessons.Kit.csproj
#:property PublishAot=false

// From three loops to the limit. The lesson's cells as one program, written from lesson.md by `course author lessons`.
// Run it from any folder: dotnet run lessons/07-matmul/lesson.cs
using System;
using System.Collections.Generic;
using System.Linq;
using CourseKit;
using Micrograd;
using MiniTensor;
using MiniTensor.Data;
using System.Runtime.CompilerServices;
using MiniTensor.Backends.Cpu;
using System.Numerics;
using System.Runtime.InteropServices;
using MiniTensor.Simd;

Lesson.Open("07-matmul");

// ## What you will build

Console.WriteLine("\n## The idea in one picture");

Lesson.Show(new Mermaid("""
    graph LR
      memory["memory<br>gigabytes"] --> l3["L3 cache<br>some 10 MB"]
      l3 --> l2["L2 cache<br>about 1 MB"]
      l2 --> l1["L1 cache<br>about 32 KB"]
      l1 --> registers["registers<br>about 2 KB"]
    """));

Console.WriteLine("\n## Counting the work");

Lesson.Show(2L * 768 * 768 * 768);

[MethodImpl(MethodImplOptions.AggressiveOptimization)]
void TripleLoop(float[] a, float[] b, float[] c, int m, int n, int k)
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

float[] Numbers(int count) => Tensor.Uniform(new Rng(1), [count], -1, 1).ToArray();

double LargestError(Product product)
{
    var (m, n, k) = (64, 96, 80);
    var (a, b, c) = (Numbers(m * k), Numbers(k * n), new float[m * n]);
    Array.Fill(c, float.NaN);
    product(a, b, c, m, n, k);
    var largest = 0.0;
    for (var i = 0; i < m; i++)
    {
        for (var j = 0; j < n; j++)
        {
            var exact = Enumerable.Range(0, k).Sum(p => (double)a[i * k + p] * b[p * n + j]);
            largest = Math.Max(largest, Math.Abs(c[i * n + j] - exact));
        }
    }

    return largest;
}

Lesson.Show($"largest error below 0.00001: {LargestError(TripleLoop) < 1e-5}");

const int Size = 768;

// Small products first: nothing that happens only once is to be timed.
void WarmUp(Action work)
{
    for (var round = 0; round < 2; round++)
    {
        for (var i = 0; i < 40; i++)
        {
            work();
        }

        System.Threading.Thread.Sleep(150);
    }
}

double SecondsFor(Action work)
{
    var clock = System.Diagnostics.Stopwatch.StartNew();
    work();
    return clock.Elapsed.TotalSeconds;
}

double Best(int runs, Action work) => Enumerable.Range(0, runs).Min(_ => SecondsFor(work));

double Middle(Func<double> measure) => Enumerable.Range(0, 5).Select(_ => measure()).Order().ElementAt(2);

double Gigaflops(Product product, int runs)
{
    var (a, b, c) = (Numbers(Size * Size), Numbers(Size * Size), new float[Size * Size]);
    WarmUp(() => product(a, b, c, 64, 64, 64));
    return 2.0 * Size * Size * Size / Middle(() => Best(runs, () => product(a, b, c, Size, Size, Size))) / 1e9;
}

var tripleLoop = Gigaflops(TripleLoop, runs: 1);
Lesson.Show($"triple loop: {tripleLoop:F2} GFLOP/s");

Console.WriteLine("\n## What the machine could do");

double PeakOf(int threads) => Enumerable.Range(0, 5).Max(_ => MachineLimits.FmaPeak(threads));

var peak = PeakOf(threads: 1);
Lesson.Show($"peak of one thread: {peak:F0} GFLOP/s; the triple loop reaches {100 * tripleLoop / peak:F1}% of it");

Console.WriteLine("\n## Along a row, down a column");

const int Side = 4096;
var field = new float[Side * Side];
Array.Fill(field, 1);       // the system hands out real memory only for what is written to

[MethodImpl(MethodImplOptions.AggressiveOptimization)]
double AddUp(float[] numbers, int outerStep, int innerStep)
{
    var sum = 0f;
    for (var outer = 0; outer < Side; outer++)
    {
        for (var inner = 0; inner < Side; inner++)
        {
            sum += numbers[outer * outerStep + inner * innerStep];
        }
    }

    return sum;
}

var alongRows = Middle(() => SecondsFor(() => AddUp(field, Side, 1)));
var downColumns = Middle(() => SecondsFor(() => AddUp(field, 1, Side)));
Lesson.Record("walk", seed: 1, new { factor = downColumns / alongRows });
Lesson.Show($"down the columns takes {downColumns / alongRows:F1} times as long");

[MethodImpl(MethodImplOptions.AggressiveOptimization)]
float Read(float[] array)
{
    var x = MemoryMarshal.Cast<float, Vector<float>>(array.AsSpan());
    Vector<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
    for (; x.Length >= 8; x = x[8..])
    {
        s0 += x[0];
        s1 += x[1];
        s2 += x[2];
        s3 += x[3];
        s4 += x[4];
        s5 += x[5];
        s6 += x[6];
        s7 += x[7];
    }

    return Vector.Sum(s0 + s1 + s2 + s3 + (s4 + s5 + s6 + s7));
}

double ReadSpeed(int kilobytes)
{
    var array = new float[kilobytes * 256];
    Array.Fill(array, 1);       // memory that nobody has written to is not there yet
    var rounds = Math.Max(1, 65536 / kilobytes);
    float ReadOften()
    {
        var sum = 0f;
        for (var round = 0; round < rounds; round++)
        {
            sum += Read(array);
        }

        return sum;
    }

    ReadOften();
    return rounds * array.Length * 4.0 / Middle(() => Best(3, () => ReadOften())) / 1e9;
}

var page = new float[1024];
WarmUp(() => Read(page));
int[] kilobytes = [4, 8, 16, 24, 48, 64, 128, 256, 512, 768, 1536, 2048, 4096, 8192, 16384, 32768, 65536, 131072];
var readSpeeds = kilobytes.Select(ReadSpeed).ToArray();
var cacheSpeed = readSpeeds[..4].Max();      // the best of 4 to 24 KB: a limit, as the peak is
Lesson.Show(Figure.Of("07-caches",
    [new { type = "scatter", mode = "lines+markers", name = "one thread", x = kilobytes, y = readSpeeds.Select(speed => Math.Round(speed, 1)), line = new { width = 3 } }],
    new
    {
        xaxis = new { title = new { text = "size of the array in KB" }, type = "log", tickvals = new[] { 4, 32, 256, 1024, 8192, 65536 }, ticktext = new[] { "4", "32", "256", "1,024", "8,192", "65,536" } },
        yaxis = new { title = new { text = "GB read a second" }, rangemode = "tozero" },
    }));
Lesson.Record("caches", seed: 1, new { first = cacheSpeed, second = readSpeeds[7], third = readSpeeds[13], memory = readSpeeds[^1] });

Console.WriteLine("\n## The same loops in another order");

[MethodImpl(MethodImplOptions.AggressiveOptimization)]
void LoopOrder(float[] a, float[] b, float[] c, int m, int n, int k)
{
    Array.Clear(c, 0, m * n);
    for (var i = 0; i < m; i++)
    {
        for (var p = 0; p < k; p++)
        {
            var x = a[i * k + p];
            var row = b.AsSpan(p * n, n);
            var sums = c.AsSpan(i * n, n);
            for (var j = 0; j < row.Length; j++)
            {
                sums[j] += x * row[j];
            }
        }
    }
}

Lesson.Show($"largest error below 0.00001: {LargestError(LoopOrder) < 1e-5}");

[MethodImpl(MethodImplOptions.AggressiveOptimization)]
void ColumnsInside(float[] a, float[] b, float[] c, int m, int n, int k)
{
    Array.Clear(c, 0, m * n);
    for (var j = 0; j < n; j++)
    {
        for (var p = 0; p < k; p++)
        {
            var y = b[p * n + j];
            for (var i = 0; i < m; i++)
            {
                c[i * n + j] += a[i * k + p] * y;
            }
        }
    }
}

var loopOrder = Gigaflops(LoopOrder, runs: 2);
var columnsInside = Gigaflops(ColumnsInside, runs: 1);
Lesson.Show($"inside p: {tripleLoop:F2}   inside j: {loopOrder:F2}   inside i: {columnsInside:F2} GFLOP/s");

Console.WriteLine("\n## Eight numbers at once");

var counting = new Vector<float>(Enumerable.Range(0, 64).Select(i => (float)i).ToArray());
Lesson.Show($"lane 0: {counting[0]}, lane 1: {counting[1]}, lane 3: {counting[3]}");

var eleven = counting * new Vector<float>(10) + counting;
Lesson.Show(eleven[3]);

[MethodImpl(MethodImplOptions.AggressiveOptimization)]
void Vectors(float[] a, float[] b, float[] c, int m, int n, int k)
{
    Array.Clear(c, 0, m * n);
    for (var i = 0; i < m; i++)
    {
        for (var p = 0; p < k; p++)
        {
            var x = new Vector<float>(a[i * k + p]);
            var row = MemoryMarshal.Cast<float, Vector<float>>(b.AsSpan(p * n, n));
            var sums = MemoryMarshal.Cast<float, Vector<float>>(c.AsSpan(i * n, n));
            for (var j = 0; j < row.Length; j++)
            {
                sums[j] = Vector.FusedMultiplyAdd(x, row[j], sums[j]);      // x * row[j] + sums[j]
            }
        }
    }
}

Lesson.Show($"largest error below 0.00001: {LargestError(Vectors) < 1e-5}");

var vectors = Gigaflops(Vectors, runs: 5);
Lesson.Show($"{Vector<float>.Count} lanes: {vectors:F1} GFLOP/s");

float AddLanes<TV>() where TV : unmanaged, ISimd<TV> => TV.Create(1).Sum();

Lesson.Show($"{AddLanes<SimdScalar>()}, {AddLanes<Simd128>()}, {AddLanes<Simd256>()}, {AddLanes<Simd512>()}");

Console.WriteLine("\n## A sum has to wait");

[MethodImpl(MethodImplOptions.AggressiveOptimization)]
static float OneChain(int rounds)
{
    Vector<float> half = new(0.5f), one = new(1f), s = one;
    for (; rounds > 0; rounds--)
    {
        s = Vector.FusedMultiplyAdd(s, half, one);
    }

    return s[0];
}

[MethodImpl(MethodImplOptions.AggressiveOptimization)]
static float TwoChains(int rounds)
{
    Vector<float> half = new(0.5f), one = new(1f), s = one, t = one;
    for (; rounds > 0; rounds--)
    {
        s = Vector.FusedMultiplyAdd(s, half, one);
        t = Vector.FusedMultiplyAdd(t, half, one);
    }

    return s[0] + t[0];
}

[MethodImpl(MethodImplOptions.AggressiveOptimization)]
static float FourChains(int rounds)
{
    Vector<float> half = new(0.5f), one = new(1f), s = one, t = one, u = one, v = one;
    for (; rounds > 0; rounds--)
    {
        s = Vector.FusedMultiplyAdd(s, half, one);
        t = Vector.FusedMultiplyAdd(t, half, one);
        u = Vector.FusedMultiplyAdd(u, half, one);
        v = Vector.FusedMultiplyAdd(v, half, one);
    }

    return s[0] + t[0] + u[0] + v[0];
}

[MethodImpl(MethodImplOptions.AggressiveOptimization)]
static float EightChains(int rounds)
{
    Vector<float> half = new(0.5f), one = new(1f), s = one, t = one, u = one, v = one, w = one, x = one, y = one, z = one;
    for (; rounds > 0; rounds--)
    {
        s = Vector.FusedMultiplyAdd(s, half, one);
        t = Vector.FusedMultiplyAdd(t, half, one);
        u = Vector.FusedMultiplyAdd(u, half, one);
        v = Vector.FusedMultiplyAdd(v, half, one);
        w = Vector.FusedMultiplyAdd(w, half, one);
        x = Vector.FusedMultiplyAdd(x, half, one);
        y = Vector.FusedMultiplyAdd(y, half, one);
        z = Vector.FusedMultiplyAdd(z, half, one);
    }

    return s[0] + t[0] + u[0] + v[0] + w[0] + x[0] + y[0] + z[0];
}

double ChainSpeed(Func<int, float> chains, int count)
{
    const int Rounds = 2_000_000;
    WarmUp(() => chains(10));
    return 2.0 * Rounds * count * Vector<float>.Count / Middle(() => Best(3, () => chains(Rounds))) / 1e9;
}

double[] chainSpeeds = [ChainSpeed(OneChain, 1), ChainSpeed(TwoChains, 2), ChainSpeed(FourChains, 4), ChainSpeed(EightChains, 8)];
Lesson.Record("chains", seed: 1, new { one = chainSpeeds[0], two = chainSpeeds[1], four = chainSpeeds[2], eight = chainSpeeds[3] });
Lesson.Show($"1, 2, 4, 8 chains: {string.Join(", ", chainSpeeds.Select(speed => $"{speed:F0}"))} GFLOP/s");

Console.WriteLine("\n## A tile that stays in registers");

[MethodImpl(MethodImplOptions.AggressiveOptimization)]
void Tile(ReadOnlySpan<float> a, int aRow, ReadOnlySpan<Vector<float>> b, int bRow, Span<Vector<float>> c, int cRow, int k)
{
    var a0 = a[..k];
    var a1 = a.Slice(aRow, k);
    var a2 = a.Slice(2 * aRow, k);
    var a3 = a.Slice(3 * aRow, k);
    Vector<float> c00 = default, c01 = default, c10 = default, c11 = default;
    Vector<float> c20 = default, c21 = default, c30 = default, c31 = default;
    for (var p = 0; p < k; p++)
    {
        var (b0, b1) = (b[p * bRow], b[p * bRow + 1]);
        var x = new Vector<float>(a0[p]);
        c00 = Vector.FusedMultiplyAdd(x, b0, c00);
        c01 = Vector.FusedMultiplyAdd(x, b1, c01);
        x = new Vector<float>(a1[p]);
        c10 = Vector.FusedMultiplyAdd(x, b0, c10);
        c11 = Vector.FusedMultiplyAdd(x, b1, c11);
        x = new Vector<float>(a2[p]);
        c20 = Vector.FusedMultiplyAdd(x, b0, c20);
        c21 = Vector.FusedMultiplyAdd(x, b1, c21);
        x = new Vector<float>(a3[p]);
        c30 = Vector.FusedMultiplyAdd(x, b0, c30);
        c31 = Vector.FusedMultiplyAdd(x, b1, c31);
    }

    c[0] += c00;
    c[1] += c01;
    c[cRow] += c10;
    c[cRow + 1] += c11;
    c[2 * cRow] += c20;
    c[2 * cRow + 1] += c21;
    c[3 * cRow] += c30;
    c[3 * cRow + 1] += c31;
}

[MethodImpl(MethodImplOptions.AggressiveOptimization)]
void Tiles(float[] a, float[] b, float[] c, int m, int n, int k)
{
    Array.Clear(c, 0, m * n);
    var vb = MemoryMarshal.Cast<float, Vector<float>>(b.AsSpan());
    var vc = MemoryMarshal.Cast<float, Vector<float>>(c.AsSpan());
    var width = n / Vector<float>.Count;        // the vectors in a row of B and of C
    for (var j = 0; j < width; j += 2)
    {
        for (var i = 0; i < m; i += 4)
        {
            Tile(a.AsSpan(i * k), k, vb[j..], width, vc[(i * width + j)..], width, k);
        }
    }
}

Lesson.Show($"largest error below 0.00001: {LargestError(Tiles) < 1e-5}");

var tiles = Gigaflops(Tiles, runs: 8);
Lesson.Show($"4 x 2 tiles: {tiles:F1} GFLOP/s");

Console.WriteLine("\n## Blocks that stay in a cache");

[MethodImpl(MethodImplOptions.AggressiveOptimization)]
void PackedRows(float[] a, float[] b, float[] c, int first, int end, int n, int k)
{
    const int Depth = 384;
    Array.Clear(c, first * n, (end - first) * n);
    var vb = MemoryMarshal.Cast<float, Vector<float>>(b.AsSpan());
    var vc = MemoryMarshal.Cast<float, Vector<float>>(c.AsSpan());
    var width = n / Vector<float>.Count;
    var panel = new Vector<float>[2 * Depth];
    for (var start = 0; start < k; start += Depth)
    {
        var depth = Math.Min(Depth, k - start);
        for (var j = 0; j < width; j += 2)
        {
            for (var p = 0; p < depth; p++)
            {
                panel[2 * p] = vb[(start + p) * width + j];
                panel[2 * p + 1] = vb[(start + p) * width + j + 1];
            }

            for (var i = first; i < end; i += 4)
            {
                Tile(a.AsSpan(i * k + start), k, panel, 2, vc[(i * width + j)..], width, depth);
            }
        }
    }
}

void Packed(float[] a, float[] b, float[] c, int m, int n, int k) => PackedRows(a, b, c, 0, m, n, k);

Lesson.Show($"largest error below 0.00001: {LargestError(Packed) < 1e-5}");

var packed = Gigaflops(Packed, runs: 8);
Lesson.Show($"packed panels: {packed:F1} GFLOP/s");

Console.WriteLine("\n## More than one core");

void Threads(float[] a, float[] b, float[] c, int m, int n, int k)
{
    var rows = (m / Environment.ProcessorCount + 3) / 4 * 4;        // for each thread; a multiple of the tile's four
    System.Threading.Tasks.Parallel.For(0, (m + rows - 1) / rows, part =>
        PackedRows(a, b, c, part * rows, Math.Min(m, (part + 1) * rows), n, k));
}

Lesson.Show($"largest error below 0.00001: {LargestError(Threads) < 1e-5}");

var threads = Gigaflops(Threads, runs: 10);
Lesson.Show($"{Environment.ProcessorCount} threads: {threads:F1} GFLOP/s, {threads / packed:F2} times one");

Console.WriteLine("\n## The staircase");

double LibraryGigaflops(int count)
{
    var before = CpuThreads.Count;
    CpuThreads.Count = count;
    var (x, y) = (Tensor.Uniform(new Rng(1), [Size, Size], -1, 1), Tensor.Uniform(new Rng(2), [Size, Size], -1, 1));
    void Multiply()
    {
        using var scope = new TensorScope();
        x.MatMul(y);
    }

    var seconds = Middle(() => Best(10, Multiply));
    CpuThreads.Count = before;
    return 2.0 * Size * Size * Size / seconds / 1e9;
}

var all = Environment.ProcessorCount;
var (library, libraryAll) = (LibraryGigaflops(1), LibraryGigaflops(all));
var (peakNow, peakAll) = (PeakOf(1), PeakOf(all));
Lesson.Record("staircase", seed: 1, new
{
    tripleLoop, loopOrder, columnsInside, vectors, tiles, packed, threads, library, libraryAll, peak = peakNow, peakAll,
    gain = libraryAll / tripleLoop,
    vectorsGain = vectors / loopOrder,
    threadsGain = threads / packed,
    cores = all,
    share = 100 * library / peakNow,
    shareAll = 100 * libraryAll / peakAll,
});
string[] rungs = ["triple loop", "loop order", "vectors", "tiles", "packed", $"{all} threads", "library", $"library,<br>{all} threads"];
double[] speeds = [tripleLoop, loopOrder, vectors, tiles, packed, threads, library, libraryAll];
object Peak(string name, double speed, string color, string dash) => new
{
    type = "scatter", mode = "lines", name = $"{name}: {speed:F0}", x = new[] { rungs[0], rungs[^1] }, y = new[] { speed, speed }, line = new { color, dash, width = 2 },
};

Lesson.Show(Figure.Of("07-staircase",
    [
        new { type = "bar", name = "GFLOP/s", x = rungs, y = speeds, text = speeds.Select(speed => speed < 10 ? $"{speed:F1}" : $"{speed:F0}"), textposition = "inside", insidetextanchor = "end", textangle = 0, textfont = new { color = "#ffffff" }, marker = new { color = "#2563b0" }, showlegend = false },
        Peak("peak of one thread", peakNow, "#d1662b", "dash"),
        Peak($"peak of {all} threads", peakAll, "#9b4f96", "dot"),
    ],
    new
    {
        yaxis = new { title = new { text = "GFLOP/s" }, type = "log", dtick = 1, range = new[] { -0.5, 2.6 } },
        xaxis = new { tickangle = -30 },
        legend = new { orientation = "h", y = 1.12 },
    }));

Console.WriteLine("\n## The roofline");

var memorySpeed = Middle(() => MachineLimits.MemoryBandwidth(threads: 1));
var lanes = System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? 16 : Vector<float>.Count;
var libraryRows = lanes == 8 ? 6 : 14;
double TileIntensity(int rows, int lanes) => 2.0 * rows * 2 * lanes / (4 * (rows + 2 * lanes));
object Roof(string name, double bandwidth, string color, string dash) => new
{
    type = "scatter", mode = "lines", name = $"{name}: {bandwidth:F0} GB/s", x = new[] { 0.08, peakNow / bandwidth, 200 }, y = new[] { 0.08 * bandwidth, peakNow, peakNow }, line = new { color, dash, width = 2 },
};
object Point(string name, double intensity, double speed, string position) => new
{
    type = "scatter", mode = "markers+text", x = new[] { intensity }, y = new[] { speed }, text = new[] { name }, textposition = position, marker = new { size = 11, color = "#2563b0" }, showlegend = false,
};

var wholeProduct = Size / 6.0;
Lesson.Record("roofline", seed: 1, new { memory = memorySpeed, ridge = peakNow / memorySpeed, add = memorySpeed / 12, wholeProduct });
Lesson.Show(Figure.Of("07-roofline",
    [
        Roof("first cache", cacheSpeed, "#2b8a5e", "solid"),
        Roof("memory", memorySpeed, "#d1662b", "dash"),
        Point("triple loop", 0.25, tripleLoop, "middle right"),
        Point("loop order", 1 / 6.0, loopOrder, "middle right"),
        Point("vectors", 1 / 6.0, vectors, "middle right"),
        Point("tiles", TileIntensity(4, Vector<float>.Count), tiles, "bottom center"),
        Point("packed", TileIntensity(4, Vector<float>.Count), packed, "middle right"),
        Point("library", TileIntensity(libraryRows, lanes), library, "bottom right"),
    ],
    new
    {
        xaxis = new { title = new { text = "FLOP for each byte between registers and caches" }, type = "log", dtick = 1, range = new[] { -1.1, 2.3 } },
        yaxis = new { title = new { text = "GFLOP/s, one thread" }, type = "log", dtick = 1, range = new[] { -0.5, 2.5 } },
        legend = new { orientation = "h", y = 1.12 },
    }));

double Bound(double gigaflops, double gigabytes, double intensity) => Math.Min(gigaflops, intensity * gigabytes);

Lesson.Show(Bound(gigaflops: 100, gigabytes: 24, intensity: 1 / 12.0));

// ## Exercises

// ## What goes wrong in practice

// ## Further reading

delegate void Product(float[] a, float[] b, float[] c, int m, int n, int k);
