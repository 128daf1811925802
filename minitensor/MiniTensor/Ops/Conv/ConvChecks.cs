namespace MiniTensor.Ops;

/// <summary>What convolutions, pooling and unfolding demand of their arguments.</summary>
internal static class ConvChecks
{
    private const int Largest = 16_384;

    public static void Arguments(string op, Shape x, Shape weight, Pair stride, Pair padding, Pair dilation, int groups)
    {
        Images(op, x);
        ShapeException.Require(weight.Rank == 4, op, $"needs a weight of 4 axes; got {weight}");
        ShapeException.Require(groups >= 1, op, $"needs 1 group or more; got {groups}");
        Window(op, new Pair(weight[2], weight[3]), stride, padding, dilation);
    }

    public static void Images(string op, Shape x) => ShapeException.Require(x.Rank == 4, op, $"needs images of shape (N, C, H, W); got {x}");

    public static void Window(string op, Pair kernel, Pair stride, Pair padding, Pair dilation)
    {
        ShapeException.Require(kernel.AreAtLeast(1), op, $"needs a kernel of 1 pixel or more; got {kernel}");
        ShapeException.Require(stride.AreAtLeast(1), op, $"needs a stride of 1 or more; got {stride}");
        ShapeException.Require(padding.AreAtLeast(0), op, $"needs a padding of 0 or more; got {padding}");
        ShapeException.Require(dilation.AreAtLeast(1), op, $"needs a dilation of 1 or more; got {dilation}");
        foreach (var (what, pair) in (ReadOnlySpan<(string, Pair)>)[("kernel", kernel), ("stride", stride), ("padding", padding), ("dilation", dilation)])
        {
            // With these bounds no position in an image overflows.
            ShapeException.Require(pair.H <= Largest && pair.W <= Largest, op, $"needs a {what} of at most {Largest}; got {pair}");
        }
    }

    public static void Bias(string op, Shape? bias, int outputs) =>
        ShapeException.Require(bias is null || bias.Value == [outputs], op, $"needs a bias of shape ({outputs}); got {bias}");

    /// <summary>The kernel, as wide as its dilation makes it, must fit into the padded image at least once.</summary>
    public static void Fits(string op, Shape x, Pair padding, Pair reach) =>
        ShapeException.Require(
            x[2] + 2L * padding.H >= reach.H && x[3] + 2L * padding.W >= reach.W,
            op,
            $"needs images of at least {reach} pixels, padding included; got {x} with padding {padding}");
}
