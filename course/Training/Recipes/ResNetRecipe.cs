using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Models;
using MiniTensor.Optim;

namespace CourseKit.Course.Training.Recipes;

/// <summary>
/// The residual networks of He and others 2015, and the plain ones that they are compared with, trained as has become
/// usual since: one cycle of SGD with Nesterov's momentum, pictures shifted by up to four pixels and mirrored.
/// </summary>
internal static class ResNetRecipe
{
    private static readonly Outcome s_notRun = new("not run", "minutes");

    public static IReadOnlyList<Recipe> All { get; } =
    [
        Of("resnet20", "residual network of 20 layers", Cifar(20), 60,
            new("7.95% test error (paper: 8.75%)", "60 min"), new("12.2% test error", "50 s")),
        Of("resnet32", "residual network of 32 layers", Cifar(32), 60,
            new("not run; 7.51% test error in the paper", "hours"), new("12.2% test error", "2 min")),
        Of("resnet56", "residual network of 56 layers", Cifar(56), 60,
            new("15.9% test error after --epochs 5 (paper: 6.97%)", "hours"), new("17.2% test error", "4 min")),
        Of("resnet18", "residual network of 18 layers, up to 512 channels", ResNet.ResNet18, 30,
            new("not run", "hours"), s_notRun),
        Of("plain20", "the 20 layers without their shortcuts", Cifar(20, residual: false), 60,
            new("21.2% test error after --epochs 5", "50 min"), new("14.5% test error", "1 min")),
        Of("plain56", "the 56 layers without their shortcuts", Cifar(56, residual: false), 60,
            new("56.3% test error after --epochs 5", "hours"), new("28.6% test error", "3 min")),
    ];

    private static Func<Rng, int, int, ResNet> Cifar(int depth, bool residual = true) =>
        (rng, channels, classes) => ResNet.Cifar(depth, rng, channels, classes, residual);

    private static Recipe Of(string name, string what, Func<Rng, int, int, ResNet> make, int epochs, Outcome onCifar, Outcome onClothes) => ImageRecipe.Of(
        name,
        what,
        [
            new("cifar10", epochs, null, 128, 0.2, onCifar.Expected, onCifar.Time),
            new("fashion-mnist-part", 6, null, 128, 0.2, onClothes.Expected, onClothes.Time),
        ],
        (format, rng) => make(rng.Split(), format.Channels, format.Classes),
        run =>
        {
            var optimizer = new Sgd(run.Model.Parameters(), run.Options.Rate, momentum: 0.9, nesterov: true, weightDecay: 5e-4);
            return run.With(optimizer, new OneCycle(optimizer, run.Steps, rise: 0.2));
        },
        shape: [3, 32, 32],
        augmentation: _ => [new RandomCrop(4), new RandomFlip()]);

    private sealed record Outcome(string Expected, string Time);
}
