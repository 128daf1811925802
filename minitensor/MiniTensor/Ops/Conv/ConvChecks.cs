namespace MiniTensor.Ops;

/// <summary>What convolutions, pooling and unfolding demand of their arguments.</summary>
internal static class ConvChecks
{
    private const int Largest = 16_384;

    public static void Arguments(string op, Shape x, Shape weight, Pair stride, Pair padding, Pair dilation, int groups)
    {
        Images(op, x);
        ShapeException.Require(weight.Rank == 4, op, $"needs a weight of 4 axes; got {weight}");
        Groups(op, groups);
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

    /// <summary>The same for rows of numbers, in their own terms: an input (N, C, L) and a kernel of that many.</summary>
    public static void Row(string op, Shape x, int kernel, int stride, int padding, int dilation)
    {
        ShapeException.Require(x.Rank == 3, op, $"needs an input of shape (N, C, L); got {x}");
        foreach (var (what, value, least) in (ReadOnlySpan<(string, int, int)>)[("kernel", kernel, 1), ("stride", stride, 1), ("padding", padding, 0), ("dilation", dilation, 1)])
        {
            ShapeException.Require(value >= least && value <= Largest, op, $"needs a {what} from {least} to {Largest}; got {value}");
        }

        var reach = dilation * (kernel - 1L) + 1;
        ShapeException.Require(x[2] + 2L * padding >= reach, op, $"needs rows of at least {reach} numbers, padding included; got {x} with padding {padding}");
    }

    public static void Groups(string op, int groups) => ShapeException.Require(groups >= 1, op, $"needs 1 group or more; got {groups}");

    /// <summary>Channels, outputs and groups that fit each other.</summary>
    /// <param name="op">As in errors.</param>
    /// <param name="x">(N, C, ...).</param>
    /// <param name="weight">(O, C / groups, ...).</param>
    /// <param name="bias">(O), or null.</param>
    /// <param name="groups">1 or more.</param>
    /// <param name="kernelAxes">What the last axes of the weight are called.</param>
    public static void Channels(string op, Shape x, Shape weight, Shape? bias, int groups, string kernelAxes)
    {
        var (channels, outputs) = (x[1], weight[0]);
        ShapeException.Require(
            channels % groups == 0 && outputs % groups == 0, op, $"needs channels and outputs that fall into {groups} groups; got {channels} and {outputs}");
        ShapeException.Require(
            weight[1] == channels / groups,
            op,
            $"needs a weight of shape (O, {channels / groups}, {kernelAxes}) for an input of shape {x} in {groups} groups; got {weight}");
        Bias(op, bias, outputs);
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
