using Exercises.Stage06;
using MiniTensor;
using MiniTensor.Optim;

namespace CourseKit.Grading.Stage06;

/// <summary>A copy of a milestone's network out of the library's operations: what answers are held against.</summary>
internal sealed class Twin
{
    private readonly Network _network;
    private readonly Dictionary<Tensor, Tensor> _copies;

    public Twin(Network network)
    {
        _network = network;
        _copies = network.Parameters
            .Concat(network.Layers.SelectMany(layer => (Tensor[])[layer.Norm.RunningMean, layer.Norm.RunningVar]))
            .ToDictionary(tensor => tensor, tensor =>
            {
                var copy = tensor.Detach().Clone();
                copy.RequiresGrad = tensor.RequiresGrad;
                return copy;
            });
        Parameters = [.. network.Parameters.Select(p => _copies[p])];
    }

    public Tensor[] Parameters { get; }

    public double[] Numbers => [.. Parameters.SelectMany(p => p.Doubles())];

    public Sgd Optimizer() => new(
        [
            new ParameterGroup(Parameters.Where(p => p.Rank > 1), weightDecay: 5e-4),
            new ParameterGroup(Parameters.Where(p => p.Rank == 1), weightDecay: 0),
        ],
        learningRate: 0.1,
        momentum: 0.9,
        nesterov: true);

    public Tensor Scores(Tensor x, bool training)
    {
        var y = Layer(_network.Stem, x, _network.Stem.Filters.Shape[1], training).Relu();
        foreach (var block in _network.Blocks)
        {
            y = Through(block, y, training);
        }

        return y.Mean([2, 3]).MatMul(_copies[_network.Head]) + _copies[_network.Bias];
    }

    public Tensor Through(Block block, Tensor x, bool training)
    {
        var inputs = x.Shape[1];
        var branch = Layer(block.Second, Layer(block.First, x, inputs, training).Relu(), inputs, training);
        return (branch + (block.Projection is null ? x : Layer(block.Projection, x, inputs, training))).Relu();
    }

    public Tensor Loss(Tensor x, int[] targets, bool training, double smoothing = Milestone.Smoothing) =>
        Functional.CrossEntropy(Scores(x, training), targets, smoothing);

    // Only the first layers and the projections of blocks that become wider move by two pixels, and the network's first.
    private Tensor Layer(ConvNorm layer, Tensor x, int inputs, bool training)
    {
        var filters = layer.Filters.Shape;
        var stride = layer == _network.Stem || (filters[0] > inputs && filters[1] == inputs) ? 2 : 1;
        return Functional.BatchNorm(
            Functional.Conv2d(x, _copies[layer.Filters], stride: stride, padding: filters[2] / 2),
            _copies[layer.Norm.RunningMean],
            _copies[layer.Norm.RunningVar],
            _copies[layer.Norm.Gamma],
            _copies[layer.Norm.Beta],
            training);
    }
}
