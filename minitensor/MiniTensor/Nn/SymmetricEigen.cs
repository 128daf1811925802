namespace MiniTensor.Nn;

/// <summary>Eigenvalues and eigenvectors of a small symmetric matrix.</summary>
/// <remarks>
/// Jacobi's method (1846): a rotation of two axes makes one number off the diagonal zero; sweeps over all of them make all
/// of them vanish, quadratically in the end, and the rotations together are the eigenvectors.
/// </remarks>
internal static class SymmetricEigen
{
    private const int MostSweeps = 50;

    /// <param name="matrix">(n, n), symmetric; it is left as it is.</param>
    /// <returns>The eigenvalues from the smallest on, and in column i of the vectors the eigenvector of value i, of length 1.</returns>
    public static (double[] Values, double[,] Vectors) Of(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var a = (double[,])matrix.Clone();
        var v = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            v[i, i] = 1;
        }

        for (var sweep = 0; sweep < MostSweeps && OffDiagonal(a) > 0; sweep++)
        {
            for (var p = 0; p < n - 1; p++)
            {
                for (var q = p + 1; q < n; q++)
                {
                    Rotate(a, v, p, q);
                }
            }
        }

        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => a[i, i])];
        var sorted = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var row = 0; row < n; row++)
            {
                sorted[row, i] = v[row, order[i]];
            }
        }

        return ([.. order.Select(i => a[i, i])], sorted);
    }

    /// <summary>Turns axes p and q so that a[p, q] becomes zero: tan(2 angle) = 2 a_pq / (a_pp - a_qq), the smaller angle.</summary>
    private static void Rotate(double[,] a, double[,] v, int p, int q)
    {
        if (a[p, q] == 0)
        {
            return;
        }

        var theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        var tangent = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        var cosine = 1 / Math.Sqrt(tangent * tangent + 1);
        var sine = tangent * cosine;
        var n = a.GetLength(0);
        for (var k = 0; k < n; k++)
        {
            (a[k, p], a[k, q]) = (cosine * a[k, p] - sine * a[k, q], sine * a[k, p] + cosine * a[k, q]);
        }

        for (var k = 0; k < n; k++)
        {
            (a[p, k], a[q, k]) = (cosine * a[p, k] - sine * a[q, k], sine * a[p, k] + cosine * a[q, k]);
            (v[k, p], v[k, q]) = (cosine * v[k, p] - sine * v[k, q], sine * v[k, p] + cosine * v[k, q]);
        }

        (a[p, q], a[q, p]) = (0, 0);
    }

    /// <summary>The squares off the diagonal, unless they are lost in rounding beside those on it.</summary>
    private static double OffDiagonal(double[,] a)
    {
        var (off, on) = (0.0, 0.0);
        for (var i = 0; i < a.GetLength(0); i++)
        {
            on += a[i, i] * a[i, i];
            for (var j = 0; j < i; j++)
            {
                off += a[i, j] * a[i, j];
            }
        }

        return off > 1e-30 * on ? off : 0;
    }
}
