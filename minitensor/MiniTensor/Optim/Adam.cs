using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Optim;

/// <summary>Adam: steps of about the learning rate in each number, whatever the size of its gradient.</summary>
/// <remarks>
/// <code>
/// g = g + decay p
/// m = beta1 m + (1 - beta1) g        v = beta2 v + (1 - beta2) g^2
/// p = p - rate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
/// </code>
/// Kingma and Ba 2015. <see cref="AdamW"/> treats the decay in another way, mostly a better one.
/// </remarks>
public class Adam : Optimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private readonly bool _decoupled;

    /// <param name="parameters">What moves.</param>
    /// <param name="learningRate">About how far each number moves in a step.</param>
    /// <param name="beta1">How much of the mean gradient is kept from step to step.</param>
    /// <param name="beta2">How much of the mean square of the gradient is kept.</param>
    /// <param name="epsilon">Keeps the division finite where gradients are tiny.</param>
    /// <param name="weightDecay">Adds that many times the parameter to its gradient.</param>
    public Adam(
        IEnumerable<Tensor> parameters,
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0)
        : this([new ParameterGroup(parameters)], learningRate, beta1, beta2, epsilon, weightDecay)
    {
    }

    /// <summary>The same for parameters in groups, which may have rates and decays of their own.</summary>
    public Adam(
        IEnumerable<ParameterGroup> groups,
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double epsilon = 1e-8,
        double weightDecay = 0)
        : this(groups, learningRate, beta1, beta2, epsilon, weightDecay, decoupled: false)
    {
    }

    private protected Adam(
        IEnumerable<ParameterGroup> groups,
        double learningRate,
        double beta1,
        double beta2,
        double epsilon,
        double weightDecay,
        bool decoupled)
        : base(groups, learningRate, weightDecay, "exp_avg", "exp_avg_sq")
    {
        Option.Require(beta1 is >= 0 and < 1, beta1, "a number from 0 to below 1");
        Option.Require(beta2 is >= 0 and < 1, beta2, "a number from 0 to below 1");
        Option.Require(epsilon >= 0, epsilon, "a number of 0 or more");
        (_beta1, _beta2, _epsilon, _decoupled) = (beta1, beta2, epsilon, decoupled);
    }

    protected override void Update(ReadOnlySpan<ParameterState> parameters, ParameterGroup group, int step)
    {
        // rate m' / (sqrt(v') + epsilon) with the corrections of m' and v' drawn into the rate and into epsilon.
        var root = Math.Sqrt(1 - Math.Pow(_beta2, step));
        var rate = group.LearningRate * root / (1 - Math.Pow(_beta1, step));
        var shrink = _decoupled ? 1 - group.LearningRate * group.WeightDecay : 1;
        var (rest1, rest2) = ((float)(1 - _beta1), (float)(1 - _beta2));
        var rule = new Rule((float)-rate, rest1, rest2, (float)(_epsilon * root), (float)shrink);
        if (_decoupled || group.WeightDecay == 0)
        {
            Apply(rule, parameters);
        }
        else
        {
            Apply(new DecayRule(rule, (float)group.WeightDecay), parameters);
        }
    }

    private readonly struct Rule(float minusRate, float rest1, float rest2, float epsilon, float shrink) : IUpdateRule
    {
        public static int States => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TV Step<TV>(TV p, TV g, ref TV m, ref TV v)
            where TV : unmanaged, ISimd<TV>
        {
            m = TV.MultiplyAdd(TV.Create(rest1), g - m, m);
            v = TV.MultiplyAdd(TV.Create(rest2), TV.MultiplyAdd(g, g, -v), v);
            return TV.MultiplyAdd(TV.Create(minusRate), m / (TV.Sqrt(v) + TV.Create(epsilon)), TV.Create(shrink) * p);
        }
    }

    private readonly struct DecayRule(Rule rule, float decay) : IUpdateRule
    {
        public static int States => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TV Step<TV>(TV p, TV g, ref TV m, ref TV v)
            where TV : unmanaged, ISimd<TV> => rule.Step(p, TV.MultiplyAdd(TV.Create(decay), p, g), ref m, ref v);
    }
}
