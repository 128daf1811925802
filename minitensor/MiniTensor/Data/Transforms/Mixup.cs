namespace MiniTensor.Data;

/// <summary>Mixes each item with another of the batch, both the inputs and what is expected of them.</summary>
/// <remarks>
/// x = share * x_i + (1 - share) * x_j, with one share ~ Beta(a, a) for the batch, and item i's partner j the same place counted
/// from the end. That needs no second buffer, and in a shuffled batch is a random partner. The loss is mixed alike:
/// <see cref="Batch.CrossEntropy"/>. Source: Zhang et al. 2018, "mixup: Beyond Empirical Risk Minimization".
/// </remarks>
/// <param name="alpha">a: near 0 hardly mixes, 1 makes every share equally likely.</param>
public sealed class Mixup(double alpha = 0.2) : IBatchTransform
{
    public void Apply(Batch batch, Rng rng)
    {
        if (batch.Count == 0)
        {
            return;
        }

        var share = Beta(alpha, rng);
        Mix(batch.InputValues, batch.Count, (float)share);
        Mix(batch.TargetValues, batch.Count, (float)share);
        batch.Share = share;
        if (batch.Targets.Length > 0)
        {
            batch.MixedTargets ??= new int[batch.Targets.Length];
            var width = batch.Targets.Length / batch.Count;
            for (var i = 0; i < batch.Count; i++)
            {
                batch.Targets.AsSpan((batch.Count - 1 - i) * width, width).CopyTo(batch.MixedTargets.AsSpan(i * width));
            }
        }
    }

    private static void Mix(Span<float> values, int count, float share)
    {
        var width = values.Length / count;
        for (var i = 0; i < count / 2; i++)
        {
            var first = values.Slice(i * width, width);
            var last = values.Slice((count - 1 - i) * width, width);
            for (var k = 0; k < width; k++)
            {
                (first[k], last[k]) = (share * first[k] + (1 - share) * last[k], share * last[k] + (1 - share) * first[k]);
            }
        }
    }

    // Jöhnk 1964: of two uniform numbers raised to 1/a, the first as a part of their sum, where the sum is at most 1.
    // Small powers underflow, so the comparison is of their logarithms.
    private static double Beta(double a, Rng rng)
    {
        while (true)
        {
            var x = Math.Log(1 - rng.Uniform()) / a;
            var y = Math.Log(1 - rng.Uniform()) / a;
            var most = Math.Max(x, y);
            var sum = most + Math.Log(Math.Exp(x - most) + Math.Exp(y - most));
            if (sum <= 0)
            {
                return Math.Exp(x - sum);
            }
        }
    }
}
