using MiniTensor.Data;
using MiniTensor.Nn;

namespace MiniTensor.Training;

/// <summary>Measures a model on data: in evaluation mode, without gradients.</summary>
public static class Evaluation
{
    /// <summary>Adds every batch of the loader to the metrics.</summary>
    /// <param name="model">The model; its mode is as before afterwards.</param>
    /// <param name="loader">The data, once through.</param>
    /// <param name="metrics">What is counted. They are not reset.</param>
    /// <param name="forward">How the model is called; null calls a <see cref="Layer"/> with the batch's inputs.</param>
    /// <param name="loss">The loss of a batch; null is cross-entropy.</param>
    /// <returns>The mean loss of an example.</returns>
    public static double Run(
        Module model, DataLoader loader, IReadOnlyList<Metric> metrics, Func<Module, Batch, Tensor>? forward = null, Func<Tensor, Batch, Tensor>? loss = null)
    {
        var (sum, count) = (0.0, 0L);
        var wasTraining = model.IsTraining;
        model.Eval();
        try
        {
            using var mode = GradMode.NoGrad();
            foreach (var batch in loader.Epoch())
            {
                using var scope = new TensorScope();
                var output = (forward ?? Forward)(model, batch);
                sum += (loss ?? CrossEntropy)(output, batch).Item() * (double)batch.Count;
                count += batch.Count;
                foreach (var metric in metrics)
                {
                    metric.Add(output, batch.Targets);
                }
            }
        }
        finally
        {
            model.Train(wasTraining);
        }

        return count == 0 ? double.NaN : sum / count;
    }

    internal static Tensor Forward(Module model, Batch batch) => model is Layer layer
        ? layer.Call(batch.Inputs)
        : throw new TrainingException($"{model.GetType().Name} is no Layer: say how it is called, in TrainerOptions.Forward.");

    internal static Tensor CrossEntropy(Tensor output, Batch batch) => batch.CrossEntropy(output);
}
