namespace Micrograd;

/// <summary>w1 x1 + w2 x2 + ... + b, through a relu unless it is linear.</summary>
public sealed class Neuron
{
    private readonly bool _linear;

    /// <param name="inputs">How many numbers the neuron reads.</param>
    /// <param name="initialWeight">Gives the starting weights, one a call; the bias starts at 0.</param>
    /// <param name="linear">True to leave the sum as it is: an output neuron must be able to go below 0.</param>
    public Neuron(int inputs, Func<double> initialWeight, bool linear = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        _linear = linear;
        Weights = [.. Enumerable.Range(0, inputs).Select(_ => new Value(initialWeight()))];
    }

    public IReadOnlyList<Value> Weights { get; }

    public Value Bias { get; } = new(0);

    public IEnumerable<Value> Parameters => Weights.Append(Bias);

    public Value Forward(IReadOnlyList<Value> x)
    {
        if (x.Count != Weights.Count)
        {
            throw new ArgumentException($"Neuron: it has {Weights.Count} weights; got {x.Count} inputs.", nameof(x));
        }

        var sum = Bias;
        for (var i = 0; i < x.Count; i++)
        {
            sum += Weights[i] * x[i];
        }

        return _linear ? sum : sum.Relu();
    }
}

/// <summary>Neurons side by side, all reading the same inputs.</summary>
public sealed class Layer
{
    public Layer(int inputs, int outputs, Func<double> initialWeight, bool linear = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        Neurons = [.. Enumerable.Range(0, outputs).Select(_ => new Neuron(inputs, initialWeight, linear))];
    }

    public IReadOnlyList<Neuron> Neurons { get; }

    public IEnumerable<Value> Parameters => Neurons.SelectMany(neuron => neuron.Parameters);

    public Value[] Forward(IReadOnlyList<Value> x) => [.. Neurons.Select(neuron => neuron.Forward(x))];
}

/// <summary>A multi-layer perceptron: layers one behind the other, relu between them, the last one linear.</summary>
public sealed class Mlp
{
    /// <param name="inputs">How many numbers the first layer reads.</param>
    /// <param name="sizes">The number of neurons in each layer, for example [16, 16, 1].</param>
    /// <param name="initialWeight">Gives the starting weights, one a call.</param>
    public Mlp(int inputs, IReadOnlyList<int> sizes, Func<double> initialWeight)
    {
        Layers = [.. sizes.Select((size, i) =>
            new Layer(i == 0 ? inputs : sizes[i - 1], size, initialWeight, linear: i == sizes.Count - 1))];
    }

    public IReadOnlyList<Layer> Layers { get; }

    public IEnumerable<Value> Parameters => Layers.SelectMany(layer => layer.Parameters);

    public Value[] Forward(IReadOnlyList<Value> x)
    {
        foreach (var layer in Layers)
        {
            x = layer.Forward(x);
        }

        return [.. x];
    }
}
