using MiniTensor.Nn;

namespace MiniTensor.Models;

/// <summary>
/// LeNet-5 with what was found later: two convolutions with pooling, three linear layers. Pictures (N, 1, 28, 28) to
/// scores (N, classes).
/// </summary>
/// <remarks>
/// Paper: LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition", 1998. Here
/// ReLU stands for its tanh, the largest number of a window for the mean, and a linear layer for its distances; each
/// hidden layer is normalised (Ioffe and Szegedy, 2015).
/// </remarks>
public sealed class LeNet : Layer
{
    private readonly BatchNormRelu2d? _norm1;
    private readonly BatchNormRelu2d? _norm2;
    private readonly Linear _linear1;
    private readonly BatchNorm1d? _norm3;
    private readonly Linear _linear2;
    private readonly BatchNorm1d? _norm4;
    private readonly Linear _linear3;

    /// <param name="rng">Draws the weights.</param>
    /// <param name="classes">How many there are.</param>
    /// <param name="batchNorm">Whether the hidden layers are normalised; if not, they have biases.</param>
    public LeNet(Rng rng, int classes = 10, bool batchNorm = true)
    {
        Conv1 = Child("conv1", new Conv2d(1, 6, 5, rng, padding: 2, bias: !batchNorm));
        _norm1 = batchNorm ? Child("bn1", new BatchNormRelu2d(6)) : null;
        Conv2 = Child("conv2", new Conv2d(6, 16, 5, rng, bias: !batchNorm));
        _norm2 = batchNorm ? Child("bn2", new BatchNormRelu2d(16)) : null;
        _linear1 = Child("fc1", new Linear(16 * 5 * 5, 120, rng, bias: !batchNorm));
        _norm3 = batchNorm ? Child("bn3", new BatchNorm1d(120)) : null;
        _linear2 = Child("fc2", new Linear(120, 84, rng, bias: !batchNorm));
        _norm4 = batchNorm ? Child("bn4", new BatchNorm1d(84)) : null;
        _linear3 = Child("fc3", new Linear(84, classes, rng));
    }

    /// <summary>The first convolution: 6 filters of 5 x 5.</summary>
    public Conv2d Conv1 { get; }

    /// <summary>The second convolution: 16 filters that see 5 x 5 places of all 6 maps.</summary>
    public Conv2d Conv2 { get; }

    /// <param name="x">(N, 1, 28, 28).</param>
    /// <returns>(N, classes).</returns>
    protected override Tensor Forward(Tensor x)
    {
        PictureSize.Require(x, nameof(LeNet), channels: 1, side: 28);
        x = Functional.MaxPool2d(Activated(Conv1.Call(x), _norm1), 2); // (N, 6, 28, 28) -> (N, 6, 14, 14)
        x = Functional.MaxPool2d(Activated(Conv2.Call(x), _norm2), 2); // (N, 16, 10, 10) -> (N, 16, 5, 5)
        x = Activated(_linear1.Call(x.Reshape([x.Shape[0], -1])), _norm3); // (N, 120)
        x = Activated(_linear2.Call(x), _norm4); // (N, 84)
        return _linear3.Call(x);
    }

    private static Tensor Activated(Tensor x, BatchNormRelu2d? norm) => norm?.Call(x) ?? x.Relu();

    private static Tensor Activated(Tensor x, BatchNorm1d? norm) => (norm?.Call(x) ?? x).Relu();
}
