using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>a = b + s * c on arrays far larger than the caches, the triad of McCalpin's STREAM: nothing but memory counts.</summary>
internal readonly unsafe struct StreamTriad(float* a, float* b, float* c, int lengthOfPart, bool pastCaches) : IKernel
{
    private readonly float* _a = a;
    private readonly float* _b = b;
    private readonly float* _c = c;
    private readonly int _lengthOfPart = lengthOfPart;
    private readonly bool _pastCaches = pastCaches;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var begin = (nint)part * _lengthOfPart;
        var end = begin + _lengthOfPart;
        var scale = TV.Create(3);
        if (_pastCaches)
        {
            for (var i = begin; i < end; i += TV.Count)
            {
                TV.MultiplyAdd(scale, TV.Load(_c + i), TV.Load(_b + i)).StoreNonTemporal(_a + i);
            }
        }
        else
        {
            for (var i = begin; i < end; i += TV.Count)
            {
                TV.MultiplyAdd(scale, TV.Load(_c + i), TV.Load(_b + i)).Store(_a + i);
            }
        }
    }
}
