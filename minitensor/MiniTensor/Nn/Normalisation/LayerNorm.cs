namespace MiniTensor.Nn;

/// <summary>Brings each row to mean 0 and variance 1, then scales and shifts each of its numbers by what is learnt.</summary>
/// <remarks>Paper: Ba, Kiros and Hinton, Layer normalization, 2016.</remarks>
public sealed class LayerNorm : Layer
{
    private readonly Shape _shape;
    private readonly double _eps;

    /// <param name="shape">The last axes of the input, which make a row: <c>[width]</c>.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="bias">Whether there is a shift.</param>
    public LayerNorm(Shape shape, double eps = 1e-5, bool bias = true)
    {
        (_shape, _eps) = (shape, eps);
        Weight = Parameter("weight", Tensor.Ones(shape));
        Bias = bias ? Parameter("bias", Tensor.Zeros(shape)) : null;
    }

    /// <summary>The scale of each number of a row; ones at first.</summary>
    public Tensor Weight { get; }

    /// <summary>The shift of each number of a row; zeros at first.</summary>
    public Tensor? Bias { get; }

    protected override Tensor Forward(Tensor x) => Functional.LayerNorm(x, _shape, Weight, Bias, _eps);
}
