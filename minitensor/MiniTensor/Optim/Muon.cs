using System.Runtime.CompilerServices;
using MiniTensor.Simd;

namespace MiniTensor.Optim;

/// <summary>
/// Muon: the step of a weight is its momentum with all singular values brought to about 1, so that each direction moves
/// equally far.
/// </summary>
/// <remarks>
/// <code>
/// v = momentum v + g
/// u = nesterov ? g + momentum v : v        as a matrix (O, rest)
/// p = p sqrt(O) / |p|                      (normalizeWeights), else p = (1 - rate decay) p
/// p = p - rate orthogonal(u)               by <see cref="NewtonSchulz"/>
/// </code>
/// Jordan 2024, as in his airbench94_muon. For the weights of convolutions and of inner linear layers; biases and the
/// first and last layers take another optimizer.
/// </remarks>
public sealed class Muon : Optimizer
{
    private readonly double _momentum;
    private readonly bool _nesterov;
    private readonly bool _normalizeWeights;
    private readonly NewtonSchulz _iteration;

    /// <param name="parameters">What moves: of two axes or more, the first one the outputs.</param>
    /// <param name="learningRate">The size of the steps' singular values, about.</param>
    /// <param name="momentum">How much of its speed a parameter keeps from step to step.</param>
    /// <param name="nesterov">Take the gradient once more where the momentum would lead.</param>
    /// <param name="iterations">Steps of the Newton-Schulz iteration.</param>
    /// <param name="weightDecay">What share of a parameter, times the learning rate, a step takes away.</param>
    /// <param name="normalizeWeights">Bring each weight to the length sqrt(O) before the step; it has no use for weight
    /// decay then.</param>
    public Muon(
        IEnumerable<Tensor> parameters,
        double learningRate = 0.02,
        double momentum = 0.95,
        bool nesterov = true,
        int iterations = 5,
        double weightDecay = 0,
        bool normalizeWeights = false)
        : this([new ParameterGroup(parameters)], learningRate, momentum, nesterov, iterations, weightDecay, normalizeWeights)
    {
    }

    /// <summary>The same for parameters in groups, which may have rates and decays of their own.</summary>
    public Muon(
        IEnumerable<ParameterGroup> groups,
        double learningRate = 0.02,
        double momentum = 0.95,
        bool nesterov = true,
        int iterations = 5,
        double weightDecay = 0,
        bool normalizeWeights = false)
        : base(groups, learningRate, weightDecay, "momentum_buffer")
    {
        Option.Require(momentum is >= 0 and < 1, momentum, "a number from 0 to below 1");
        Option.Require(!nesterov || momentum > 0, momentum, "a number above 0 for Nesterov's form");
        Option.Require(iterations > 0, iterations, "one or more");
        (_momentum, _nesterov, _normalizeWeights) = (momentum, nesterov, normalizeWeights);
        _iteration = new NewtonSchulz([.. Groups.SelectMany(group => group.Parameters)], iterations);
    }

    protected override void Update(ReadOnlySpan<ParameterState> parameters, ParameterGroup group, int step)
    {
        var shrink = 1 - group.LearningRate * group.WeightDecay;
        var momentum = new MomentumRule((float)_momentum, _nesterov ? 1 : 0, (float)(_nesterov ? _momentum : 1));
        foreach (var state in parameters)
        {
            var (parameter, backend) = (state.Parameter, state.Parameter.Backend);
            var direction = _iteration.Input(parameter);
            backend.Update(momentum, [new UpdateOperands(direction, state.Gradient, state.States[0])]);
            var orthogonal = _iteration.Run(parameter);
            var scale = _normalizeWeights ? Normalizing(parameter) : shrink;
            var move = new WeightedSum((float)scale, (float)-group.LearningRate);
            backend.Update(move, [new UpdateOperands(parameter, orthogonal)]);
        }
    }

    private static double Normalizing(Tensor parameter)
    {
        var squares = parameter.Backend.SumOfSquares([parameter]);
        return squares > 0 ? Math.Sqrt(parameter.Layout.Sizes[0] / squares) : 1;
    }

    /// <summary>The speed, and the direction that it gives with the gradient.</summary>
    private readonly struct MomentumRule(float momentum, float ofGradient, float ofSpeed) : IUpdateRule
    {
        public static int States => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TV Step<TV>(TV p, TV g, ref TV v, ref TV b)
            where TV : unmanaged, ISimd<TV>
        {
            v = TV.MultiplyAdd(TV.Create(momentum), v, g);
            return TV.MultiplyAdd(TV.Create(ofGradient), g, TV.Create(ofSpeed) * v);
        }
    }
}
