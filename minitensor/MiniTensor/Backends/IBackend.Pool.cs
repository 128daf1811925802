namespace MiniTensor.Backends;

// All images are channels-last.
public partial interface IBackend
{
    /// <summary>
    /// y = the largest number of each window.
    /// taps, if wanted, becomes the position in its window, the first of equals; NaN counts as largest.
    /// </summary>
    void MaxPool(in PoolGeometry g, Tensor x, Tensor y, Tensor? taps);

    /// <summary>dx = dy where it came from, as taps tell, and 0 elsewhere.</summary>
    void MaxPoolBackward(in PoolGeometry g, Tensor dy, Tensor taps, Tensor dx);

    /// <summary>y = the sum of each window, times its share.</summary>
    void SumWindows(in PoolGeometry g, Tensor x, Tensor y);

    /// <summary>The adjoint of <see cref="SumWindows"/>: x = the sum over the windows that see a pixel of their y, times their share.</summary>
    void SpreadWindows(in PoolGeometry g, Tensor y, Tensor x);

    /// <summary>y[n, :, i, j] = x at the place position[n, i, j] = (column, row) * scale + shift, between pixels in proportion; 0 outside.</summary>
    /// <remarks>positions is (N or 1, OutH, OutW, 2), contiguous.</remarks>
    void SampleBilinear(Tensor x, Tensor positions, SampleUnits units, Tensor y);

    /// <summary>Gradients of <see cref="SampleBilinear"/>; what is null is not wanted.</summary>
    void SampleBilinearBackward(Tensor x, Tensor positions, SampleUnits units, Tensor dy, Tensor? dx, Tensor? dpositions);
}

/// <summary>How positions are read: pixel = position * Scale + Shift, for columns (X) and rows (Y).</summary>
public readonly record struct SampleUnits(float ScaleX, float ShiftX, float ScaleY, float ShiftY);
