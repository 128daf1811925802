namespace MiniTensor.Optim;

/// <summary>
/// Makes one step of several small batches, as if they had been one large one that does not fit in memory.
/// </summary>
/// <remarks>
/// Each loss is a mean over its batch, so each backward pass takes 1 / batches of it. What is not the mean of its
/// batches, such as the statistics
/// of batch normalisation, stays that of the small ones. A checkpoint belongs between two steps of the optimizer, where
/// no gradient is pending.
/// </remarks>
/// <example><code>
/// var accumulation = new GradientAccumulation(batches: 4);
/// if (accumulation.Backward(loss))
/// {
///     optimizer.Step();
///     optimizer.ZeroGrad();
/// }
/// </code></example>
public sealed class GradientAccumulation
{
    /// <param name="batches">How many batches make one step.</param>
    public GradientAccumulation(int batches)
    {
        Option.Require(batches > 0, batches, "one batch or more");
        Batches = batches;
    }

    public int Batches { get; }

    /// <summary>How many batches of the present step are done.</summary>
    public int Done { get; private set; }

    /// <summary>Adds the gradient of loss / batches to that of the batches before.</summary>
    /// <param name="loss">A single number: the mean loss of one batch.</param>
    /// <returns>True when it was the last one: now step, and forget the gradients.</returns>
    public bool Backward(Tensor loss)
    {
        ShapeException.Require(
            loss.Count == 1,
            "GradientAccumulation",
            $"needs a loss of one element; got shape {loss.Shape}. Reduce it first, e.g. with Mean()");
        loss.Backward(loss.Number(1.0 / Batches).Reshape(loss.Shape));
        Done = (Done + 1) % Batches;
        return Done == 0;
    }
}
