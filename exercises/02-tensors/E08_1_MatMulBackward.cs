using MiniTensor;

namespace Exercises.Stage02;

/// <summary>Exercise 08.1. The way back through a matrix product.</summary>
/// <remarks>
/// c = a b, and dc holds the slope of the loss with respect to each number of c. With single matrices
/// da = dc bT  and  db = aT dc                                       (lesson 08, "Back through a matrix product")
/// where T swaps rows and columns. a may also be a batch, many matrices that all meet the same b; then each of them has
/// its own da, and b was used once for each.
/// x.MatMul(y) is the product and x.T the transpose (of the last two axes); Reshape, Sum, * and + may be of use too.
/// Do not call Backward: it is what you rebuild here.
/// </remarks>
public static class E08_1_MatMulBackward
{
    /// <param name="dc">The gradient of c, in c's shape: (m, n) or (batch, m, n).</param>
    /// <param name="a">The left factor: (m, k) or (batch, m, k).</param>
    /// <param name="b">The right factor: (k, n).</param>
    /// <returns>The gradients of a and of b, each in the shape of what it belongs to.</returns>
    public static (Tensor Da, Tensor Db) Of(Tensor dc, Tensor a, Tensor b)
    {
        throw new NotImplementedException("Exercise 08.1: one product for each factor, and for b the sum over the batch");
    }
}
