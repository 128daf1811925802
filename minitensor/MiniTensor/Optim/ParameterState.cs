namespace MiniTensor.Optim;

/// <summary>One parameter as an optimizer sees it: with what it keeps from one step to the next.</summary>
public sealed class ParameterState
{
    private Tensor? _gradient;

    internal ParameterState(Tensor parameter, int states)
    {
        Parameter = parameter;
        States = new Tensor[states];
        for (var i = 0; i < states; i++)
        {
            States[i] = parameter.ZerosLike();
            States[i].Storage.Owner = null; // it outlives the scope that the optimizer may have been made in
        }
    }

    public Tensor Parameter { get; }

    /// <summary>The parameter's gradient, in its order of axes; there during a step.</summary>
    /// <exception cref="InvalidOperationException">The parameter has none.</exception>
    public Tensor Gradient =>
        _gradient ?? throw new InvalidOperationException($"The parameter of shape {Parameter.Shape} takes no step now: it has no gradient.");

    /// <summary>Tensors of the parameter's shape, zeros at first.</summary>
    public Tensor[] States { get; }

    /// <summary>How many steps the parameter has taken; a step without a gradient is none.</summary>
    public int Steps { get; internal set; }

    internal UpdateOperands Operands =>
        new(Parameter, Gradient, States.Length > 0 ? States[0] : null, States.Length > 1 ? States[1] : null);

    /// <summary>Begins a step, if the parameter has a gradient.</summary>
    internal bool BeginStep()
    {
        _gradient = Parameter.Grad;
        if (_gradient is null)
        {
            return false;
        }

        var (layout, wanted) = (_gradient.Layout, Parameter.Layout);
        if (!(layout.IsContiguous && wanted.IsContiguous) && !layout.SameOrder(wanted))
        {
            var ordered = Parameter.EmptyLike(wanted.ForResult());
            ordered.Backend.Copy(_gradient, ordered);
            _gradient = ordered;
        }

        Steps++;
        Parameter.Storage.Version++;
        return true;
    }

    internal void EndStep()
    {
        if (!ReferenceEquals(_gradient, Parameter.Grad))
        {
            _gradient?.Dispose();
        }

        _gradient = null;
    }
}
