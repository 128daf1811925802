using MiniTensor.Backends.Cpu;

namespace MiniTensor.Backends;

public partial interface IBackend
{
    /// <summary>y = conv(x, weight) + bias; images channels-last, the weight (O, C/groups, R, S) contiguous.</summary>
    void Conv2d(in Conv2dGeometry g, Tensor x, Tensor weight, Tensor? bias, Tensor y);

    /// <summary>dx: what <see cref="Conv2d"/> carries back from dy. Also the forward pass of a transposed convolution.</summary>
    void Conv2dBackwardInput(in Conv2dGeometry g, Tensor dy, Tensor weight, Tensor dx);

    /// <summary>dweight: the sum of x * dy over the pixels that each weight met.</summary>
    void Conv2dBackwardWeight(in Conv2dGeometry g, Tensor x, Tensor dy, Tensor dweight);

    /// <summary>
    /// columns = the patches of the images, or with folds images = the sum of the patches;
    /// all contiguous: (N, C, H, W) and (N, C R S, H' W').
    /// </summary>
    void Unfold(in Conv2dGeometry g, Tensor images, Tensor columns, bool folds);
}
