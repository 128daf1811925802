using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;

namespace Exercises.Stage03;

/// <summary>Exercise 10.2. One step of training.</summary>
/// <remarks>
/// The model is put into training mode; the gradients of the step before are forgotten; the loss of the batch is computed; slopes flow
/// back; the optimizer moves the parameters (lesson 10, "The loop"). The tensors that the step made are given back at its end: work
/// inside a TensorScope (lesson 08).
/// model.Train(), optimizer.ZeroGrad(), model.Call(batch.Inputs), batch.CrossEntropy(scores), loss.Backward(), optimizer.Step(), loss.Item().
/// </remarks>
public static class E10_2_TrainingStep
{
    /// <summary>Trains a model on one batch.</summary>
    /// <param name="model">What is trained: scores (n, classes) of inputs.</param>
    /// <param name="optimizer">Moves the model's parameters.</param>
    /// <param name="batch">The examples.</param>
    /// <returns>The loss of the batch, as it was before the parameters moved.</returns>
    public static double Of(Layer model, Optimizer optimizer, Batch batch)
    {
        #region Exercise 10.2: forget, forward, backward, step
        using var scope = new TensorScope();
        model.Train();
        optimizer.ZeroGrad();
        var loss = batch.CrossEntropy(model.Call(batch.Inputs));
        loss.Backward();
        optimizer.Step();
        return loss.Item();
        #endregion
    }
}
