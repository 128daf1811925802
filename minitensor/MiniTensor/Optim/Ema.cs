using System.Runtime.CompilerServices;
using MiniTensor.Simd;
using MiniTensor.Training;

namespace MiniTensor.Optim;

/// <summary>
/// An exponential moving average of a model's weights, which mostly predicts better than the weights of any one step.
/// </summary>
/// <remarks>
/// average = decay average + (1 - decay) weight after each step; it starts at the weights themselves. Polyak and
/// Juditsky 1992.
/// </remarks>
/// <example><code>
/// var ema = new Ema(model.Parameters(), decay: 0.999);
/// optimizer.Step();
/// ema.Update();
/// using (ema.Swap())
/// {
///     Evaluate(model); // with the averages in place of the weights
/// }
/// </code></example>
public sealed class Ema : IStateful
{
    private readonly Tensor[] _weights;
    private readonly UpdateOperands[] _averageAndWeight;
    private readonly UpdateOperands[] _weightAndAverage;
    private readonly double _decay;
    private bool _isSwapped;

    /// <param name="weights">What is averaged: a model's parameters, and its buffers if wanted.</param>
    /// <param name="decay">How much of the average is kept in an update; 1 / (1 - decay) updates is about how far it
    /// looks back.</param>
    /// <exception cref="ArgumentException">There are no weights, or one has gaps in memory.</exception>
    public Ema(IEnumerable<Tensor> weights, double decay = 0.999)
    {
        Option.Require(decay is >= 0 and < 1, decay, "a number from 0 to below 1");
        _decay = decay;
        _weights = [.. weights];
        if (_weights.Length == 0 || !_weights.All(weight => weight.Layout.IsDense))
        {
            throw new ArgumentException(
                $"Ema: needs at least one tensor, and none with gaps in memory; got {_weights.Length}. A view with gaps needs a Detach().Clone() first.",
                nameof(weights));
        }

        using var mode = GradMode.NoGrad();
        Averages = Array.ConvertAll(_weights, weight => weight.Clone());
        foreach (var average in Averages)
        {
            average.Storage.Owner = null;
        }

        _averageAndWeight = [.. Averages.Zip(_weights, (average, weight) => new UpdateOperands(average, weight))];
        _weightAndAverage = [.. Averages.Zip(_weights, (average, weight) => new UpdateOperands(weight, weight, average))];
    }

    /// <summary>The averages, in the order of the weights; during a <see cref="Swap"/> the weights.</summary>
    public IReadOnlyList<Tensor> Averages { get; }

    public IEnumerable<(string Name, Tensor Tensor)> StateTensors =>
        Averages.Select((average, i) => (StateText.Of(i), average));

    /// <summary>
    /// Nothing, but an error during a <see cref="Swap"/>: a checkpoint would take averages for weights.
    /// </summary>
    public IEnumerable<(string Name, string Value)> StateTexts
    {
        get
        {
            RequireUnswapped("StateTexts");
            return [];
        }
    }

    /// <inheritdoc/>
    public void RestoreTexts(IReadOnlyDictionary<string, string> texts) => RequireUnswapped("RestoreTexts");

    /// <summary>Takes the present weights into the average; call it after each step of the optimizer.</summary>
    public void Update()
    {
        RequireUnswapped("Update");
        _weights[0].Backend.Update(new WeightedSum((float)_decay, (float)(1 - _decay)), _averageAndWeight);
    }

    /// <summary>Puts the averages in place of the weights, for validation.</summary>
    /// <returns>Dispose it, and the weights are back.</returns>
    public IDisposable Swap()
    {
        RequireUnswapped("Swap");
        Exchange();
        return new Swapped(this);
    }

    private void Exchange()
    {
        foreach (var weight in _weights)
        {
            weight.Storage.Version++;
        }

        _weights[0].Backend.Update(default(ExchangeRule), _weightAndAverage);
        _isSwapped = !_isSwapped;
    }

    private void RequireUnswapped(string what)
    {
        if (_isSwapped)
        {
            throw new InvalidOperationException($"Ema.{what}: the averages stand in place of the weights. Dispose what Swap() returned first.");
        }
    }

    private readonly struct ExchangeRule : IUpdateRule
    {
        public static int States => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TV Step<TV>(TV p, TV g, ref TV a, ref TV b)
            where TV : unmanaged, ISimd<TV>
        {
            (p, a) = (a, p);
            return p;
        }
    }

    private sealed class Swapped(Ema ema) : IDisposable
    {
        private Ema? _ema = ema;

        public void Dispose()
        {
            _ema?.Exchange();
            _ema = null;
        }
    }
}
