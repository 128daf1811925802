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
}
