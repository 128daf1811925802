using MiniTensor.Nn;

namespace MiniTensor.Models;

/// <summary>
/// The network that read the zip codes of American letters in 1989: pictures (N, 1, 16, 16) to scores (N, 10), with
/// 9,760 parameters.
/// </summary>
/// <remarks>
/// Paper: LeCun and others, "Backpropagation applied to handwritten zip code recognition", 1989. Every layer ends in
/// tanh, the last one too; paper is -1 and ink is 1, also around the picture. Which 8 of the 12 planes of H1 a plane
/// of H2 sees is not in the paper; here, as in Karpathy's reproduction of 2022, three groups of four planes leave out
/// one group of four each.
/// </remarks>
public sealed class LeCun1989 : Layer
{
    /// <summary>The planes of H1 that planes 0 to 3, 4 to 7 and 8 to 11 of H2 see.</summary>
    private static readonly int[] s_seen = [0, 1, 2, 3, 4, 5, 6, 7, 4, 5, 6, 7, 8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11];

    private readonly FeatureMaps _h1;
    private readonly FeatureMaps _h2;
    private readonly Linear _h3;
    private readonly Linear _output;

    /// <param name="rng">Draws the weights evenly up to 2.4 / sqrt(fan-in).</param>
    public LeCun1989(Rng rng)
    {
        _h1 = Child("h1", new FeatureMaps(1, 12, 8, rng));
        _h2 = Child("h2", new FeatureMaps(8, 12, 4, rng, groups: 3));
        _h3 = Child("h3", new Linear(12 * 4 * 4, 30, rng));
        _output = Child("output", new Linear(30, 10, rng));
        SetWeights(_h3, rng, bias: 0);
        SetWeights(_output, rng, bias: -1); // nine targets in ten are -1
    }

    /// <param name="x">(N, 1, 16, 16), paper -1 and ink 1.</param>
    /// <returns>(N, 10), each from -1 to 1.</returns>
    protected override Tensor Forward(Tensor x)
    {
        PictureSize.Require(x, nameof(LeCun1989), channels: 1, side: 16);
        var h1 = _h1.Call(x); // (N, 12, 8, 8)
        var h2 = _h2.Call(h1.IndexSelect(1, s_seen)); // (N, 24, 8, 8) -> (N, 12, 4, 4)
        var h3 = _h3.Call(h2.Reshape([x.Shape[0], -1])).Tanh(); // (N, 30)
        return _output.Call(h3).Tanh();
    }

    // The paper has 2.4 / fan-in; with the root, as in the reproduction, the sums have the size at which tanh begins
    // to bend.
    private static Tensor Weights(Rng rng, Shape shape)
    {
        var bound = 2.4 / Math.Sqrt(shape.Elements / shape[0]);
        return Tensor.Uniform(rng, shape, -bound, bound);
    }

    private static void SetWeights(Linear linear, Rng rng, double bias)
    {
        Init.Set(linear.Weight, Weights(rng, linear.Weight.Shape));
        if (linear.Bias is { } b)
        {
            Init.Set(b, Tensor.Scalar(bias));
        }
    }

    /// <summary>
    /// A 5 x 5 convolution of stride 2 with tanh, whose units share the weights of their plane but not its bias: each
    /// has one of its own.
    /// </summary>
    private sealed class FeatureMaps : Layer
    {
        private readonly int _groups;
        private readonly Tensor _weight;
        private readonly Tensor _bias;

        public FeatureMaps(int inputs, int outputs, int size, Rng rng, int groups = 1)
        {
            _groups = groups;
            _weight = Parameter("weight", Weights(rng, [outputs, inputs, 5, 5]));
            _bias = Parameter("bias", Tensor.Zeros([outputs, size, size]));
        }

        protected override Tensor Forward(Tensor x)
        {
            var framed = x.Pad([(2, 2), (2, 2)], -1);
            return (Functional.Conv2d(framed, _weight, stride: 2, groups: _groups) + _bias).Tanh();
        }
    }
}
