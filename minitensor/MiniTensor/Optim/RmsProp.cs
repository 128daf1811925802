using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Optim;

/// <summary>RMSProp: divides each gradient by the root of the mean square of those before it.</summary>
/// <remarks>
/// <code>
/// g = g + decay p
/// s = alpha s + (1 - alpha) g^2
/// v = momentum v + g / (sqrt(s) + epsilon)
/// p = p - rate v
/// </code>
/// Tieleman and Hinton 2012 (lecture 6.5 of "Neural networks for machine learning").
/// </remarks>
public sealed class RmsProp : Optimizer
{
    private readonly double _alpha;
    private readonly double _epsilon;
    private readonly double _momentum;

    /// <param name="parameters">What moves.</param>
    /// <param name="learningRate">About how far each number moves in a step.</param>
    /// <param name="alpha">How much of the mean square is kept from step to step.</param>
    /// <param name="epsilon">Keeps the division finite where gradients are tiny.</param>
    /// <param name="momentum">How much of its speed a parameter keeps from step to step.</param>
    /// <param name="weightDecay">Adds that many times the parameter to its gradient.</param>
    public RmsProp(
        IEnumerable<Tensor> parameters,
        double learningRate = 0.01,
        double alpha = 0.99,
        double epsilon = 1e-8,
        double momentum = 0,
        double weightDecay = 0)
        : this([new ParameterGroup(parameters)], learningRate, alpha, epsilon, momentum, weightDecay)
    {
    }

    /// <summary>The same for parameters in groups, which may have rates and decays of their own.</summary>
    public RmsProp(
        IEnumerable<ParameterGroup> groups,
        double learningRate = 0.01,
        double alpha = 0.99,
        double epsilon = 1e-8,
        double momentum = 0,
        double weightDecay = 0)
        : base(groups, learningRate, weightDecay, momentum == 0 ? ["square_avg"] : ["square_avg", "momentum_buffer"])
    {
        Option.Require(alpha is >= 0 and < 1, alpha, "a number from 0 to below 1");
        Option.Require(epsilon >= 0, epsilon, "a number of 0 or more");
        Option.Require(momentum is >= 0 and < 1, momentum, "a number from 0 to below 1");
        (_alpha, _epsilon, _momentum) = (alpha, epsilon, momentum);
    }

    protected override void Update(ReadOnlySpan<ParameterState> parameters, ParameterGroup group, int step)
    {
        var (rate, decay) = ((float)group.LearningRate, (float)group.WeightDecay);
        var scaled = new Rule(rate, decay, (float)_alpha, (float)(1 - _alpha), (float)_epsilon);
        if (_momentum == 0)
        {
            Apply(scaled, parameters);
        }
        else
        {
            Apply(new MomentumRule(scaled, (float)_momentum), parameters);
        }
    }

    private readonly struct Rule(float rate, float decay, float alpha, float rest, float epsilon) : IUpdateRule
    {
        public static int States => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TV Step<TV>(TV p, TV g, ref TV s, ref TV b)
            where TV : unmanaged, ISimd<TV> => Move(p, Scaled(p, g, ref s));

        /// <summary>The gradient over the root of its mean square.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TV Scaled<TV>(TV p, TV g, ref TV s)
            where TV : unmanaged, ISimd<TV>
        {
            g = TV.MultiplyAdd(TV.Create(decay), p, g);
            s = TV.MultiplyAdd(TV.Create(alpha), s, TV.Create(rest) * g * g);
            return g / (TV.Sqrt(s) + TV.Create(epsilon));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TV Move<TV>(TV p, TV v)
            where TV : unmanaged, ISimd<TV> => TV.MultiplyAdd(TV.Create(-rate), v, p);
    }

    private readonly struct MomentumRule(Rule rule, float momentum) : IUpdateRule
    {
        public static int States => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TV Step<TV>(TV p, TV g, ref TV s, ref TV v)
            where TV : unmanaged, ISimd<TV>
        {
            v = TV.MultiplyAdd(TV.Create(momentum), v, rule.Scaled(p, g, ref s));
            return rule.Move(p, v);
        }
    }
}
