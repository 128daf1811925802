namespace MiniTensor.Nn;

/// <summary>The largest number of each window of an image; see <see cref="Functional.MaxPool2d"/>.</summary>
/// <param name="kernel">The window's size.</param>
/// <param name="stride">How far apart windows lie; the kernel's size where nothing is said.</param>
/// <param name="padding">How far windows reach over the image's edge.</param>
public sealed class MaxPool2d(Pair kernel, Pair? stride = null, Pair? padding = null) : Layer
{
    protected override Tensor Forward(Tensor x) => Functional.MaxPool2d(x, kernel, stride, padding);
}
