namespace MiniTensor.Nn;

/// <summary>What the recurrent networks have in common: layers one above another, in one direction or both, under PyTorch's names.</summary>
/// <remarks>What the inputs give to the gates of all steps is one matrix product; only the hidden state's part goes step by step.</remarks>
public abstract class Recurrent : Layer
{
    private readonly List<Direction> _directions = [];
    private readonly int _layers;
    private readonly int _perLayer;
    private readonly bool _batchFirst;
    private readonly double _dropout;
    private readonly Rng _rng;

    /// <param name="gates">How many sums of a cell have weights of their own.</param>
    /// <param name="inputs">Numbers of the input in each step.</param>
    /// <param name="hidden">Numbers of the state.</param>
    /// <param name="rng">Draws the parameters evenly up to 1 / sqrt(hidden), as PyTorch does, and what dropout drops.</param>
    /// <param name="options">The rest.</param>
    private protected Recurrent(int gates, int inputs, int hidden, Rng rng, RecurrentOptions options)
    {
        (_layers, _perLayer, _batchFirst, _dropout) = (options.Layers, options.Bidirectional ? 2 : 1, options.BatchFirst, options.Dropout);
        Hidden = hidden;
        var bound = 1 / Math.Sqrt(hidden);
        Tensor Draw(string name, Shape shape) => Parameter(name, Tensor.Uniform(rng, shape, -bound, bound));
        for (var layer = 0; layer < _layers; layer++)
        {
            var from = layer == 0 ? inputs : _perLayer * hidden;
            foreach (var suffix in _perLayer == 2 ? [$"l{layer}", $"l{layer}_reverse"] : new[] { $"l{layer}" })
            {
                _directions.Add(new Direction(
                    Draw($"weight_ih_{suffix}", [gates * hidden, from]),
                    Draw($"weight_hh_{suffix}", [gates * hidden, hidden]),
                    options.Bias ? Draw($"bias_ih_{suffix}", [gates * hidden]) : null,
                    options.Bias ? Draw($"bias_hh_{suffix}", [gates * hidden]) : null));
            }
        }

        _rng = Generator("rng", rng.Split());
    }

    /// <summary>Numbers of the state.</summary>
    protected int Hidden { get; }

    /// <param name="x">Shape (T, N, inputs), or (N, T, inputs) with batch-first.</param>
    /// <returns>The last layer's outputs of all steps: shape (T, N, hidden), twice as wide in both directions; or with N first.</returns>
    protected override Tensor Forward(Tensor x) => Run(x, []).Output;

    /// <summary>One layer in one direction.</summary>
    /// <param name="x">Shape (T, N, inputs).</param>
    /// <param name="states">The states before the first step, each (N, hidden).</param>
    /// <param name="weights">The layer's.</param>
    /// <returns>Outputs of shape (T, N, hidden), and the states after the last step.</returns>
    private protected abstract (Tensor Output, Tensor[] States) Scan(Tensor x, ReadOnlySpan<Tensor> states, Direction weights);

    /// <summary>How many states a cell has.</summary>
    private protected virtual int StateCount => 1;

    /// <summary>All layers.</summary>
    /// <param name="x">As for <see cref="Forward"/>.</param>
    /// <param name="initial">The states before the first step, each (layers * directions, N, hidden); none for zeros.</param>
    private protected (Tensor Output, Tensor[] States) Run(Tensor x, ReadOnlySpan<Tensor> initial)
    {
        var name = GetType().Name;
        ShapeException.Require(x.Rank == 3, name, $"needs an input of shape {(_batchFirst ? "(N, T, I)" : "(T, N, I)")}; got {x.Shape}");
        x = _batchFirst ? x.Transpose(0, 1) : x;                                       // (T, N, I)
        Shape stateShape = [_directions.Count, x.Shape[1], Hidden];
        foreach (var state in initial)
        {
            ShapeException.Require(state.Shape == stateShape, name, $"needs states of shape {stateShape} for an input of shape {x.Shape}; got {state.Shape}");
        }

        var finals = Enumerable.Range(0, StateCount).Select(_ => new Tensor[_directions.Count]).ToArray();
        for (var layer = 0; layer < _layers; layer++)
        {
            x = layer > 0 && _dropout > 0 ? x.Dropout(_dropout, _rng, IsTraining) : x;
            var outputs = new Tensor[_perLayer];
            for (var side = 0; side < _perLayer; side++)
            {
                var index = layer * _perLayer + side;
                var (output, after) = Scan(side == 0 ? x : x.Flip([0]), Before(initial, index, x), _directions[index]);
                outputs[side] = side == 0 ? output : output.Flip([0]);
                for (var i = 0; i < after.Length; i++)
                {
                    finals[i][index] = after[i];
                }
            }

            x = outputs is [var only] ? only : Functional.Concat(outputs, -1);         // (T, N, directions * H)
        }

        return (_batchFirst ? x.Transpose(0, 1) : x, [.. finals.Select(states => Functional.Stack(states, 0))]);
    }

    private Tensor[] Before(ReadOnlySpan<Tensor> initial, int index, Tensor x)
    {
        var states = new Tensor[StateCount];
        for (var i = 0; i < states.Length; i++)
        {
            states[i] = initial.Length > 0 ? initial[i][index] : x.EmptyLike([x.Shape[1], Hidden]).FillUnchecked(0);
        }

        return states;
    }
}

/// <summary>The parameters of one layer in one direction.</summary>
internal sealed record Direction(Tensor WeightIh, Tensor WeightHh, Tensor? BiasIh, Tensor? BiasHh);

/// <summary>What all recurrent networks can be told.</summary>
internal readonly record struct RecurrentOptions(int Layers, bool Bias, bool BatchFirst, bool Bidirectional, double Dropout);
