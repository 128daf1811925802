namespace MiniTensor.Nn;

/// <summary>While training, sets each number to 0 with probability p and multiplies the others by 1 / (1 - p); else passes its input on.</summary>
/// <remarks>Paper: Srivastava and others, Dropout: a simple way to prevent neural networks from overfitting, 2014.</remarks>
public sealed class Dropout : Layer
{
    private readonly double _p;
    private readonly Rng _rng;

    /// <param name="p">The probability, from 0 to 1.</param>
    /// <param name="rng">Split once: the layer draws from a stream of its own, whatever else is drawn.</param>
    public Dropout(double p, Rng rng)
    {
        _p = p is >= 0 and <= 1 ? p : throw new ArgumentOutOfRangeException(nameof(p), p, "Dropout: needs a probability from 0 to 1.");
        _rng = Generator("rng", rng.Split());
    }

    protected override Tensor Forward(Tensor x) => x.Dropout(_p, _rng, IsTraining);
}
