using MiniTensor;
using MiniTensor.Optim;

namespace CourseKit.Grading.Stage06;

/// <summary>Parameters that a network's own are held against, and the recipe that moves them.</summary>
internal static class Copies
{
    public static Tensor Of(Tensor tensor)
    {
        var copy = tensor.Detach().Clone();
        copy.RequiresGrad = tensor.RequiresGrad;
        return copy;
    }

    /// <summary>Adds to every gradient, as a step before that nobody cleared away.</summary>
    public static void LeaveGradients(IEnumerable<Tensor> parameters, double each)
    {
        foreach (var p in parameters)
        {
            (p * each).Sum().Backward();
        }
    }

    /// <summary>Lesson 19's: Nesterov's momentum, and decay for what multiplies, none for what is added or scales.</summary>
    public static Sgd Optimizer(IReadOnlyList<Tensor> parameters) => new(
        [
            new ParameterGroup(parameters.Where(p => p.Rank > 1), weightDecay: 5e-4),
            new ParameterGroup(parameters.Where(p => p.Rank == 1), weightDecay: 0),
        ],
        learningRate: 0.1,
        momentum: 0.9,
        nesterov: true);
}
