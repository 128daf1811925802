using MiniTensor;

namespace Exercises.Stage03;

/// <summary>Exercise 13.4. The backward pass of a whole network, by hand.</summary>
/// <remarks>
/// The network that guesses the next letter, without normalisation: a row of numbers for each letter seen, side by side in x;
/// h = tanh(x w1 + b1); scores = h w2 + b2; the loss is the mean cross-entropy. Go back in the same order as lesson 13,
/// "A whole network by hand", but with the one line for cross-entropy: dscores = (probabilities - hot) / n.
/// Of use: scores.Softmax(1), Functional.OneHot(targets, classes), x.T, MatMul, Sum([0]), Square(). To add row i of a tensor dx
/// into row tokens[i] of a table, loop over dx.ToArray(). Do not call Backward: it is what you rebuild here.
/// </remarks>
public static class E13_4_NetworkByHand
{
    /// <param name="tokens">The letters seen, row-major, n times <paramref name="context"/> of them.</param>
    /// <param name="context">How many letters each example shows.</param>
    /// <param name="targets">The right next letter of each example, n of them.</param>
    /// <param name="letters">A row for each letter, (classes, width).</param>
    /// <param name="w1">(context * width, hidden).</param>
    /// <param name="b1">(hidden).</param>
    /// <param name="w2">(hidden, classes).</param>
    /// <param name="b2">(classes).</param>
    /// <returns>The gradient of each parameter, in its shape.</returns>
    public static (Tensor Letters, Tensor W1, Tensor B1, Tensor W2, Tensor B2) Of(
        int[] tokens, int context, int[] targets, Tensor letters, Tensor w1, Tensor b1, Tensor w2, Tensor b2)
    {
        var (n, classes, width) = (targets.Length, letters.Shape[0], letters.Shape[1]);
        var x = Functional.Embedding(letters, tokens, [n, context]).Reshape([n, context * width]);
        var h = (x.MatMul(w1) + b1).Tanh(); // (n, hidden)
        var scores = h.MatMul(w2) + b2; // (n, classes)
        #region Exercise 13.4: from the loss back to the letters, a line for each step
        var dscores = (scores.Softmax(1) - Functional.OneHot(targets, classes)) / n;
        var (dw2, db2) = (h.T.MatMul(dscores), dscores.Sum([0]));
        var da = dscores.MatMul(w2.T) * (1 - h.Square()); // the slope of tanh is 1 - tanh^2
        var (dw1, db1) = (x.T.MatMul(da), da.Sum([0]));
        var dx = da.MatMul(w1.T).ToArray();

        // A letter that was seen often was used often: its uses add up.
        var dletters = new float[letters.Count];
        for (var i = 0; i < dx.Length; i++)
        {
            dletters[tokens[i / width] * width + i % width] += dx[i];
        }

        return (Tensor.Of(dletters, letters.Shape), dw1, db1, dw2, db2);
        #endregion
    }
}
