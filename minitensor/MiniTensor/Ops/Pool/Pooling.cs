using MiniTensor.Backends;

namespace MiniTensor.Ops;

/// <summary>The windows of pooling ops, checked.</summary>
internal static class Pooling
{
    /// <summary>Windows of one size at equal distances.</summary>
    public static PoolGeometry Windows(string op, Shape x, Pair kernel, Pair stride, Pair padding, PoolDivisor divisor)
    {
        ConvChecks.Images(op, x);
        ConvChecks.Window(op, kernel, stride, padding, 1);
        ShapeException.Require(
            2 * padding.H <= kernel.H && 2 * padding.W <= kernel.W, op,
            $"needs a padding of at most half the kernel {kernel}; got {padding}");
        ConvChecks.Fits(op, x, padding, kernel);
        var height = (x[2] + 2 * padding.H - kernel.H) / stride.H + 1;
        var width = (x[3] + 2 * padding.W - kernel.W) / stride.W + 1;
        return new PoolGeometry(x[0], x[1], x[2], x[3], height, width, kernel, stride, padding, divisor);
    }

    /// <summary>Windows that share the image out evenly: from ⌊i H / H'⌋ up to ⌈(i + 1) H / H'⌉.</summary>
    public static PoolGeometry Adaptive(string op, Shape x, Pair size)
    {
        ConvChecks.Images(op, x);
        ShapeException.Require(size.AreAtLeast(1), op, $"needs a size of 1 pixel or more; got {size}");
        ShapeException.Require(x[2] > 0 && x[3] > 0, op, $"needs images of 1 pixel or more; got {x}");
        return new PoolGeometry(x[0], x[1], x[2], x[3], size.H, size.W, 0, 0, 0, PoolDivisor.Pixels);
    }

    /// <summary>(N, C, L) as images of one row, once it is clear that such windows fit in.</summary>
    public static Tensor OneRow(string op, Tensor x, int kernel, int stride, int padding)
    {
        ConvChecks.Row(op, x.Shape, kernel, stride, padding, dilation: 1);
        ShapeException.Require(2 * padding <= kernel, op, $"needs a padding of at most half the kernel {kernel}; got {padding}");
        return x.Unsqueeze(2);
    }

    /// <summary>Images of one row as (N, C, L).</summary>
    public static Tensor WithoutRow(Tensor y) => y.Reshape([y.Shape[0], y.Shape[1], y.Shape[3]]);
}
