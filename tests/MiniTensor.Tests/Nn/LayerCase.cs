using MiniTensor.Nn;
using MiniTensor.Tests.Oracle;

namespace MiniTensor.Tests.Nn;

/// <summary>One row of the catalogue of layers: a layer, how it is called, and the same in PyTorch.</summary>
/// <param name="Name">The layer's class and what is special about the row, e.g. "Linear, no bias".</param>
/// <param name="Make">Builds it.</param>
/// <param name="Python">The same module, an expression in Python with nn for torch.nn.</param>
/// <param name="Inputs">Shapes of the inputs, and where their numbers are drawn from.</param>
public sealed record LayerCase(string Name, Func<Rng, Module> Make, string Python, params Input[] Inputs)
{
    /// <summary>Calls the module; nothing but Call(x) where it is a <see cref="Layer"/>.</summary>
    public Func<Module, Tensor[], Tensor> Call { get; init; } = (module, x) => ((Layer)module).Call(x[0]);

    /// <summary>The same in Python: an expression of the module m and the list of inputs x.</summary>
    public string PythonCall { get; init; } = "m(x[0])";

    /// <summary>The learning rate of the ten steps: less in a network with kinks, so that both take the same side of each.</summary>
    public double Rate { get; init; } = 0.1;

    /// <summary>The layer draws random numbers while it trains.</summary>
    public bool IsRandom { get; init; }

    /// <summary>How far numbers are moved to see a gradient: less where ReLU makes a kink that a larger move would cross.</summary>
    public double Step { get; init; } = 1e-2;

    /// <summary>How far the losses of ten training steps and the result after them may be from PyTorch's, relative to the largest number, at least 1.</summary>
    public double Tolerance { get; init; } = 2e-5;

    /// <summary>The same of each parameter and buffer: the length of the difference, relative to that of the way it went, at least 0.001.</summary>
    public double StateTolerance { get; init; } = 5e-5;

    /// <summary>How far parameters are moved from where they are made: less in a deep network, where much would make everything large.</summary>
    public double Moved { get; init; } = 0.3;

    /// <summary>The module with other numbers than it is made with: scales that are not one, biases that are not zero.</summary>
    public Module MakeMoved(ulong seed)
    {
        var rng = new Rng(seed);
        var module = Make(rng);
        using var mode = GradMode.NoGrad();
        foreach (var parameter in module.Parameters())
        {
            parameter.AddInPlace(Tensor.Normal(rng, parameter.Shape, 0, Moved));
        }

        return module;
    }

    public Tensor[] Sample(Rng rng) => [.. Inputs.Select(input => input.Sample(rng).ToTensor())];

    public override string ToString() => Name;
}
