using MiniTensor;

namespace Exercises.Stage06;

/// <summary>Exercise 20.3. Muon: a step that goes equally far in every direction.</summary>
/// <remarks>
/// Orthogonal: X = G / (|G| + 1e-7), where |G| is the root of the sum of all squares. Then, a few times, with A = X XT:
/// X = a X + (b A + c A A) X, a = 3.4445, b = -4.775, c = 2.0315. A is the smaller of the two squares: a matrix with more
/// rows than columns is transposed first and back again at the end.
/// Step: velocity = momentum * velocity + gradient; the direction is gradient + momentum * velocity, with the new velocity.
/// The weight is brought to the length sqrt(outputs), and then moves by rate against the orthogonal direction
/// (lesson 20, "Muon: a step of one size in every direction").
/// x.MatMul(y), x.T, x.Norm(), x.Reshape([r, c]), x.Item(); tensor.CopyFrom(other) writes. Do not use the library's Muon.
/// </remarks>
public static class E20_3_Muon
{
    private const double A = 3.4445;
    private const double B = -4.775;
    private const double C = 2.0315;

    /// <summary>A matrix whose singular values all lie near 1, with the directions of the one given.</summary>
    /// <param name="g">(rows, columns).</param>
    /// <param name="iterations">How often the polynomial is applied.</param>
    /// <returns>(rows, columns).</returns>
    public static Tensor Orthogonal(Tensor g, int iterations)
    {
        #region Exercise 20.3: divide by the length, then apply the polynomial
        var isTall = g.Shape[0] > g.Shape[1];
        var x = g / (g.Norm().Item() + 1e-7);
        x = isTall ? x.T : x;
        for (var i = 0; i < iterations; i++)
        {
            var a = x.MatMul(x.T);
            x = A * x + (B * a + C * a.MatMul(a)).MatMul(x);
        }

        return isTall ? x.T : x;
        #endregion
    }

    /// <summary>One step: changes the weight and the velocity.</summary>
    /// <param name="weight">The filters (outputs, inputs, k, k).</param>
    /// <param name="gradient">Their gradient, of the same shape; it stays as it is.</param>
    /// <param name="velocity">What is kept from step to step, of the same shape; zeros before the first one.</param>
    /// <param name="rate">How far the step goes.</param>
    /// <param name="momentum">How much of the old velocity stays.</param>
    /// <param name="iterations">How often the polynomial is applied.</param>
    public static void Step(Tensor weight, Tensor gradient, Tensor velocity, double rate, double momentum, int iterations)
    {
        using var mode = GradMode.NoGrad();
        var outputs = weight.Shape[0];
        #region Exercise 20.3: velocity, direction, length, step
        velocity.CopyFrom(momentum * velocity + gradient);
        var direction = gradient + momentum * velocity;
        var move = Orthogonal(direction.Reshape([outputs, -1]), iterations).Reshape(weight.Shape);
        weight.CopyFrom(weight * (Math.Sqrt(outputs) / weight.Norm().Item()) - rate * move);
        #endregion
    }
}
