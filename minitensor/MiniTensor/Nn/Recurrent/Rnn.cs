namespace MiniTensor.Nn;

/// <summary>The plain recurrent network of Elman (1990): h' = tanh(x . weight_ihT + bias_ih + h . weight_hhT + bias_hh).</summary>
/// <remarks>Parameters as in PyTorch: weight_ih_l0 (H, I), weight_hh_l0 (H, H), bias_ih_l0, bias_hh_l0.</remarks>
public sealed class Rnn : Recurrent
{
    private readonly bool _relu;

    /// <param name="inputs">Numbers of the input in each step.</param>
    /// <param name="hidden">Numbers of the state.</param>
    /// <param name="rng">Draws the parameters evenly up to 1 / sqrt(hidden), as PyTorch does.</param>
    /// <param name="layers">How many lie one above another, each fed with the outputs of the one below.</param>
    /// <param name="bias">Whether there are biases.</param>
    /// <param name="batchFirst">Inputs and outputs are (N, T, ...) instead of (T, N, ...). States are not.</param>
    /// <param name="bidirectional">A second network reads each layer's input from its end; both outputs stand side by side.</param>
    /// <param name="dropout">While training, the probability to drop each number between two layers.</param>
    /// <param name="relu">ReLU in tanh's place.</param>
    public Rnn(
        int inputs, int hidden, Rng rng, int layers = 1, bool bias = true, bool batchFirst = false, bool bidirectional = false, double dropout = 0,
        bool relu = false)
        : base(1, inputs, hidden, rng, new(layers, bias, batchFirst, bidirectional, dropout)) => _relu = relu;

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
        var fromInput = Functional.Linear(x, weights.WeightIh, weights.BiasIh);   // (T, N, H)
        var h = states[0];
        var outputs = new Tensor[x.Shape[0]];
        for (var t = 0; t < outputs.Length; t++)
        {
            var sum = fromInput[t] + Functional.Linear(h, weights.WeightHh, weights.BiasHh);
            outputs[t] = h = _relu ? sum.Relu() : sum.Tanh();
        }

        return (Functional.Stack(outputs, 0), [h]);
    }
}
