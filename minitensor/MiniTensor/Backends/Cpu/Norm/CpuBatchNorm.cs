namespace MiniTensor.Backends.Cpu;

/// <summary>Batch normalisation (Ioffe and Szegedy 2015) of rows of channels, with an optional residual and ReLU in the same pass.</summary>
/// <remarks>
/// x, y and their gradients are (rows, c) with the channels innermost: channels-last images are N * H * W such rows, and a batch of vectors N.
/// xHat = (x - mean) * invStd, and y = relu?(xHat * gamma + beta + residual?). gamma and beta may be null, which stands for 1 and 0.
/// </remarks>
internal static unsafe class CpuBatchNorm
{
    /// <summary>The mean of each channel, its biased variance (the mean of squared deviations), and invStd = 1 / sqrt(variance + eps).</summary>
    public static void Statistics(float* x, nint rows, int c, float eps, float* mean, float* invStd, float* variance)
    {
        for (var j = 0; j < c; j++)
        {
            double sum = 0, squares = 0;
            for (nint i = 0; i < rows; i++)
            {
                sum += x[i * c + j];
            }

            for (nint i = 0; i < rows; i++)
            {
                var d = x[i * c + j] - sum / rows;
                squares += d * d;
            }

            mean[j] = (float)(sum / rows);
            variance[j] = (float)(squares / rows);
            invStd[j] = (float)(1 / Math.Sqrt(squares / rows + eps));
        }
    }

    /// <summary>y = relu?((x - mean) * invStd * gamma + beta + residual?), from statistics of this batch or of the past.</summary>
    /// <param name="x">(rows, c).</param>
    /// <param name="rows">N * H * W.</param>
    /// <param name="c">Channels.</param>
    /// <param name="mean">(c).</param>
    /// <param name="invStd">(c).</param>
    /// <param name="gamma">(c), or null for ones.</param>
    /// <param name="beta">(c), or null for zeros.</param>
    /// <param name="residual">(rows, c), or null for none.</param>
    /// <param name="relu">Whether negative results become 0.</param>
    /// <param name="y">(rows, c); may be x or residual.</param>
    public static void Forward(
        float* x, nint rows, int c, float* mean, float* invStd, float* gamma, float* beta, float* residual, bool relu, float* y)
    {
        for (nint i = 0; i < rows * c; i++)
        {
            var j = i % c;
            var value = (x[i] - mean[j]) * invStd[j] * (gamma == null ? 1 : gamma[j]) + (beta == null ? 0 : beta[j]) + (residual == null ? 0 : residual[i]);
            y[i] = relu && value < 0 ? 0 : value;
        }
    }

    /// <summary>Gradients of all inputs of <see cref="Forward"/>.</summary>
    /// <param name="x">(rows, c), as in the forward pass.</param>
    /// <param name="dy">(rows, c).</param>
    /// <param name="y">(rows, c), the forward pass's output; needed with relu and a residual, else may be null.</param>
    /// <param name="rows">N * H * W.</param>
    /// <param name="c">Channels.</param>
    /// <param name="mean">(c).</param>
    /// <param name="invStd">(c).</param>
    /// <param name="gamma">(c), or null for ones.</param>
    /// <param name="beta">(c), or null for zeros.</param>
    /// <param name="relu">As in the forward pass: where it gave 0, dy counts as 0.</param>
    /// <param name="batchStatistics">Whether mean and invStd came from this x (training), so that their gradients flow into dx as well.</param>
    /// <param name="dx">(rows, c).</param>
    /// <param name="dgamma">(c): the sum over rows of dy * xHat; null where not wanted.</param>
    /// <param name="dbeta">(c): the sum over rows of dy; null where not wanted.</param>
    /// <param name="dresidual">(rows, c): dy where the ReLU let it through; null where not wanted.</param>
    public static void Backward(
        float* x, float* dy, float* y, nint rows, int c, float* mean, float* invStd, float* gamma, float* beta, bool relu, bool batchStatistics,
        float* dx, float* dgamma, float* dbeta, float* dresidual)
    {
        for (var j = 0; j < c; j++)
        {
            var (scale, shift) = (gamma == null ? 1 : gamma[j], beta == null ? 0 : beta[j]);
            double sum = 0, product = 0;
            for (var pass = 0; pass < 2; pass++)
            {
                for (nint i = j; i < rows * c; i += c)
                {
                    var xHat = (x[i] - mean[j]) * invStd[j];
                    var g = !relu || (y == null ? xHat * scale + shift : y[i]) > 0 ? dy[i] : 0;
                    if (pass == 0)
                    {
                        sum += g;
                        product += g * xHat;
                        continue;
                    }

                    dx[i] = scale * invStd[j] * (batchStatistics ? (float)(g - sum / rows - xHat * product / rows) : g);
                    if (dresidual != null)
                    {
                        dresidual[i] = g;
                    }
                }
            }

            if (dgamma != null)
            {
                dgamma[j] = (float)product;
            }

            if (dbeta != null)
            {
                dbeta[j] = (float)sum;
            }
        }
    }
}
