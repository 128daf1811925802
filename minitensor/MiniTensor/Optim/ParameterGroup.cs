using System.Runtime.CompilerServices;

namespace MiniTensor.Optim;

/// <summary>Parameters that share a learning rate and a weight decay.</summary>
/// <param name="parameters">Leaves, of any shapes.</param>
/// <param name="learningRate">This group's rate; null takes the optimizer's.</param>
/// <param name="weightDecay">This group's decay; null takes the optimizer's.</param>
public sealed class ParameterGroup(
    IEnumerable<Tensor> parameters, double? learningRate = null, double? weightDecay = null)
{
    private double? _learningRate = Checked(learningRate);
    private double? _weightDecay = Checked(weightDecay);

    public IReadOnlyList<Tensor> Parameters { get; } = [.. parameters];

    /// <summary>How far a step goes. Schedules set it; NaN before an optimizer has taken the group.</summary>
    public double LearningRate
    {
        get => _learningRate ?? double.NaN;
        set => _learningRate = Checked(value, "learningRate");
    }

    /// <summary>
    /// How strongly a step pulls the parameters to zero; NaN before an optimizer has taken the group.
    /// </summary>
    public double WeightDecay
    {
        get => _weightDecay ?? double.NaN;
        set => _weightDecay = Checked(value, "weightDecay");
    }

    internal void SetDefaults(double learningRate, double weightDecay)
    {
        _learningRate ??= Checked(learningRate);
        _weightDecay ??= Checked(weightDecay);
    }

    private static double? Checked(double? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        Option.Require(value is null or (>= 0 and < double.PositiveInfinity), value ?? 0, "a finite number of 0 or more", name);
        return value;
    }
}
