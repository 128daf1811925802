namespace MiniTensor.Training;

/// <summary>e to the mean cross-entropy: between how many equally likely tokens the model is undecided.</summary>
public sealed class Perplexity() : MeanMetric("perplexity")
{
    public override double Value => Math.Exp(base.Value);

    public override void Add(Tensor output, ReadOnlySpan<int> targets)
    {
        CheckTargets(output, targets);
        var asked = 0;
        foreach (var target in targets)
        {
            asked += target >= 0 ? 1 : 0;
        }

        if (asked > 0)
        {
            using var scope = new TensorScope();
            using var mode = GradMode.NoGrad();
            Add(Functional.CrossEntropy(output, targets).Item() * (double)asked, asked);
        }
    }
}
