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

    /// <summary>What follows the matrix products of an LSTM cell: i, f, o = sigmoid and g = tanh of the sums, c' = f c + i g, h' = o tanh(c').</summary>
    /// <param name="gatesX">What the input gives, shape (N, 4 H) in the order i f g o, adjacent columns.</param>
    /// <param name="gates">What the hidden state gives, contiguous; the gates when it comes back.</param>
    /// <param name="c">The state before, shape (N, H), adjacent columns.</param>
    /// <param name="newH">Shape (N, H), contiguous.</param>
    /// <param name="newC">Shape (N, H), contiguous.</param>
    void LstmCell(Tensor gatesX, Tensor gates, Tensor c, Tensor newH, Tensor newC);

    /// <summary>The gradients of an LSTM cell's sums (both products have the same) and of the state before.</summary>
    /// <param name="gates">As the forward step left them.</param>
    /// <param name="c">As in the forward step.</param>
    /// <param name="newC">As the forward step left it.</param>
    /// <param name="dnewH">Shape (N, H), adjacent columns.</param>
    /// <param name="dnewC">Shape (N, H), adjacent columns.</param>
    /// <param name="dgates">Shape (N, 4 H), contiguous.</param>
    /// <param name="dc">Shape (N, H), contiguous.</param>
    void LstmCellBackward(Tensor gates, Tensor c, Tensor newC, Tensor dnewH, Tensor dnewC, Tensor dgates, Tensor dc);

    /// <summary>What follows the matrix products of a GRU cell: r, z = sigmoid of the sums, n = tanh(x's part + r * h's part), h' = (1 - z) n + z h.</summary>
    /// <param name="gatesX">What the input gives, shape (N, 3 H) in the order r z n, adjacent columns.</param>
    /// <param name="gatesH">What the hidden state gives, shape (N, 3 H), contiguous.</param>
    /// <param name="h">The state before, shape (N, H), adjacent columns.</param>
    /// <param name="kept">r, z, n and h's part of n, for the backward step: shape (N, 4 H), contiguous.</param>
    /// <param name="newH">Shape (N, H), contiguous.</param>
    void GruCell(Tensor gatesX, Tensor gatesH, Tensor h, Tensor kept, Tensor newH);

    /// <summary>The gradients of a GRU cell's sums, and of h where it passes by the gates.</summary>
    /// <param name="kept">As the forward step left it.</param>
    /// <param name="h">As in the forward step.</param>
    /// <param name="dnewH">Shape (N, H), adjacent columns.</param>
    /// <param name="dgatesX">Shape (N, 3 H), contiguous.</param>
    /// <param name="dgatesH">Shape (N, 3 H), contiguous.</param>
    /// <param name="dh">Shape (N, H), contiguous: without what comes through <paramref name="dgatesH"/>.</param>
    void GruCellBackward(Tensor kept, Tensor h, Tensor dnewH, Tensor dgatesX, Tensor dgatesH, Tensor dh);
}
