namespace MiniTensor.Nn;

/// <summary>
/// Attention by several heads side by side:
/// each projects queries, keys and values to a part of the width, and a last projection mixes what they found.
/// </summary>
/// <remarks>
/// Parameters as in PyTorch: in_proj_weight (3 C, C) with the rows for queries,
/// keys and values one after the other, in_proj_bias, out_proj.weight, out_proj.bias.
/// Inputs are batch-first. Paper: Vaswani and others, Attention is all you need, 2017.
/// </remarks>
public sealed class MultiHeadAttention : Layer
{
    private readonly int _heads;
    private readonly int _width;
    private readonly bool _causal;
    private readonly Tensor _weight;
    private readonly Tensor? _bias;
    private readonly Linear _output;
    private readonly Dropout? _dropout;

    /// <param name="width">Numbers of a token, C.</param>
    /// <param name="heads">How many heads share the width; it must divide it.</param>
    /// <param name="rng">Draws the input projection by Xavier's rule and the output's as a linear layer; biases begin at zero, as in PyTorch.</param>
    /// <param name="causal">A token sees itself and those before it only.</param>
    /// <param name="bias">Whether the projections have biases.</param>
    /// <param name="dropout">While training, the probability to drop each attention weight;
    /// <paramref name="rng"/> is split once for it where it is above 0.</param>
    public MultiHeadAttention(int width, int heads, Rng rng, bool causal = false, bool bias = true, double dropout = 0)
    {
        ShapeException.Require(heads >= 1 && width % heads == 0, "MultiHeadAttention", $"needs a number of heads that divides the width {width}; got {heads}");
        (_heads, _width, _causal) = (heads, width, causal);
        _weight = Parameter("in_proj_weight", Init.XavierUniform(rng, [3 * width, width]));
        _bias = bias ? Parameter("in_proj_bias", Tensor.Zeros([3 * width])) : null;
        _output = Child("out_proj", new Linear(width, width, rng, bias));
        if (_output.Bias is { } shift)
        {
            Init.Set(shift, Tensor.Zeros([width]));
        }

        _dropout = dropout == 0 ? null : Child("dropout", new Dropout(dropout, rng));
    }

    /// <summary>Self-attention in which padding is not looked at.</summary>
    /// <param name="x">Shape (N, T, C).</param>
    /// <param name="paddingMask">Shape (N, T): 1 for tokens, 0 for padding.</param>
    /// <returns>Shape (N, T, C).</returns>
    public Tensor Call(Tensor x, Tensor paddingMask) => Observed(Attend(x, x, x, paddingMask));

    /// <summary>Attention from one sequence to another.</summary>
    /// <param name="query">Who looks, shape (N, T, C).</param>
    /// <param name="key">Where, shape (N, S, C).</param>
    /// <param name="value">What is found there, shape (N, S, C).</param>
    /// <param name="paddingMask">Shape (N, S): 1 for tokens of key and value, 0 for padding. Null for no padding.</param>
    /// <returns>Shape (N, T, C).</returns>
    public Tensor Call(Tensor query, Tensor key, Tensor value, Tensor? paddingMask = null) => Observed(Attend(query, key, value, paddingMask));

    /// <param name="x">Shape (N, T, C).</param>
    protected override Tensor Forward(Tensor x) => Attend(x, x, x, null);

    private Tensor Attend(Tensor query, Tensor key, Tensor value, Tensor? paddingMask)
    {
        foreach (var input in (ReadOnlySpan<Tensor>)[query, key, value])
        {
            ShapeException.Require(
                input.Rank == 3 && input.Shape[2] == _width, "MultiHeadAttention",
                $"needs inputs of shape (N, T, {_width}); got {input.Shape}");
        }

        var (n, s) = (key.Shape[0], key.Shape[1]);
        ShapeException.Require(
            paddingMask is null || paddingMask.Shape == [n, s], "MultiHeadAttention",
            $"needs a padding mask of shape ({n}, {s}) for keys {key.Shape}; got {paddingMask?.Shape}");
        var mask = paddingMask?.Reshape([n, 1, 1, s]);
        if (_dropout is not { IsTraining: true } && ReferenceEquals(query, key) && ReferenceEquals(key, value))
        {
            var qkv = Functional.Linear(query, _weight, _bias);                            // (N, T, 3 C): one product for all three
            return _output.Call(Functional.SelfAttention(qkv, _heads, mask, _causal));
        }

        var (q, k, v) = (Part(query, 0), Part(key, 1), Part(value, 2));
        var mixed = _dropout is { IsTraining: true }
            ? _dropout.Call(Functional.AttentionWeights(q, k, mask, _causal)).MatMul(v)
            : Functional.ScaledDotProductAttention(q, k, v, mask, _causal);
        return _output.Call(mixed.Transpose(1, 2).Reshape(query.Shape));
    }

    // Projected by a third of the input projection: (N, heads, T, C / heads).
    private Tensor Part(Tensor x, int index)
    {
        var rows = index * _width;
        var y = Functional.Linear(x, _weight.Slice(0, rows, rows + _width), _bias?.Slice(0, rows, rows + _width));
        return y.Reshape([x.Shape[0], x.Shape[1], _heads, _width / _heads]).Transpose(1, 2);
    }
}
