using MiniTensor;
using MiniTensor.Nn;
using MiniTensor.Optim;

namespace Exercises.Stage06;

/// <summary>Exercise 21.1. A body that stands still while a head learns.</summary>
/// <remarks>
/// A frozen body has two parts that must not move: its parameters, and the running statistics of its batch normalisations,
/// which move in every forward pass in training mode, without any gradient. A step therefore calls it in evaluation mode,
/// and records nothing of it for the way back, since no slope will be asked for
/// (lesson 21, "Frozen is two things").
/// foreach (var parameter in body.Parameters()) goes over them; parameter.RequiresGrad and parameter.ZeroGrad();
/// body.Eval(), head.Train(); GradMode.NoGrad() is a scope: tensors that are computed in it have no graph;
/// Functional.CrossEntropy(scores, targets) is the loss.
/// Do not use Freeze of the library: it is what you rebuild here.
/// </remarks>
public static class E21_1_Freeze
{
    /// <summary>From now on no parameter of the body gets a gradient, and none that it had is kept.</summary>
    /// <param name="body">Layers that are trained already.</param>
    public static void Freeze(Layer body)
    {
        throw new NotImplementedException("Exercise 21.1: no gradients for the body's parameters");
    }

    /// <summary>One step of the head.</summary>
    /// <param name="body">Frozen; in whatever mode it was left.</param>
    /// <param name="head">Scores (n, classes) of the body's features.</param>
    /// <param name="optimizer">Moves the head.</param>
    /// <param name="x">A batch.</param>
    /// <param name="targets">The class of each item.</param>
    /// <returns>The loss of the batch before the step.</returns>
    public static double Step(Layer body, Layer head, Optimizer optimizer, Tensor x, int[] targets)
    {
        using var scope = new TensorScope();
        throw new NotImplementedException("Exercise 21.1: features in evaluation mode without a graph, then a step of the head");
    }
}
