using MiniTensor.Data;
using MiniTensor.Nn;

namespace MiniTensor.Training;

/// <summary>Finds out where a NaN or an infinity began, by doing the step that failed once more with an eye on every layer.</summary>
internal static class NonFinite
{
    /// <summary>The error that names the first part whose output or gradient was not finite.</summary>
    /// <param name="run">The run, whose step failed before the optimizer changed anything.</param>
    /// <param name="what">What was noticed: the loss or the gradients.</param>
    /// <param name="batch">The batch of that step.</param>
    /// <param name="loss">Computes the loss of the batch.</param>
    public static TrainingException Explain(TrainingRun run, string what, Batch batch, Func<Batch, Tensor> loss)
    {
        var (layer, where) = Find(run.Model, batch, loss);
        var remedy = where.StartsWith("the inputs", StringComparison.Ordinal)
            ? "Clean the data."
            : $"Lower the learning rate (now {StateText.Of(run.Optimizer.LearningRate)}), warm it up, or clip the gradients; "
                + "look for a logarithm, a root or a division that can get 0.";
        return new TrainingException($"{what} of step {run.Step + 1} is not finite. The first that was not: {where}. {remedy}")
        {
            Step = run.Step + 1,
            Layer = layer,
        };
    }

    /// <summary>The error for a loss that is finite, but far above where it began: names the layer that moves fastest.</summary>
    public static TrainingException Diverged(TrainingRun run, double smoothed, double first)
    {
        var (name, ratio) = run.Model.NamedParameters()
            .Where(parameter => parameter.Tensor.Grad is not null)
            .Select(parameter => (parameter.Name, Ratio: Norm(parameter.Tensor.Grad) / (Norm(parameter.Tensor) + 1e-12)))
            .MaxBy(parameter => parameter.Ratio);
        return new TrainingException(FormattableString.Invariant(
            $"The loss diverged: it began at {first:G4} and stands at {smoothed:G4}, smoothed, after step {run.Step}. The largest gradient for its size is that of {name} ({ratio:G3} times the weights). Lower the learning rate (now {run.Optimizer.LearningRate:G4}), warm it up, or clip the gradients."))
        {
            Step = run.Step,
            Layer = name,
        };
    }

    private static (string? Layer, string Where) Find(Module model, Batch batch, Func<Batch, Tensor> loss)
    {
        foreach (var (name, tensor) in model.NamedParameters())
        {
            if (!IsFinite(tensor))
            {
                return (name, $"the weights {name}, which the update of the step before made so");
            }
        }

        if (!IsFinite(batch.Inputs))
        {
            return (null, $"the inputs of the batch, item {BadItem(batch)} of the data");
        }

        string? layer = null;
        string? first = null;
        var hooks = model.NamedModules().Select(part => part.Module.RegisterForwardHook((module, output) =>
        {
            var name = $"{(part.Name.Length == 0 ? "the model" : "layer " + part.Name)} ({module.GetType().Name})";
            Note(output, "output");
            if (output.RequiresGrad)
            {
                output.RegisterHook(gradient =>
                {
                    Note(gradient, "gradient of the output");
                    return null;
                });
            }

            void Note(Tensor tensor, string kind)
            {
                if (first is null && !IsFinite(tensor))
                {
                    (layer, first) = (part.Name, $"the {kind} of {name}");
                }
            }
        })).ToList();
        try
        {
            using var scope = new TensorScope();
            var value = loss(batch);
            if (first is null && !IsFinite(value))
            {
                return (null, "the loss itself; every layer's output is finite");
            }

            if (first is null)
            {
                value.Backward();
            }
        }
        finally
        {
            hooks.ForEach(hook => hook.Dispose());
        }

        return first is not null ? (layer, first) : BadGradient(model);
    }

    // Backward goes from the output to the input: the last parameter is reached first.
    private static (string? Layer, string Where) BadGradient(Module model)
    {
        var name = model.NamedParameters().LastOrDefault(parameter => parameter.Tensor.Grad is { } grad && !IsFinite(grad)).Name;
        return name is null
            ? (null, "something that does not come back when the step is repeated, such as one choice of dropout")
            : (name, $"the gradient of {name}");
    }

    private static int BadItem(Batch batch)
    {
        var values = batch.Inputs.ToArray();
        return batch.Indices[Array.FindIndex(values, value => !float.IsFinite(value)) / (values.Length / batch.Count)];
    }

    private static bool IsFinite(Tensor tensor) => Array.TrueForAll(tensor.Detach().ToArray(), float.IsFinite);

    private static double Norm(Tensor? tensor) => Math.Sqrt(tensor?.Detach().ToArray().Sum(value => (double)value * value) ?? 0);
}
