using MiniTensor;
using static MiniTensor.Functional;

namespace CourseKit.Course.Benchmarks.Cases;

/// <summary>Networks that sort images into ten classes, as functions of a batch of images.</summary>
internal static class ImageNetworks
{
    public static Func<Tensor, Tensor> Mlp(Parameters p)
    {
        var (hidden, output) = (p.Linear(784, 128), p.Linear(128, 10));
        return x => output(hidden(x).Relu());
    }

    public static Func<Tensor, Tensor> LeNet(Parameters p)
    {
        var (conv1, conv2) = (p.Conv(1, 6, 5, padding: 2, bias: true), p.Conv(6, 16, 5, bias: true));
        var (linear1, linear2, linear3) = (p.Linear(400, 120), p.Linear(120, 84), p.Linear(84, 10));
        return x =>
        {
            var y = MaxPool2d(conv1(x).Relu(), 2);             // (N, 6, 14, 14)
            y = MaxPool2d(conv2(y).Relu(), 2);                 // (N, 16, 5, 5)
            return linear3(linear2(linear1(y.Reshape([x.Shape[0], -1])).Relu()).Relu());
        };
    }

    /// <summary>He et al. 2015. Where the size changes, the shortcut is a 1x1 convolution, or every second pixel with channels of zeros (option A).</summary>
    public static Func<Tensor, Tensor> ResNet(Parameters p, int[] widths, int blocks, bool project)
    {
        var (stem, stemNorm) = (p.Conv3(3, widths[0]), p.BatchNormRelu(widths[0]));
        var body = new List<Func<Tensor, Tensor>>();
        var c = widths[0];
        for (var stage = 0; stage < widths.Length; stage++)
        {
            for (var block = 0; block < blocks; block++)
            {
                body.Add(ResidualBlock(p, c, widths[stage], stage > 0 && block == 0 ? 2 : 1, project));
                c = widths[stage];
            }
        }

        var head = p.Linear(c, 10);
        return x =>
        {
            var y = stemNorm(stem(x), null);
            foreach (var block in body)
            {
                y = block(y);
            }

            return head(y.Mean([2, 3]));
        };
    }

    /// <summary>David Page's network of the DAWNBench contest.</summary>
    public static Func<Tensor, Tensor> ResNet9(Parameters p)
    {
        var (a, b, b1, b2) = (NormRelu(p, 3, 64), NormRelu(p, 64, 128), NormRelu(p, 128, 128), NormRelu(p, 128, 128));
        var (c, d, d1, d2) = (NormRelu(p, 128, 256), NormRelu(p, 256, 512), NormRelu(p, 512, 512), NormRelu(p, 512, 512));
        var head = p.Linear(512, 10, bias: false);
        return x =>
        {
            var y = MaxPool2d(b(a(x)), 2);
            y += b2(b1(y));
            y = MaxPool2d(d(MaxPool2d(c(y), 2)), 2);
            y += d2(d1(y));
            return head(MaxPool2d(y, 4).Reshape([x.Shape[0], -1]));
        };
    }

    /// <summary>Keller Jordan's network: 2x2 whitening whose weight is fixed, then three groups of two convolutions.</summary>
    public static Func<Tensor, Tensor> AirBench(Parameters p)
    {
        var whitening = Tensor.Normal(new Rng(2), [24, 3, 2, 2], 0, 0.4);
        var shift = p.Filled(0, 24);
        var (group1, group2, group3) = (Group(p, 24, 64), Group(p, 64, 256), Group(p, 256, 256));
        var head = p.Linear(256, 10, bias: false);
        return x =>
        {
            var y = group3(group2(group1(Conv2d(x, whitening, shift).Gelu())));
            return head(MaxPool2d(y, 3).Reshape([x.Shape[0], -1]));
        };
    }

    private static Func<Tensor, Tensor> ResidualBlock(Parameters p, int c, int o, int stride, bool project)
    {
        var (conv1, norm1, conv2, norm2) = (p.Conv3(c, o, stride), p.BatchNormRelu(o), p.Conv3(o, o), p.BatchNormRelu(o));
        var shortcut = Shortcut(p, c, o, stride, project);
        return x => norm2(conv2(norm1(conv1(x), null)), shortcut(x));
    }

    private static Func<Tensor, Tensor> Shortcut(Parameters p, int c, int o, int stride, bool project)
    {
        if (c == o && stride == 1)
        {
            return x => x;
        }

        if (project)
        {
            var (conv, norm) = (p.Conv(c, o, 1, stride), p.BatchNorm(o));
            return x => norm(conv(x));
        }

        var zeros = (o - c) / 2;
        return x => x.Slice(2, 0, x.Shape[2], stride).Slice(3, 0, x.Shape[3], stride).Pad([(zeros, zeros), (0, 0), (0, 0)]);
    }

    private static Func<Tensor, Tensor> NormRelu(Parameters p, int c, int o)
    {
        var (conv, norm) = (p.Conv3(c, o), p.BatchNormRelu(o));
        return x => norm(conv(x), null);
    }

    private static Func<Tensor, Tensor> Group(Parameters p, int c, int o)
    {
        var (conv1, norm1, conv2, norm2) = (p.Conv3(c, o), p.BatchNorm(o), p.Conv3(o, o), p.BatchNorm(o));
        return x => norm2(conv2(norm1(MaxPool2d(conv1(x), 2)).Gelu())).Gelu();
    }
}
