using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// The data gradient where the input has few channels: every output pixel's dy times all the weights gives the R * S
/// * C numbers that it adds to dx,
/// and they are added where they belong. A vector's lanes are then taps and channels; gathered, most lanes would be
/// empty.
/// </summary>
/// <remarks>A part is a run of images. A row's S * C numbers are neighbours in dx, so they are added as vectors, into
/// a copy of the image with its padding.</remarks>
internal unsafe struct ScatterBackwardInput : IKernel
{
    private const int MaxParts = 64;

    private Conv2dGeometry _g;
    private float* _dy;
    private float* _packed; // [block of lanes (r, s, c)][output][lane]
    private float* _zeros;
    private float* _dx;
    private int _parts;

    /// <summary>
    /// Whether it can do this convolution, and with fewer multiplications than gathering: each with its empty
    /// lanes, and the additions on top.
    /// </summary>
    public static bool Pays(in Conv2dGeometry g)
    {
        if (g.Groups != 1 || g.DilationW != 1)
        {
            return false;
        }

        var gather = (double)g.H * g.W * ConvLanes.Padded(g.C) * g.R * g.S / (g.StrideH * g.StrideW);
        var scatter = (double)g.OutH * g.OutW * ConvLanes.Padded(g.R * g.S * g.C);
        return 2 * scatter < gather;
    }

    public static void Run(in Conv2dGeometry g, float* dy, float* w, float* dx)
    {
        var lanes = ConvLanes.Padded(g.R * g.S * g.C);
        var zeros = CallScratch.Take(lanes + (nint)lanes * g.O);
        new Span<float>(zeros, lanes).Clear();
        var packing = new ScatterWeights { Geometry = g, W = w, Packed = zeros + lanes };
        CpuThreads.Run(ref packing, lanes / 16);
        var kernel = new ScatterBackwardInput
        {
            _g = g,
            _dy = dy,
            _packed = packing.Packed,
            _zeros = zeros,
            _dx = dx,
            _parts = Math.Min(g.N, MaxParts),
        };
        CpuThreads.Run(ref kernel, kernel._parts);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var g = _g;
        int run = g.S * g.C, lanes = ConvLanes.Blocks<TV>(g.R * run) * TV.Count;
        int height = Math.Max(g.H + g.PadH, (g.OutH - 1) * g.StrideH + (g.R - 1) * g.DilationH + 1),
            width = Math.Max(g.W + g.PadW, (g.OutW - 1) * g.StrideW + g.S);
        var line = (nint)width * g.C;
        var productLength = (nint)g.OutW * lanes + TV.Count; // the last masked vector reads past its row
        var products = ThreadScratch.Take(productLength + height * line + TV.Count);
        var image = products + productLength;
        for (var n = (int)((long)g.N * part / _parts); n < (long)g.N * (part + 1) / _parts; n++)
        {
            new Span<float>(image, checked((int)(height * line))).Clear();
            for (var h = 0; h < g.OutH; h++)
            {
                Multiply<TV>(g, _dy + ((nint)n * g.OutH + h) * g.OutW * g.O, products, lanes);
                for (var r = 0; r < g.R; r++)
                {
                    Add<TV>(g, products + r * run, lanes, image + (h * g.StrideH + r * g.DilationH) * line);
                }
            }

            for (var h = 0; h < g.H; h++)
            {
                var from = image + (h + g.PadH) * line + g.PadW * g.C;
                new Span<float>(from, g.W * g.C).CopyTo(new Span<float>(_dx + ((nint)n * g.H + h) * g.W * g.C,
                    g.W * g.C));
            }
        }
    }

    /// <summary>products[w][lane] = sum over o of dy[w][o] * weights[o][lane], for a row of output pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Multiply<TV>(in Conv2dGeometry g, float* dy, float* products, int lanes)
        where TV : unmanaged, ISimd<TV>
    {
        nint tap = 0;
        var product = new TapProduct
        {
            ARow = g.O,
            Taps = &tap,
            TapCount = 1,
            Run = g.O,
            BVector = (nint)g.O * TV.Count,
            Start = _zeros,
            CRow = lanes,
            CVector = TV.Count,
        };
        for (var k = 0; k < lanes; k += 2 * TV.Count)
        {
            var vectors = lanes - k > TV.Count ? 2 : 1;
            product.B = _packed + (nint)k * g.O;
            for (int w = 0, pixels; w < g.OutW; w += pixels)
            {
                pixels = ConvProducts.Piece(g.OutW, ConvProducts.MaxRows<TV>(vectors), w);
                product.A = dy + (nint)w * g.O;
                product.C = products + (nint)w * lanes + k;
                ConvProducts.TapSum<TV, Cached>(pixels, vectors, product);
            }
        }
    }

    /// <summary>
    /// Adds S * C numbers of each product to a row of dx, whole vectors with zeros behind the numbers.
    /// </summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<TV>(in Conv2dGeometry g, float* products, int lanes, float* to)
        where TV : unmanaged, ISimd<TV>
    {
        int run = g.S * g.C, last = (run - 1) / TV.Count * TV.Count;
        var bits = stackalloc float[TV.Count];
        for (var i = 0; i < TV.Count; i++)
        {
            bits[i] = last + i < run ? BitConverter.Int32BitsToSingle(-1) : 0;
        }

        // Pixels whose vectors do not overlap follow each other, since a load must wait for a store to the same bytes.
        var mask = TV.Load(bits);
        var apart = Math.Min(g.OutW, (last + TV.Count + g.StrideW * g.C - 1) / (g.StrideW * g.C));
        for (var first = 0; first < apart; first++)
        {
            for (var w = first; w < g.OutW; w += apart)
            {
                float* from = products + (nint)w * lanes, sum = to + (nint)w * g.StrideW * g.C;
                for (var i = 0; i < last; i += TV.Count)
                {
                    (TV.Load(sum + i) + TV.Load(from + i)).Store(sum + i);
                }

                (TV.Load(sum + last) + (TV.Load(from + last) & mask)).Store(sum + last);
            }
        }
    }
}

/// <summary>
/// Weights with a lane for each tap and channel, (r, s, c): [block][output][lane]. A part is 16 lanes.
/// </summary>
internal unsafe struct ScatterWeights : IKernel
{
    public Conv2dGeometry Geometry;
    public float* W;
    public float* Packed;

    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var (taps, c) = (Geometry.R * Geometry.S, Geometry.C);
        for (var lane = 16 * part; lane < 16 * part + 16; lane++)
        {
            var to = Packed + (nint)(lane / TV.Count) * TV.Count * Geometry.O + lane % TV.Count;
            for (var o = 0; o < Geometry.O; o++)
            {
                to[o * TV.Count] = lane < taps * c ? W[((nint)o * c + lane % c) * taps + lane / c] : 0;
            }
        }
    }
}
