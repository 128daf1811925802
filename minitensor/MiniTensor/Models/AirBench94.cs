using MiniTensor.Data;
using MiniTensor.Nn;

namespace MiniTensor.Models;

/// <summary>Keller Jordan's network, which reaches 94% on CIFAR-10 after eight epochs.</summary>
/// <remarks>
/// A 2x2 convolution that whitens and is not trained, three groups of two 3x3 convolutions (64, 256 and 256 channels), and
/// a linear layer whose scores are divided by the number of features. The 3x3 weights start as the identity where they can
/// (<see cref="Init.Dirac"/>); batch normalisation has no gain and forgets quickly.
/// Source: Jordan 2024, "94% on CIFAR-10 in 3.29 seconds on a single GPU", in its form with Muon.
/// </remarks>
/// <example><code>
/// var model = new AirBench94(new Rng(0));
/// model.Whiten(train, Normalise.By(train));      // the first layer, from the pictures; then train as the recipe does
/// </code></example>
public sealed class AirBench94 : Layer
{
    private const int Whitened = 2 * 3 * 2 * 2;
    private const int Width = 256;

    private readonly Conv2d _whitening;
    private readonly Sequential _groups;

    /// <param name="rng">Draws the weights.</param>
    /// <param name="classes">How many scores a picture gets.</param>
    public AirBench94(Rng rng, int classes = 10)
    {
        _whitening = Child("whiten", new Conv2d(3, Whitened, 2, rng));
        _whitening.Weight.RequiresGrad = false;
        _groups = Child("layers", new Sequential(
            new Gelu(),                                            // (N, 24, 31, 31)
            Group(rng, Whitened, 64),                              // (N, 64, 15, 15)
            Group(rng, 64, Width),                                 // (N, 256, 7, 7)
            Group(rng, Width, Width),                              // (N, 256, 3, 3)
            new MaxPool2d(3),
            new Flatten()));
        Head = Child("head", new Linear(Width, classes, rng, bias: false));
        var weights = Head.Weight.Detach();
        Init.Set(Head.Weight, weights / weights.Std());
    }

    /// <summary>The filters of the first layer, which <see cref="Whiten"/> sets and nothing trains.</summary>
    public Tensor WhiteningFilters => _whitening.Weight;

    /// <summary>The bias of the first layer, which is trained for a few epochs.</summary>
    public Tensor WhiteningBias => _whitening.Bias ?? throw new InvalidOperationException("The whitening layer has a bias.");

    /// <summary>The linear layer from the features to the scores.</summary>
    public Linear Head { get; }

    /// <summary>The filters of all 3x3 convolutions: what Muon moves.</summary>
    public IEnumerable<Tensor> Filters => _groups.Parameters().Where(parameter => parameter.Rank == 4);

    /// <summary>The shifts of all normalisations.</summary>
    public IEnumerable<Tensor> Shifts => _groups.Parameters().Where(parameter => parameter.Rank == 1 && parameter.RequiresGrad);

    /// <summary>Makes the first layer whiten: of the patches of such pictures its results have mean squares of about 1 and do not go together.</summary>
    /// <param name="pictures">Of three channels; the first 5,000 are enough.</param>
    /// <param name="normalise">What is done to the pictures before the network sees them.</param>
    public void Whiten(IDataset pictures, Normalise normalise)
    {
        using var scope = new TensorScope();
        var few = Subset.First(pictures, Math.Min(pictures.Count, 5000));
        using var loader = new DataLoader(few, few.Count, transforms: [normalise], workers: 0);
        foreach (var batch in loader.Epoch())
        {
            Init.Set(WhiteningFilters, Whitening.Filters(batch.Inputs, WhiteningFilters.Shape[3]));
        }
    }

    /// <param name="x">(N, 3, 32, 32).</param>
    protected override Tensor Forward(Tensor x)
    {
        PictureSize.Require(x, nameof(AirBench94), channels: 3, side: 32);
        return Head.Call(_groups.Call(_whitening.Call(x))) * (1.0 / Width);
    }

    private static Sequential Group(Rng rng, int inputs, int outputs) => new(
        Convolution(rng, inputs, outputs),
        new MaxPool2d(2),
        Norm(outputs),
        Convolution(rng, outputs, outputs),
        Norm(outputs));

    private static Conv2d Convolution(Rng rng, int inputs, int outputs)
    {
        var convolution = new Conv2d(inputs, outputs, 3, rng, padding: 1, bias: false);
        Init.Dirac(convolution.Weight);
        return convolution;
    }

    private static BatchNormGelu2d Norm(int channels)
    {
        var norm = new BatchNormGelu2d(channels, momentum: 0.4, eps: 1e-12);
        norm.Weight.RequiresGrad = false;
        return norm;
    }
}
