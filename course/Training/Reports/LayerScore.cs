using System.Text.Json.Nodes;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Training;

namespace CourseKit.Course.Training.Reports;

/// <summary>Whether a layer of a trained network is alive: how far its weights moved in training, and what the network is worth without them.</summary>
/// <param name="Name">The name of its weights.</param>
/// <param name="Moved">How far they moved, in lengths of what they were at the start; infinite where they were 0.</param>
/// <param name="Without">The part of the pictures that are right while they are 0.</param>
internal sealed record LayerScore(string Name, double Moved, double Without)
{
    /// <summary>The scores of all layers with weights, one at a time, as they are measured.</summary>
    /// <param name="network">The trained network, in evaluation mode; it is as before when all is measured.</param>
    /// <param name="start">The same network as it was before its training.</param>
    /// <param name="pictures">What to measure on.</param>
    /// <param name="forward">How the network is called; null calls it with a batch's inputs.</param>
    public static IEnumerable<LayerScore> Of(Layer network, Module start, DataLoader pictures, Func<Module, Batch, Tensor>? forward = null)
    {
        foreach (var ((name, weights), (_, before)) in network.NamedParameters().Zip(start.NamedParameters()))
        {
            // What has one axis stands behind weights: biases, and the gains of a normalisation.
            if (weights.Rank > 1)
            {
                yield return new(name, Way(weights, before), WithZeros(weights, () => Right(network, pictures, forward)));
            }
        }
    }

    /// <summary>The scores for a record: <c>moved_NAME</c> and <c>without_NAME</c>, with _ for each dot; and of all layers the least and the most.</summary>
    public static JsonObject Numbers(IReadOnlyCollection<LayerScore> scores)
    {
        JsonObject numbers = new()
        {
            ["layers"] = scores.Count,
            ["least_moved"] = TrainingRecord.Number(scores.Min(score => score.Moved)),
            ["most_without"] = TrainingRecord.Number(scores.Max(score => score.Without)),
        };
        foreach (var score in scores)
        {
            numbers["moved_" + score.Name.Replace('.', '_')] = TrainingRecord.Number(score.Moved);
            numbers["without_" + score.Name.Replace('.', '_')] = TrainingRecord.Number(score.Without);
        }

        return numbers;
    }

    private static double Way(Tensor now, Tensor before)
    {
        using var scope = new TensorScope();
        using var mode = GradMode.NoGrad();
        return (now - before).Norm().Item() / before.Norm().Item();
    }

    private static double WithZeros(Tensor weights, Func<double> measure)
    {
        var kept = weights.Detach().Clone();
        try
        {
            Init.Set(weights, Tensor.Scalar(0));
            return measure();
        }
        finally
        {
            Init.Set(weights, kept);
        }
    }

    private static double Right(Layer network, DataLoader pictures, Func<Module, Batch, Tensor>? forward)
    {
        var accuracy = new Accuracy();
        Evaluation.Run(network, pictures, [accuracy], forward);
        return accuracy.Value;
    }
}
