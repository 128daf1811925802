using System.Runtime.InteropServices;
using MiniTensor.Backends.Cpu;
using MiniTensor.Simd;
using Xunit;

namespace MiniTensor.Tests;

/// <summary>Every kernel that the generator writes, called with its very size and held against its definition.</summary>
/// <remarks>
/// Which of them a product runs follows from its shape and the processor, so that a new way of cutting products could leave some without a test; here
/// none is left out. All numbers are small and whole, so that no sum is rounded and the results are equal, not only close.
/// </remarks>
public sealed unsafe class GeneratedKernelTests : IDisposable
{
    private const float Untouched = 12345;
    private const int Floats = 1 << 14; // of each block; more than any kernel here reaches

    // The sizes are uneven, so that no two strides are the same by chance.
    private const int Steps = 5;
    private const int Gap = 3;

    private readonly List<nint> _blocks = [];
    private readonly float* _a;
    private readonly float* _b;
    private readonly float* _start;
    private readonly float* _c;

    public GeneratedKernelTests()
    {
        _a = Numbers(3);
        _b = Numbers(5);
        _start = Numbers(7);
        _c = Numbers(9);
    }

    public void Dispose() => _blocks.ForEach(block => NativeMemory.AlignedFree((void*)block));

    [Fact]
    public void Every_tile_of_a_matrix_product_is_right()
    {
        At<SimdScalar>();
        At<Simd128>();
        At<Simd256>();
        At<Simd512>();

        void At<TV>()
            where TV : unmanaged, ISimd<TV>
        {
            foreach (var (vectors, most) in new[] { (1, 16), (2, 14) })
            {
                for (var rows = 1; rows <= most; rows++)
                {
                    var width = vectors * TV.Count;
                    var tile = new Tile
                    {
                        A = _a,
                        ARow = Steps + Gap,
                        AColumn = 1,
                        B = _b,
                        BRow = width + Gap,
                        K = Steps,
                        Start = _start,
                        StartRow = width + 1,
                        C = _c,
                        CRow = width + Gap,
                    };
                    Clear();
                    var work = tile;
                    MicroKernels.Run<TV, FromMemory>(rows, vectors, &work);
                    Check($"tile {rows}x{vectors} of {TV.Count} lanes", rows, width, (i, j) => (int)(i * tile.CRow) + j, (i, j) =>
                        _start[i * tile.StartRow + j] + Sum(Steps, k => _a[i * tile.ARow + k] * _b[k * tile.BRow + j]));

                    Clear();
                    work = tile;
                    MicroKernels.Run<TV, FromZeros>(rows, vectors, &work);
                    Check($"tile {rows}x{vectors} of {TV.Count} lanes from zeros", rows, width, (i, j) => (int)(i * tile.CRow) + j, (i, j) =>
                        Sum(Steps, k => _a[i * tile.ARow + k] * _b[k * tile.BRow + j]));
                }
            }
        }
    }

