using MiniTensor;
using MiniTensor.Nn;

namespace CourseKit.Course.Benchmarks.Cases;

/// <summary>Networks that sort images into ten classes.</summary>
internal static class ImageNetworks
{
    public static Layer Mlp(Rng rng) => new Sequential(new Linear(784, 128, rng), new Relu(), new Linear(128, 10, rng));

    public static Layer LeNet(Rng rng) => new Sequential(
        new Conv2d(1, 6, 5, rng, padding: 2),
        new Relu(),
        new MaxPool2d(2),                        // (N, 6, 14, 14)
        new Conv2d(6, 16, 5, rng),
        new Relu(),
        new MaxPool2d(2),                        // (N, 16, 5, 5)
        new Flatten(),
        new Linear(400, 120, rng),
        new Relu(),
        new Linear(120, 84, rng),
        new Relu(),
        new Linear(84, 10, rng));

    /// <summary>David Page's network of the DAWNBench contest.</summary>
    public static Layer ResNet9(Rng rng) => new Sequential(
        NormRelu(rng, 3, 64),
        NormRelu(rng, 64, 128),
        new MaxPool2d(2),                        // (N, 128, 16, 16)
        new Plus(NormRelu(rng, 128, 128), NormRelu(rng, 128, 128)),
        NormRelu(rng, 128, 256),
        new MaxPool2d(2),                        // (N, 256, 8, 8)
        NormRelu(rng, 256, 512),
        new MaxPool2d(2),                        // (N, 512, 4, 4)
        new Plus(NormRelu(rng, 512, 512), NormRelu(rng, 512, 512)),
        new MaxPool2d(4),
        new Flatten(),
        new Linear(512, 10, rng, bias: false));

    /// <summary>Keller Jordan's network: 2x2 whitening whose weight is fixed, then three groups of two convolutions.</summary>
    public static Layer AirBench(Rng rng)
    {
        var whitening = new Conv2d(3, 24, 2, rng);
        whitening.Weight.RequiresGrad = false;
        return new Sequential(
            whitening,
            new Gelu(),
            Group(rng, 24, 64),
            Group(rng, 64, 256),
            Group(rng, 256, 256),
            new MaxPool2d(3),
            new Flatten(),
            new Linear(256, 10, rng, bias: false));
    }

    private static Sequential NormRelu(Rng rng, int inputs, int outputs) => new(Conv3(rng, inputs, outputs), new BatchNormRelu2d(outputs));

    private static Sequential Group(Rng rng, int inputs, int outputs) => new(
        Conv3(rng, inputs, outputs),
        new MaxPool2d(2),
        new BatchNorm2d(outputs),
        new Gelu(),
        Conv3(rng, outputs, outputs),
        new BatchNorm2d(outputs),
        new Gelu());

    private static Conv2d Conv3(Rng rng, int inputs, int outputs) => new(inputs, outputs, 3, rng, padding: 1, bias: false);

    /// <summary>x + f(x).</summary>
    private sealed class Plus : Layer
    {
        private readonly Sequential _inner;

        public Plus(params ReadOnlySpan<Layer> layers) => _inner = Child("inner", new Sequential(layers));

        protected override Tensor Forward(Tensor x) => x + _inner.Call(x);
    }
}
