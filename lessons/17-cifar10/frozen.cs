#:project ../../minitensor/MiniTensor/MiniTensor.csproj
#:property PublishAot=false

// What the filters of the first convolutional network are worth, for the lesson's record: the network of `course train cnn`
// trained for three epochs on CIFAR-10, once as it is and once with the filters of its convolutions frozen as chance made
// them, so that only the normalisations and the last layer learn. Run it from the kit's folder:
// dotnet run lessons/17-cifar10/frozen.cs
// It needs the photographs (course data get cifar10) and writes lessons/17-cifar10/runs/frozen.json.
using System.Diagnostics;
using System.Text.Json.Nodes;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Models;
using MiniTensor.Nn;
using MiniTensor.Optim;
using MiniTensor.Training;

const int Epochs = 3;

var (train, test) = (Cifar10.Load(train: true), Cifar10.Load(train: false));
var normalise = Normalise.By(train);
var clock = Stopwatch.StartNew();
JsonObject numbers = new() { ["epochs"] = Epochs };
foreach (var frozen in new[] { false, true })
{
    var model = new SmallCnn(new Rng(1));
    var start = model.StateDictionary().ToDictionary(entry => entry.Key, entry => entry.Value.Clone().Detach());
    if (frozen)
    {
        foreach (var (_, module) in model.NamedModules().Where(part => part.Module is Conv2d))
        {
            module.Freeze();
        }
    }

    Train(model);
    var name = frozen ? "frozen" : "trained";
    numbers[name + "_accuracy"] = Accuracy(model);
    foreach (var (part, weight) in model.NamedParameters().Where(parameter => parameter.Name.EndsWith("weight", StringComparison.Ordinal)))
    {
        numbers[$"{name}_moved_{part.Replace('.', '_')}"] = ((weight.Detach() - start[part]).Norm() / start[part].Norm()).Item();
    }

    Console.WriteLine($"{name}: {100 * (double)numbers[name + "_accuracy"]!:F2}% of the test photographs after {Epochs} epochs, {clock.Elapsed.TotalSeconds:F0} s");
}

var outcome = TrainingRecord.Of(
    "frozen",
    "dotnet run lessons/17-cifar10/frozen.cs",
    seed: 1,
    clock.Elapsed.TotalSeconds,
    numbers);
outcome.Save(Path.Combine("lessons", "17-cifar10", "runs", "frozen.json"));

void Train(SmallCnn model)
{
    using var loader = new DataLoader(train, 128, new Rng(2), [new RandomFlip(), new RandomCrop(2), normalise]);
    var optimizer = new Sgd(model.Parameters().Where(parameter => parameter.RequiresGrad), 0.1, momentum: 0.9, nesterov: true, weightDecay: 5e-4);
    var trainer = new Trainer(model, optimizer, loader, new()
    {
        Epochs = Epochs,
        Schedule = new OneCycle(optimizer, Epochs * loader.BatchCount),
        Callbacks = [new ProgressLines(Console.Out)],
    });
    trainer.Run();
}

double Accuracy(SmallCnn model)
{
    var accuracy = new Accuracy();
    using var batches = new DataLoader(test, 1000, transforms: [normalise]);
    Evaluation.Run(model, batches, [accuracy]);
    return accuracy.Value;
}
