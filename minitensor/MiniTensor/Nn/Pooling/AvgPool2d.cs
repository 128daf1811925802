namespace MiniTensor.Nn;

/// <summary>The mean of each window of an image; see <see cref="Functional.AvgPool2d"/>.</summary>
/// <param name="kernel">The window's size.</param>
/// <param name="stride">How far apart windows lie; the kernel's size where nothing is said.</param>
/// <param name="padding">Zeros on each side of the image.</param>
/// <param name="countIncludePad">Divide by the whole window, zeros included; else by the pixels of the image in it.</param>
public sealed class AvgPool2d(Pair kernel, Pair? stride = null, Pair? padding = null, bool countIncludePad = true) : Layer
{
    protected override Tensor Forward(Tensor x) => Functional.AvgPool2d(x, kernel, stride, padding, countIncludePad);
}
