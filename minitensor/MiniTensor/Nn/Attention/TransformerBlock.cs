namespace MiniTensor.Nn;

/// <summary>A block of a transformer: attention among the tokens, then two linear layers on each token; both add to what comes in.</summary>
/// <remarks>
/// x + attention(norm(x)), then the same with GELU between the linear layers. Normalisation comes first, as in GPT-2 (Radford and others 2019). Names
/// and places of dropout are those of PyTorch's TransformerEncoderLayer (norm_first, batch_first, gelu): self_attn, linear1, linear2, norm1, norm2.
/// </remarks>
public sealed class TransformerBlock : Layer
{
    private readonly MultiHeadAttention _attention;
    private readonly Linear _widen;
    private readonly Linear _narrow;
    private readonly LayerNorm _norm1;
    private readonly LayerNorm _norm2;
    private readonly Dropout _dropout1;
    private readonly Dropout _dropout;
    private readonly Dropout _dropout2;

    /// <param name="width">Numbers of a token.</param>
    /// <param name="heads">Heads of the attention.</param>
    /// <param name="rng">Draws the parameters, and what dropout drops.</param>
    /// <param name="hidden">Neurons between the linear layers; four times the width where nothing is said.</param>
    /// <param name="causal">A token sees itself and those before it only.</param>
    /// <param name="dropout">While training, the probability to drop each attention weight, each number that attention or the linear layers add, and
    /// each number between the linear layers.</param>
    /// <param name="bias">Whether the linear layers have biases.</param>
    public TransformerBlock(int width, int heads, Rng rng, int? hidden = null, bool causal = false, double dropout = 0, bool bias = true)
    {
        _attention = Child("self_attn", new MultiHeadAttention(width, heads, rng, causal, bias, dropout));
        _widen = Child("linear1", new Linear(width, hidden ?? 4 * width, rng, bias));
        _narrow = Child("linear2", new Linear(hidden ?? 4 * width, width, rng, bias));
        _norm1 = Child("norm1", new LayerNorm([width]));
        _norm2 = Child("norm2", new LayerNorm([width]));
        _dropout1 = Child("dropout1", new Dropout(dropout, rng));
        _dropout = Child("dropout", new Dropout(dropout, rng));
        _dropout2 = Child("dropout2", new Dropout(dropout, rng));
    }

    /// <summary>The block on sequences with padding, which no token looks at.</summary>
    /// <param name="x">Shape (N, T, C).</param>
    /// <param name="paddingMask">Shape (N, T): 1 for tokens, 0 for padding.</param>
    public Tensor Call(Tensor x, Tensor paddingMask) => Observed(Compute(x, paddingMask));

    /// <param name="x">Shape (N, T, C).</param>
    protected override Tensor Forward(Tensor x) => Compute(x, null);

    private Tensor Compute(Tensor x, Tensor? paddingMask)
    {
        var normal = _norm1.Call(x);
        x += _dropout1.Call(paddingMask is null ? _attention.Call(normal) : _attention.Call(normal, paddingMask));
        return x + _dropout2.Call(_narrow.Call(_dropout.Call(_widen.Call(_norm2.Call(x)).Gelu())));
    }
}
