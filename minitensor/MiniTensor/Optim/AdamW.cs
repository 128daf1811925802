namespace MiniTensor.Optim;

/// <summary>
/// Adam whose weight decay shrinks the parameters themselves, p = (1 - rate decay) p, instead of passing through the
/// gradient's statistics.
/// </summary>
/// <remarks>Loshchilov and Hutter 2019. The rest is <see cref="Adam"/>.</remarks>
public sealed class AdamW : Adam
{
    /// <param name="parameters">What moves.</param>
    /// <param name="learningRate">About how far each number moves in a step.</param>
    /// <param name="beta1">How much of the mean gradient is kept from step to step.</param>
    /// <param name="beta2">How much of the mean square of the gradient is kept.</param>
    /// <param name="epsilon">Keeps the division finite where gradients are tiny.</param>
    /// <param name="weightDecay">What share of a parameter, times the learning rate, a step takes away.</param>
    public AdamW(
        IEnumerable<Tensor> parameters,
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0.01)
        : this([new ParameterGroup(parameters)], learningRate, beta1, beta2, epsilon, weightDecay)
    {
    }

    /// <summary>The same for parameters in groups, which may have rates and decays of their own.</summary>
    public AdamW(
        IEnumerable<ParameterGroup> groups,
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0.01)
        : base(groups, learningRate, beta1, beta2, epsilon, weightDecay, decoupled: true)
    {
    }
}
