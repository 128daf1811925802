namespace MiniTensor.Training;

/// <summary>The part of the examples whose class is among the <paramref name="k"/> with the largest scores.</summary>
/// <param name="k">How many guesses a prediction has.</param>
public sealed class TopKAccuracy(int k) : MeanMetric($"top{AtLeastOne(k)}_accuracy")
{
    public override void Add(Tensor output, ReadOnlySpan<int> targets)
    {
        CheckTargets(output, targets);
        var (right, asked) = (0, 0);
        using var scope = new TensorScope();
        using var mode = GradMode.NoGrad();
        var classes = output.Shape[1];
        var rows = output.Reshape([output.Shape[0], classes, -1]).Transpose(1, 2).ToArray();
        for (var i = 0; i < targets.Length; i++)
        {
            if (targets[i] >= 0)
            {
                asked++;
                right += Rank(rows.AsSpan(i * classes, classes), targets[i]) < k ? 1 : 0;
            }
        }

        Add(right, asked);
    }

    /// <summary>How many classes stand before the target: those with larger scores, and of equal ones those with smaller numbers.</summary>
    private static int Rank(ReadOnlySpan<float> scores, int target)
    {
        var before = 0;
        for (var other = 0; other < scores.Length; other++)
        {
            // Written so that a NaN, of the target or of another class, stands before the target.
            var isBehind = scores[other] < scores[target] || (scores[other].Equals(scores[target]) && other >= target);
            before += isBehind && !float.IsNaN(scores[target]) ? 0 : 1;
        }

        return before;
    }

    private static int AtLeastOne(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return k;
    }
}
