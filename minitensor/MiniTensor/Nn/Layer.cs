namespace MiniTensor.Nn;

/// <summary>A module that makes one tensor of another.</summary>
public abstract class Layer : Module
{
    /// <summary>The layer's result for an input; then the forward hooks see it.</summary>
    public Tensor Call(Tensor x) => Observed(Forward(x));

    /// <summary>A table of the modules with the shapes that an input of this shape (of zeros) gives, and their parameters.</summary>
    public ModuleSummary Summary(Shape input) => ModuleSummary.Of(this, () => Call(Tensor.Zeros(input)));

    /// <summary>What the layer computes. A subclass writes it; everybody else uses <see cref="Call"/>, which also runs the hooks.</summary>
    protected abstract Tensor Forward(Tensor x);
}
