namespace MiniTensor.Training;

/// <summary>The part of the examples whose class has the largest score.</summary>
public sealed class Accuracy() : MeanMetric("accuracy")
{
    public override void Add(Tensor output, ReadOnlySpan<int> targets)
    {
        var predictions = Predictions(output, targets);
        var (right, asked) = (0, 0);
        for (var i = 0; i < predictions.Length; i++)
        {
            asked += targets[i] >= 0 ? 1 : 0;
            right += predictions[i] == targets[i] ? 1 : 0;
        }

        Add(right, asked);
    }
}
