using System.Diagnostics;
using Micrograd;
using MiniTensor;
using MiniTensor.Data;

namespace CourseKit.Course.Demo;

/// <summary>The scalar engine trains a network of 337 parameters to tell two moons apart.</summary>
internal sealed class MoonsTraining
{
    public const int Steps = 100;

    private readonly Mlp _model;
    private readonly Sgd _optimizer;
    private readonly Stopwatch _clock = new();
    private long _nodes;
    private long _nodesPerStep;

    public MoonsTraining(ulong seed = 1)
    {
        var rng = new Rng(seed);
        Points = Moons.Make(100, 0.1, rng.Split());
        var weights = rng.Split();
        _model = new Mlp(2, [16, 16, 1], () => weights.Uniform(-1, 1));
        _optimizer = new Sgd(_model.Parameters, learningRate: 1);
    }

    public LabelledPoint[] Points { get; }

    public int ParameterCount => _optimizer.Parameters.Count;

    /// <summary>Steps taken.</summary>
    public int Done { get; private set; }

    public double Loss { get; private set; }

    /// <summary>The share of points on the right side, before the last step.</summary>
    public double Accuracy { get; private set; }

    /// <summary>Graph nodes computed, forward and backward, for each second spent on it.</summary>
    public double NodesPerSecond => _nodes / _clock.Elapsed.TotalSeconds;

    /// <summary>Above 0 where the network says the lower moon.</summary>
    public double Score(double x, double y) => _model.Forward([new Value(x), new Value(y)])[0].Data;

    public void Step()
    {
        _clock.Start();
        var loss = new Value(0);
        var right = 0;
        foreach (var point in Points)
        {
            var score = _model.Forward([new Value(point.X), new Value(point.Y)])[0];
            loss += (1 - point.Label * score).Relu(); // hinge: no more to gain once a point is a margin of 1 away
            right += score.Data * point.Label > 0 ? 1 : 0;
        }

        loss /= Points.Length;
        loss += 1e-4 * _model.Parameters.Aggregate(new Value(0), (sum, weight) => sum + weight * weight);

        _optimizer.ZeroGrad();
        loss.Backward();
        _optimizer.LearningRate = 1 - 0.9 * Done / Steps;
        _optimizer.Step();
        _clock.Stop();

        if (_nodesPerStep == 0)
        {
            _nodesPerStep = TopologicalOrder.Of(loss).Count; // the same graph in every step
        }

        (Loss, Accuracy) = (loss.Data, (double)right / Points.Length);
        _nodes += _nodesPerStep;
        Done++;
    }
}
