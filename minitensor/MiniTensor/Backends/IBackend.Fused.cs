namespace MiniTensor.Backends;

public partial interface IBackend
{
    /// <summary>weights = softmax(scale * q . kT + bias, masked) and y = weights . v, for a batch; a row with nothing to look at is zero.</summary>
    /// <param name="q">Shape (..., T, D), any strides.</param>
    /// <param name="k">Shape (..., S, D), any strides.</param>
    /// <param name="v">Shape (..., S, E), any strides.</param>
    /// <param name="mask">Shape (..., T, S) with adjacent columns: 0 where a query must not look. Null for none.</param>
    /// <param name="bias">Shape (..., T, S) with adjacent columns: added to the scores. Null for none.</param>
    /// <param name="causal">Query i sees keys 0 to i.</param>
    /// <param name="scale">Multiplies the products.</param>
    /// <param name="weights">Shape (..., T, S), contiguous. Behind the last key that a block of queries sees it is not written.</param>
    /// <param name="y">Shape (..., T, E) with adjacent columns.</param>
    void Attention(Tensor q, Tensor k, Tensor v, Tensor? mask, Tensor? bias, bool causal, float scale, Tensor weights, Tensor y);

    /// <summary>The gradients of <see cref="Attention"/> in q, k, v and, times 1 / scale, in bias.</summary>
    /// <param name="q">As in the forward step.</param>
    /// <param name="k">As in the forward step.</param>
    /// <param name="v">As in the forward step.</param>
    /// <param name="causal">As in the forward step.</param>
    /// <param name="scale">As in the forward step.</param>
    /// <param name="weights">As the forward step left them.</param>
    /// <param name="dy">Shape (..., T, E), any strides.</param>
    /// <param name="dscores">Shape (..., T, S), contiguous: scale times the gradient of the scores.</param>
    /// <param name="dq">q's shape, with adjacent columns.</param>
    /// <param name="dk">k's shape, with adjacent columns.</param>
    /// <param name="dv">v's shape, with adjacent columns.</param>
    void AttentionBackward(
        Tensor q, Tensor k, Tensor v, bool causal, float scale, Tensor weights, Tensor dy, Tensor dscores, Tensor dq, Tensor dk, Tensor dv);
}
