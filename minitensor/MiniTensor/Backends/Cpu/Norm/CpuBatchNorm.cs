using MiniTensor.Ops;

namespace MiniTensor.Backends.Cpu;

/// <summary>
/// Batch normalisation (Ioffe and Szegedy 2015) of rows of channels, with an optional residual and an element-wise op
/// in the same pass.
/// </summary>
/// <remarks>
/// x, y and their gradients are (rows, c) with the channels innermost: channels-last images are N * H * W such rows,
/// and a batch of vectors N.
/// xHat = (x - mean) * invStd, and y = op(xHat * gamma + beta + residual?). gamma and beta may be null, which
/// stands for 1 and 0.
/// </remarks>
internal static unsafe class CpuBatchNorm
{
    /// <summary>
    /// The mean of each channel, its biased variance (the mean of squared deviations), and invStd = 1 /
    /// sqrt(variance + eps).
    /// </summary>
    public static void Statistics(float* x, nint rows, int c, float eps, float* mean, float* invStd, float* variance)
    {
        var plan = new NormRows(rows, c);
        var kernel = new NormStatistics { Rows = plan, X = x, Sums = NormSums.Take(plan) };
        CpuThreads.Run(ref kernel, plan.Parts);
        for (var j = 0; j < c; j++)
        {
            var (sum, squares) = NormSums.Total(plan, kernel.Sums, j);
            var average = sum / rows;
            var spread = Math.Max(0, squares / rows - average * average);
            mean[j] = (float)average;
            variance[j] = (float)spread;
            invStd[j] = (float)(1 / Math.Sqrt(spread + eps));
        }
    }

    /// <summary>
    /// y = op((x - mean) * invStd * gamma + beta + residual?), from statistics of this batch or of the past.
    /// </summary>
    /// <param name="op">ReLU, for instance; the identity for none.</param>
    /// <param name="x">(rows, c).</param>
    /// <param name="rows">N * H * W.</param>
    /// <param name="c">Channels.</param>
    /// <param name="mean">(c).</param>
    /// <param name="invStd">(c).</param>
    /// <param name="gamma">(c), or null for ones.</param>
    /// <param name="beta">(c), or null for zeros.</param>
    /// <param name="residual">(rows, c), or null for none.</param>
    /// <param name="y">(rows, c); may be x or residual.</param>
    public static void Forward<TOp>(
        TOp op, float* x, nint rows, int c, float* mean, float* invStd, float* gamma, float* beta, float* residual,
        float* y)
        where TOp : unmanaged, IUnaryOp<TOp>
    {
        var plan = new NormRows(rows, c);
        var parameters = CallScratch.Take(3 * (nint)plan.Width);
        var gate = default(NormGate<TOp>);
        Parameters(plan, mean, invStd, gamma, beta, parameters, ref gate);
        var kernel = new NormForward<TOp>
        {
            Rows = plan,
            X = x,
            Mean = gate.Mean,
            Scale = gate.Scale,
            Beta = gate.Beta,
            Residual = residual,
            Op = op,
            Y = y,
        };
        CpuThreads.Run(ref kernel, plan.Parts);
    }

