namespace Micrograd;

/// <summary>Moves parameters against their gradients.</summary>
/// <param name="parameters">The leaves to train.</param>
/// <param name="learningRate">The size of a step; it may be changed between steps.</param>
public abstract class Optimizer(IEnumerable<Value> parameters, double learningRate)
{
    public IReadOnlyList<Value> Parameters { get; } = [.. parameters];

    public double LearningRate { get; set; } = learningRate;

    /// <summary>Forgets the last step's gradients. Call it before each backward pass: gradients add up.</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in Parameters)
        {
            parameter.Grad = 0;
        }
    }

    /// <summary>Changes every parameter by one step.</summary>
    public abstract void Step();
}

/// <summary>Stochastic gradient descent: v = momentum v + grad, p = p - rate v (PyTorch's form).</summary>
public sealed class Sgd(IEnumerable<Value> parameters, double learningRate, double momentum = 0)
    : Optimizer(parameters, learningRate)
{
    private double[]? _velocity;

    public override void Step()
    {
        _velocity ??= new double[Parameters.Count];
        for (var i = 0; i < Parameters.Count; i++)
        {
            _velocity[i] = momentum * _velocity[i] + Parameters[i].Grad;
            Parameters[i].Data -= LearningRate * _velocity[i];
        }
    }
}

/// <summary>Adam (Kingma and Ba 2014, arXiv:1412.6980): each parameter's step is scaled by its own gradient's size.</summary>
/// <remarks>
/// m = beta1 m + (1 - beta1) g and v = beta2 v + (1 - beta2) g^2 are running means of the gradient and of its square.
/// Both start at 0, so after t steps they are too small by the factor 1 - beta^t; dividing by it puts that right.
/// p = p - rate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon).
/// </remarks>
public sealed class Adam(
    IEnumerable<Value> parameters,
    double learningRate = 1e-3,
    double beta1 = 0.9,
    double beta2 = 0.999,
    double epsilon = 1e-8)
    : Optimizer(parameters, learningRate)
{
    private (double Mean, double Square)[]? _moments;
    private int _steps;

    public override void Step()
    {
        _moments ??= new (double, double)[Parameters.Count];
        _steps++;
        var meanCorrection = 1 - Math.Pow(beta1, _steps);
        var squareCorrection = 1 - Math.Pow(beta2, _steps);
        for (var i = 0; i < Parameters.Count; i++)
        {
            var g = Parameters[i].Grad;
            ref var moment = ref _moments[i];
            moment.Mean = beta1 * moment.Mean + (1 - beta1) * g;
            moment.Square = beta2 * moment.Square + (1 - beta2) * g * g;
            Parameters[i].Data -= LearningRate * (moment.Mean / meanCorrection)
                / (Math.Sqrt(moment.Square / squareCorrection) + epsilon);
        }
    }
}
