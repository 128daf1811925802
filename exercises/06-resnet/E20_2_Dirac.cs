using MiniTensor;

namespace Exercises.Stage06;

/// <summary>Exercise 20.2. A convolution that begins by handing its input on.</summary>
/// <remarks>
/// Of a weight (outputs, inputs, k, k) with at least as many outputs as inputs and an odd k, filter i of the first
/// `inputs` filters becomes the identity: a single 1, at channel i, in the middle of the kernel, and zeros everywhere
/// else. With a padding of k / 2, channel i of the result is then channel i of the picture. The other filters keep the
/// numbers that chance gave them (lesson 20, "Dirac: deep, but as if it were not there").
/// Do not use the library's Init: it is what you rebuild here.
/// </remarks>
public static class E20_2_Dirac
{
    /// <summary>The weight to start with.</summary>
    /// <param name="weight">(outputs, inputs, k, k), drawn at random; it is not changed.</param>
    /// <returns>A tensor of the same shape.</returns>
    public static Tensor Of(Tensor weight)
    {
        var (inputs, k) = (weight.Shape[1], weight.Shape[2]);
        var w = weight.ToArray(); // number (o, i, row, column) is w[((o * inputs + i) * k + row) * k + column]
        throw new NotImplementedException("Exercise 20.2: the first filters are the identity");
        return Tensor.Of(w, weight.Shape);
    }
}
