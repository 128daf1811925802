using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Models;
using MiniTensor.Optim;
using MiniTensor.Training;

namespace CourseKit.Course.Training.Recipes;

/// <summary>
/// The residual networks of He and others 2015, and the plain ones that they are compared with, trained as has become
/// usual since: one cycle of SGD with Nesterov's momentum, pictures shifted by up to four pixels and mirrored.
/// </summary>
internal static class ResNetRecipe
{
    private const int Size = 32;

    public static IReadOnlyList<Recipe> All { get; } =
    [
        Of("resnet20", "residual network of 20 layers", Cifar(20), 60, "8.75% test error in the paper, after 164 epochs"),
        Of("resnet32", "residual network of 32 layers", Cifar(32), 60, "7.51% test error in the paper, after 164 epochs"),
        Of("resnet56", "residual network of 56 layers", Cifar(56), 60, "6.97% test error in the paper, after 164 epochs"),
        Of("resnet18", "residual network of 18 layers, up to 512 channels", ResNet.ResNet18, 30, "the widest of them"),
        Of("plain20", "the 20 layers without their shortcuts", Cifar(20, residual: false), 60, "worse than resnet20"),
        Of("plain56", "the 56 layers without their shortcuts", Cifar(56, residual: false), 60, "worse than plain20"),
    ];

    private static Func<Rng, int, int, ResNet> Cifar(int depth, bool residual = true) =>
        (rng, channels, classes) => ResNet.Cifar(depth, rng, channels, classes, residual);

    private static Recipe Of(string name, string what, Func<Rng, int, int, ResNet> make, int epochs, string expected) => new(
        name,
        what,
        [
            new("cifar10", epochs, null, 128, 0.2, expected, "hours"),
            new("fashion-mnist-part", 6, null, 128, 0.2, "about 10% test error", "2 min"),
        ],
        options => Build(options, make));

    private static TrainingSetup Build(RecipeOptions options, Func<Rng, int, int, ResNet> make)
    {
        var rng = new Rng(options.Seed);
        var data = ImageData.Load(options.Data, Size);
        var train = data.Shuffled(options.Batch, rng.Split(), new RandomCrop(4), new RandomFlip());
        var model = make(rng.Split(), data.Channels, data.Classes);
        var optimizer = new Sgd(model.Parameters(), options.Rate, momentum: 0.9, nesterov: true, weightDecay: 5e-4);
        var test = data.ForTest();
        return new TrainingSetup
        {
            Model = model,
            Optimizer = optimizer,
            Schedule = new OneCycle(optimizer, options.TotalSteps(train.BatchCount), rise: 0.2),
            Train = train,
            Validation = test,
            Scored = [("test", test)],
            Metrics = [new Accuracy()],
        };
    }
}
