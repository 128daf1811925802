using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Optim;

/// <summary>Stochastic gradient descent, with momentum if wanted.</summary>
/// <remarks>
/// <code>
/// g = g + decay p
/// v = momentum v + (1 - dampening) g      (the first time v = g)
/// p = p - rate (nesterov ? g + momentum v : v)
/// </code>
/// Without momentum p = p - rate g. Momentum: Polyak 1964; the look-ahead: Nesterov 1983, in the form of Sutskever et
/// al. 2013.
/// </remarks>
public sealed class Sgd : Optimizer
{
    private readonly double _momentum;
    private readonly double _dampening;
    private readonly bool _nesterov;

    /// <param name="parameters">What moves.</param>
    /// <param name="learningRate">How far.</param>
    /// <param name="momentum">How much of its speed a parameter keeps from step to step, 0 to 1.</param>
    /// <param name="dampening">How much of the gradient is left out of the speed.</param>
    /// <param name="nesterov">Take the gradient once more where the momentum would lead.</param>
    /// <param name="weightDecay">Adds that many times the parameter to its gradient.</param>
    public Sgd(
        IEnumerable<Tensor> parameters,
        double learningRate,
        double momentum = 0,
        double dampening = 0,
        bool nesterov = false,
        double weightDecay = 0)
        : this([new ParameterGroup(parameters)], learningRate, momentum, dampening, nesterov, weightDecay)
    {
    }

    /// <summary>The same for parameters in groups, which may have rates and decays of their own.</summary>
    public Sgd(
        IEnumerable<ParameterGroup> groups,
        double learningRate,
        double momentum = 0,
        double dampening = 0,
        bool nesterov = false,
        double weightDecay = 0)
        : base(groups, learningRate, weightDecay, momentum == 0 ? [] : ["momentum_buffer"])
    {
        Option.Require(momentum is >= 0 and < 1, momentum, "a number from 0 to below 1");
        Option.Require(!nesterov || momentum > 0, momentum, "a number above 0 for Nesterov's form");
        Option.Require(!nesterov || dampening == 0, dampening, "to be 0 for Nesterov's form");
        _momentum = momentum;
        _dampening = dampening;
        _nesterov = nesterov;
    }

    protected override void Update(ReadOnlySpan<ParameterState> parameters, ParameterGroup group, int step)
    {
        var (minusRate, decay) = ((float)-group.LearningRate, (float)group.WeightDecay);
        if (_momentum == 0)
        {
            Apply(new PlainRule(minusRate, decay), parameters);
            return;
        }

        var share = (float)(step == 1 ? 1 : 1 - _dampening);
        var (ofGradient, ofSpeed) = _nesterov ? (1f, (float)_momentum) : (0f, 1f);
        Apply(new MomentumRule(minusRate, decay, (float)_momentum, share, ofGradient, ofSpeed), parameters);
    }

    private readonly struct PlainRule(float minusRate, float decay) : IUpdateRule
    {
        public static int States => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TV Step<TV>(TV p, TV g, ref TV a, ref TV b)
            where TV : unmanaged, ISimd<TV>
        {
            g = TV.MultiplyAdd(TV.Create(decay), p, g);
            return TV.MultiplyAdd(TV.Create(minusRate), g, p);
        }
    }

    /// <summary>
    /// Both forms: the step is a share of the gradient (Nesterov's 1, else 0) and a share of the speed.
    /// </summary>
    private readonly struct MomentumRule(
        float minusRate, float decay, float momentum, float share, float ofGradient, float ofSpeed) : IUpdateRule
    {
        public static int States => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TV Step<TV>(TV p, TV g, ref TV v, ref TV b)
            where TV : unmanaged, ISimd<TV>
        {
            g = TV.MultiplyAdd(TV.Create(decay), p, g);
            v = TV.MultiplyAdd(TV.Create(momentum), v, TV.Create(share) * g);
            var step = TV.MultiplyAdd(TV.Create(ofGradient), g, TV.Create(ofSpeed) * v);
            return TV.MultiplyAdd(TV.Create(minusRate), step, p);
        }
    }
}
