namespace MiniTensor.Nn;

/// <summary>A table with a row of learnt numbers for each token; a token's number picks its row.</summary>
public sealed class Embedding : Layer
{
    /// <param name="count">Rows: how many tokens there are.</param>
    /// <param name="width">Numbers in a row.</param>
    /// <param name="rng">Draws the rows from the normal distribution, as PyTorch does.</param>
    public Embedding(int count, int width, Rng rng) => Weight = Parameter("weight", Tensor.Normal(rng, [count, width]));

    /// <summary>Shape (count, width).</summary>
    public Tensor Weight { get; }

    /// <summary>The rows of tokens given as numbers.</summary>
    /// <param name="tokens">Row-major.</param>
    /// <param name="shape">How they are arranged; a batch of texts is (texts, tokens).</param>
    /// <returns>Shape (shape..., width).</returns>
    public Tensor Call(ReadOnlySpan<int> tokens, Shape shape) => Observed(Functional.Embedding(Weight, tokens, shape));

    /// <param name="x">Whole numbers, of any shape.</param>
    /// <returns>Shape (x's..., width).</returns>
    protected override Tensor Forward(Tensor x) => Weight.IndexSelect(0, x);
}
