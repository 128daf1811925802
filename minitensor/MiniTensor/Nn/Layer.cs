namespace MiniTensor.Nn;

/// <summary>A module that makes one tensor of another.</summary>
public abstract class Layer : Module
{
    /// <summary>The layer's result for an input; then the forward hooks see it.</summary>
    public Tensor Call(Tensor x) => Observed(Forward(x));

    /// <summary>What the layer computes. A subclass writes it; everybody else uses <see cref="Call"/>, which also runs the hooks.</summary>
    protected abstract Tensor Forward(Tensor x);
}
