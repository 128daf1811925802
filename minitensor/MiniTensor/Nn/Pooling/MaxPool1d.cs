namespace MiniTensor.Nn;

/// <summary>The largest number of each window of a row; see <see cref="Functional.MaxPool1d"/>.</summary>
/// <param name="kernel">The window's length.</param>
/// <param name="stride">How far apart windows lie; the kernel's length where nothing is said.</param>
/// <param name="padding">How far windows reach over the row's ends.</param>
public sealed class MaxPool1d(int kernel, int? stride = null, int padding = 0) : Layer
{
    protected override Tensor Forward(Tensor x) => Functional.MaxPool1d(x, kernel, stride, padding);
}
