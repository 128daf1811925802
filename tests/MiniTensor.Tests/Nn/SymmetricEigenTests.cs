using MathNet.Numerics.LinearAlgebra;
using MiniTensor.Nn;
using Xunit;

namespace MiniTensor.Tests.Nn;

/// <summary>Eigenvalues against MathNet.Numerics, and against what eigenvectors are.</summary>
public sealed class SymmetricEigenTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(12)]
    [InlineData(27)]
    public void Values_are_those_of_MathNet_and_vectors_are_only_stretched(int n)
    {
        var rng = new Rng((ulong)n);
        var a = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                a[i, j] = a[j, i] = rng.Normal();
            }
        }

        var before = (double[,])a.Clone();
        var (values, vectors) = SymmetricEigen.Of(a);
        Assert.Equal(before, a);
        var (matrix, columns) = (Matrix<double>.Build.DenseOfArray(a), Matrix<double>.Build.DenseOfArray(vectors));
        var expected = matrix.Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).Order().ToArray();
        Assert.All(values, (value, i) => Assert.Equal(expected[i], value, 1e-10));
        Assert.True((matrix * columns - columns * Matrix<double>.Build.DenseOfDiagonalArray(values)).L2Norm() < 1e-10);
        Assert.True((columns.TransposeThisAndMultiply(columns) - Matrix<double>.Build.DenseIdentity(n)).L2Norm() < 1e-10);
    }

    [Fact]
    public void A_diagonal_matrix_and_equal_eigenvalues_are_no_trouble()
    {
        var (values, vectors) = SymmetricEigen.Of(new double[,] { { 3, 0, 0 }, { 0, 1, 0 }, { 0, 0, 3 } });
        Assert.Equal([1, 3, 3], values);
        Assert.Equal(1, Math.Abs(vectors[1, 0]));
    }
}
