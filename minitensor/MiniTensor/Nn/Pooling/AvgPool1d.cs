namespace MiniTensor.Nn;

/// <summary>The mean of each window of a row; see <see cref="Functional.AvgPool1d"/>.</summary>
/// <param name="kernel">The window's length.</param>
/// <param name="stride">How far apart windows lie; the kernel's length where nothing is said.</param>
/// <param name="padding">Zeros at each end.</param>
/// <param name="countIncludePad">Divide by the whole window, zeros included; else by the numbers of the row in it.</param>
public sealed class AvgPool1d(int kernel, int? stride = null, int padding = 0, bool countIncludePad = true) : Layer
{
    protected override Tensor Forward(Tensor x) => Functional.AvgPool1d(x, kernel, stride, padding, countIncludePad);
}
