namespace MiniTensor.Nn;

/// <summary>Layers one after another, each fed with the result of the one before: <c>new Sequential(new Linear(784, 128, rng), new Relu(), ...)</c>.</summary>
public sealed class Sequential : Layer
{
    private readonly Layer[] _layers;

    /// <param name="layers">In order; their names are 0, 1, 2, ...</param>
    public Sequential(params ReadOnlySpan<Layer> layers)
    {
        _layers = layers.ToArray();
        for (var i = 0; i < _layers.Length; i++)
        {
            Child($"{i}", _layers[i]);
        }
    }

    /// <summary>How many layers there are.</summary>
    public int Count => _layers.Length;

    /// <summary>Layer number <paramref name="index"/>.</summary>
    public Layer this[Index index] => _layers[index];

    protected override Tensor Forward(Tensor x)
    {
        foreach (var layer in _layers)
        {
            x = layer.Call(x);
        }

        return x;
    }
}
