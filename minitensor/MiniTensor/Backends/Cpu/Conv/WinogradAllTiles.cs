using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// All tiles of a convolution's input, and for the weight gradient of dy as well; a part is some tiles.
/// </summary>
internal unsafe struct WinogradAllTiles : IKernel
{
    private const int TilesPerPart = 8;

    public WinogradShape Shape;
    public float* X;
    public float* Dy; // null where it is not wanted
    public float* V;
    public float* W;

    public readonly int Parts => (Shape.Tiles + TilesPerPart - 1) / TilesPerPart;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Run<TV>(int part)
        where TV : unmanaged, ISimd<TV>
    {
        var run = new TileRun(0, TilesPerPart * part, Math.Min(TilesPerPart * (part + 1), Shape.Tiles));
        var scratch = ThreadScratch.Take(WinogradTiles.Scratch(Shape));
        WinogradTiles.Input<TV>(Shape, X, run, V, scratch);
        if (Dy != null)
        {
            WinogradTiles.Expand<TV>(Shape, Dy, run, W, scratch);
        }
    }
}