    /// <summary>Gradients of all inputs of <see cref="Forward"/>.</summary>
    /// <param name="op">As in the forward pass.</param>
    /// <param name="x">(rows, c), as in the forward pass.</param>
    /// <param name="dy">(rows, c).</param>
    /// <param name="y">(rows, c), the forward pass's output; needed where there was a residual, else may be null.</param>
    /// <param name="rows">N * H * W.</param>
    /// <param name="c">Channels.</param>
    /// <param name="mean">(c).</param>
    /// <param name="invStd">(c).</param>
    /// <param name="gamma">(c), or null for ones.</param>
    /// <param name="beta">(c), or null for zeros.</param>
    /// <param name="batchStatistics">Whether mean and invStd came from this x (training), so that their gradients
    /// flow into dx as well.</param>
    /// <param name="dx">(rows, c).</param>
    /// <param name="dgamma">(c): the sum over rows of dy * xHat; null where not wanted.</param>
    /// <param name="dbeta">(c): the sum over rows of dy; null where not wanted.</param>
    /// <param name="dresidual">(rows, c): dy times the op's slope; null where not wanted.</param>
    public static void Backward<TOp>(
        TOp op, float* x, float* dy, float* y, nint rows, int c, float* mean, float* invStd, float* gamma, float* beta,
        bool batchStatistics, float* dx, float* dgamma, float* dbeta, float* dresidual)
        where TOp : unmanaged, IUnaryOp<TOp>
    {
        var plan = new NormRows(rows, c);
        var parameters = CallScratch.Take(5 * (nint)plan.Width);
        var gate = new NormGate<TOp> { Op = op, Rows = plan, X = x, Dy = dy, Y = y };
        Parameters(plan, mean, invStd, gamma, beta, parameters, ref gate);
        if (TOp.Keep == Keep.Input)
        {
            // g is written where dx will be, and then there is no op any more.
            var slopes = new NormSlopes<TOp> { Gate = gate, G = dx };
            var rest = new NormGate<IdentityOp> { Rows = plan, X = x, Dy = dx, Mean = gate.Mean, Scale = gate.Scale, Beta = gate.Beta };
            Backward(rest, slopes, invStd, batchStatistics, parameters + 3 * (nint)plan.Width, dx, dgamma, dbeta, dresidual);
        }
        else
        {
            Backward(gate, default(NoSlopes), invStd, batchStatistics, parameters + 3 * (nint)plan.Width, dx, dgamma, dbeta, dresidual);
        }
    }

    private static void Backward<TOp, TSlopes>(
        in NormGate<TOp> gate, TSlopes slopes, float* invStd, bool batchStatistics, float* parameters, float* dx, float* dgamma,
        float* dbeta, float* dresidual)
        where TOp : unmanaged, IUnaryOp<TOp>
        where TSlopes : unmanaged, INormSlopes
    {
        var rows = gate.Rows;
        var sums = new NormBackwardSums<TOp, TSlopes> { Slopes = slopes, Gate = gate, Sums = NormSums.Take(rows) };
        CpuThreads.Run(ref sums, rows.Parts);
        var kernel = new NormBackward<TOp>
        {
            Gate = gate,
            Slope = parameters,
            Shift = parameters + rows.Width,
            Dx = dx,
            Dresidual = dresidual,
        };
        for (var j = 0; j < rows.C; j++)
        {
            var (sum, product) = NormSums.Total(rows, sums.Sums, j);
            if (dgamma != null)
            {
                dgamma[j] = (float)(product * invStd[j]);
            }

            if (dbeta != null)
            {
                dbeta[j] = (float)sum;
            }

            // dx = scale * (g - mean of g - xHat * mean of g * xHat), with xHat = (x - mean) * invStd
            var scale = batchStatistics ? -(double)gate.Scale[j] / rows.Rows : 0;
            for (var i = j; i < rows.Width; i += rows.C)
            {
                kernel.Slope[i] = (float)(scale * product * invStd[j] * invStd[j]);
                kernel.Shift[i] = (float)(scale * sum);
            }
        }

        CpuThreads.Run(ref kernel, rows.Parts);
    }

    /// <summary>Mean, gamma * invStd and beta of each channel, repeated over a wide row.</summary>
    private static void Parameters<TOp>(in NormRows rows, float* mean, float* invStd, float* gamma, float* beta, float* to,
        ref NormGate<TOp> gate)
        where TOp : unmanaged, IUnaryOp<TOp>
    {
        gate.Mean = to;
        gate.Scale = to + rows.Width;
        gate.Beta = to + 2 * (nint)rows.Width;
        rows.Spread(mean, 0, gate.Mean);
        rows.Spread(invStd, 1, gate.Scale);
        rows.Spread(beta, 0, gate.Beta);
        for (var i = 0; i < rows.Width && gamma != null; i++)
        {
            gate.Scale[i] *= gamma[i % rows.C];
        }
    }
}
