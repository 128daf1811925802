namespace MiniTensor.Nn;

/// <summary>A gated recurrent unit; see <see cref="Functional.Gru"/>.</summary>
/// <remarks>Parameters as in PyTorch: weight_ih_l0 (3 H, I), weight_hh_l0 (3 H, H), bias_ih_l0, bias_hh_l0, the gates in the order r z n.</remarks>
public sealed class Gru : Recurrent
{
    /// <param name="inputs">Numbers of the input in each step.</param>
    /// <param name="hidden">Numbers of the state.</param>
    /// <param name="rng">Draws the parameters evenly up to 1 / sqrt(hidden), as PyTorch does.</param>
    /// <param name="layers">How many lie one above another, each fed with the outputs of the one below.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <param name="batchFirst">Inputs and outputs are (N, T, ...) instead of (T, N, ...). States are not.</param>
    /// <param name="bidirectional">A second network reads each layer's input from its end; both outputs stand side by side.</param>
    /// <param name="dropout">While training, the probability to drop each number between two layers.</param>
    public Gru(
        int inputs, int hidden, Rng rng, int layers = 1, bool bias = true, bool batchFirst = false, bool bidirectional = false, double dropout = 0)
        : base(3, inputs, hidden, rng, new(layers, bias, batchFirst, bidirectional, dropout))
    {
    }

    /// <summary>Outputs of all steps, and the state after the last, to go on from.</summary>
    /// <param name="x">Shape (T, N, inputs), or (N, T, inputs) with batch-first.</param>
    /// <param name="h">The state before the first step, shape (layers * directions, N, hidden).</param>
    public (Tensor Output, Tensor H) Call(Tensor x, Tensor h)
    {
        var (output, states) = Run(x, [h]);
        return (Observed(output), states[0]);
    }

    private protected override (Tensor Output, Tensor[] States) Scan(Tensor x, ReadOnlySpan<Tensor> states, Direction weights)
    {
        var output = Functional.Gru(x, states[0], weights.WeightIh, weights.WeightHh, weights.BiasIh, weights.BiasHh);
        return (output, [output[^1]]);
    }
}
