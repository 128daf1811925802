using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>The largest number of an array far larger than the caches, which is read and nothing else.</summary>
/// <param name="x">The array, part after part.</param>
/// <param name="lengthOfPart">A multiple of 64.</param>
/// <param name="paths">1, or 4: a quarter of the part each, side by side, which the processor then fetches ahead.</param>
/// <param name="largest">One number for each part.</param>
internal readonly unsafe struct StreamRead(float* x, int lengthOfPart, int paths, float* largest) : IKernel
{
    private readonly float* _x = x;
    private readonly int _lengthOfPart = lengthOfPart;
    private readonly int _paths = paths;
    private readonly float* _largest = largest;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var from = _x + (nint)part * _lengthOfPart;
        nint quarter = _lengthOfPart / 4;
        var (apart, step, end) = _paths == 4 ? (quarter, TV.Count, quarter) : (TV.Count, 4 * TV.Count, 4 * quarter);
        TV r0 = TV.Load(from), r1 = r0, r2 = r0, r3 = r0;
        for (nint i = 0; i < end; i += step)
        {
            r0 = TV.Max(r0, TV.Load(from + i));
            r1 = TV.Max(r1, TV.Load(from + i + apart));
            r2 = TV.Max(r2, TV.Load(from + i + 2 * apart));
            r3 = TV.Max(r3, TV.Load(from + i + 3 * apart));
        }

        // The result is kept, or the compiler would drop the loop.
        _largest[part] = TV.Max(TV.Max(r0, r1), TV.Max(r2, r3))[0];
    }
}
