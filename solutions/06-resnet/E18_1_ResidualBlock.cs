using MiniTensor;

namespace Exercises.Stage06;

/// <summary>Exercise 18.1. A residual block: two layers, and a way around them.</summary>
/// <remarks>
/// y = relu(second(relu(first(x))) + shortcut(x))                             (lesson 18, "The block")
/// first and second are a convolution with its batch normalisation, without relu. The shortcut hands x on as it is where there
/// is no projection; where the branch changes the shape, the projection brings x to it.
/// </remarks>
public static class E18_1_ResidualBlock
{
    /// <summary>What comes out of the block.</summary>
    /// <param name="x">(n, c, h, w).</param>
    /// <param name="first">The branch's first layer.</param>
    /// <param name="second">The branch's second layer.</param>
    /// <param name="projection">Brings x to the shape of the branch; null where it has it already.</param>
    /// <returns>The shape that <paramref name="second"/> gives.</returns>
    public static Tensor Of(Tensor x, Func<Tensor, Tensor> first, Func<Tensor, Tensor> second, Func<Tensor, Tensor>? projection)
    {
        #region Exercise 18.1: the branch, the shortcut, their sum, and relu where it belongs
        var branch = second(first(x).Relu());
        var shortcut = projection is null ? x : projection(x);

        // The last relu comes after the addition: before it, the branch could only ever add.
        return (branch + shortcut).Relu();
        #endregion
    }
}