    [Fact]
    public void Every_sum_over_taps_is_right()
    {
        At<SimdScalar>();
        At<Simd128>();
        At<Simd256>();
        At<Simd512>();

        void At<TV>()
            where TV : unmanaged, ISimd<TV>
        {
            var taps = stackalloc nint[] { 0, 400, 150 };
            foreach (var (vectors, most) in new[] { (1, 24), (2, 12) })
            {
                for (var rows = 1; rows <= most; rows++)
                {
                    var width = vectors * TV.Count;
                    var p = new TapProduct
                    {
                        A = _a,
                        ARow = Steps + Gap,
                        Taps = taps,
                        TapCount = 3,
                        Run = Steps,
                        B = _b,
                        BVector = 16 * TV.Count,
                        Start = _start,
                        StartRow = width + 1,
                        C = _c,
                        CRow = width + Gap,
                        CVector = TV.Count,
                    };
                    Clear();
                    ConvProducts.TapSum<TV, Cached>(rows, vectors, p);
                    nint[] offsets = [taps[0], taps[1], taps[2]];
                    Check($"sum over taps {rows}x{vectors} of {TV.Count} lanes", rows, width, (i, j) => (int)(i * p.CRow) + j, (i, j) =>
                        _start[i * p.StartRow + j] + Sum(3 * Steps, k =>
                            _a[i * p.ARow + offsets[k / Steps] + k % Steps] * _b[j / TV.Count * p.BVector + k * TV.Count + j % TV.Count]));
                }
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_sum_over_pixels_is_right(bool accumulate)
    {
        At<SimdScalar>();
        At<Simd128>();
        At<Simd256>();
        At<Simd512>();

        void At<TV>()
            where TV : unmanaged, ISimd<TV>
        {
            foreach (var (vectors, most) in new[] { (1, 24), (2, 12) })
            {
                for (var rows = 1; rows <= most; rows++)
                {
                    var p = new PixelProduct
                    {
                        A = _a,
                        AStep = 27,
                        ALine = 170,
                        AImage = 390,
                        B = _b,
                        BStep = TV.Count,
                        BLine = 7 * TV.Count,
                        BImage = 15 * TV.Count,
                        BVector = 40 * TV.Count,
                        Count = Steps,
                        Lines = 2,
                        Images = 2,
                        C = _c,
                        CRow = TV.Count + Gap,
                        CVector = 30 * (TV.Count + Gap),
                        Accumulate = accumulate,
                    };
                    Clear();
                    for (var i = 0; accumulate && i < rows; i++)
                    {
                        for (var j = 0; j < vectors * TV.Count; j++)
                        {
                            _c[At(i, j)] = i + 2 * j;
                        }
                    }

                    ConvProducts.PixelSum<TV>(rows, vectors, p);
                    Check($"sum over pixels {rows}x{vectors} of {TV.Count} lanes", rows, vectors * TV.Count, At, (i, j) =>
                        (accumulate ? i + 2 * j : 0) + Sum(4 * Steps, k => _a[k / (2 * Steps) * p.AImage + k / Steps % 2 * p.ALine + k % Steps * p.AStep + i]
                            * _b[k / (2 * Steps) * p.BImage + k / Steps % 2 * p.BLine + k % Steps * p.BStep + j / TV.Count * p.BVector + j % TV.Count]));

                    int At(int i, int j) => (int)(i * p.CRow + j / TV.Count * p.CVector) + j % TV.Count;
                }
            }
        }
    }

    [Fact]
    public void Every_sum_over_planes_is_right()
    {
        At<SimdScalar>();
        At<Simd128>();
        At<Simd256>();
        At<Simd512>();

        void At<TV>()
            where TV : unmanaged, ISimd<TV>
        {
            var taps = stackalloc nint[] { 0, 9, 2 };
            for (var channels = 1; channels <= ConvProducts.MaxPlaneChannels; channels++)
            {
                for (var rows = 1; rows <= Math.Min(12, 24 / channels); rows++)
                {
                    var p = new PlaneProduct
                    {
                        A = _a,
                        ARow = TV.Count + Gap,
                        APlane = 500,
                        Planes = Steps,
                        Taps = taps,
                        TapCount = 3,
                        B = _b,
                        C = _c,
                        Ahead = _b,
                    };
                    Clear();
                    ConvProducts.PlaneSum<TV>(rows, channels, p);
                    nint[] offsets = [taps[0], taps[1], taps[2]];
                    var each = channels;
                    Check($"sum over planes {rows}x{channels} of {TV.Count} lanes", rows, channels * TV.Count, (i, j) => i * each * TV.Count + j, (i, j) =>
                        Sum(3 * Steps, k => _a[offsets[k / Steps] + k % Steps * p.APlane + i * p.ARow + j % TV.Count] * _b[k * each + j / TV.Count]));
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_sum_of_columns_is_right(int rows)
    {
        At<SimdScalar>();
        At<Simd128>();
        At<Simd256>();
        At<Simd512>();

        void At<TV>()
            where TV : unmanaged, ISimd<TV>
        {
            // A', which makes four outputs of the products at six points: the columns are 1, p, p squared and p cubed at 0, 1, -1, 2, -2 and infinity.
            float[][] outputs = [[1, 1, 1, 1, 1, 0], [0, 1, -1, 2, -2, 0], [0, 1, 1, 4, 4, 0], [0, 1, -1, 8, -8, 1]];
            for (var pixels = 1; pixels <= 4; pixels++)
            {
                var p = new ColumnProduct
                {
                    A = _a,
                    APixel = 11,
                    APoint = 100,
                    Run = Steps,
                    B = _b,
                    Bias = _start,
                    C = _c,
                    CPixel = TV.Count + Gap,
                    CRow = 5 * (TV.Count + Gap),
                    Rows = rows,
                };
                Clear();
                ConvProducts.ColumnSum<TV, Cached>(pixels, p);
                Check($"{rows} rows of {pixels} columns of {TV.Count} lanes", rows * pixels, TV.Count,
                    (i, j) => (int)(i / pixels * p.CRow + i % pixels * p.CPixel) + j,
                    (i, j) => _start[j] + Sum(6, point => outputs[i / pixels][point] * Sum(Steps, k =>
                        _a[point * p.APoint + i % pixels * p.APixel + k] * _b[(k * 6 + point) * TV.Count + j])));
            }
        }
    }

    private static float Sum(int count, Func<int, float> term)
    {
        var sum = 0f;
        for (var k = 0; k < count; k++)
        {
            sum += term(k);
        }

        return sum;
    }

    // Whole numbers from -4 to 4 without a pattern that a wrong stride could fit.
    private float* Numbers(ulong seed)
    {
        var rng = new Rng(seed);
        var block = (float*)NativeMemory.AlignedAlloc(Floats * sizeof(float), 64);
        _blocks.Add((nint)block);
        for (var i = 0; i < Floats; i++)
        {
            block[i] = (float)Math.Round(8 * rng.Uniform() - 4);
        }

        return block;
    }

    private void Clear() => new Span<float>(_c, Floats).Fill(Untouched);

    // Each result is what it should be, and nothing else was written.
    private void Check(string kernel, int rows, int columns, Func<int, int, int> place, Func<int, int, float> expected)
    {
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                ref var c = ref _c[place(i, j)];
                Assert.True(expected(i, j) == c, $"{kernel}: c[{i}, {j}] is {c}, not {expected(i, j)}");
                c = Untouched;
            }
        }

        Assert.True(new Span<float>(_c, Floats).IndexOfAnyExcept(Untouched) < 0, $"{kernel}: wrote beside its results");
    }
}
