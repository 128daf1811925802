using Exercises.Stage03;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Nn;
using MiniTensor.Optim;

namespace CourseKit.Grading.Stage03;

[GradedTests("10.2")]
public sealed class E10_2_TrainingStepTests
{
    private const int Count = 4;
    private const int Inputs = 3;
    private const int Outputs = 3;
    private const double Rate = 0.5;

    private readonly Rng _rng = Draw.Rng();

    [Graded]
    public void The_loss_is_the_one_before_the_step()
    {
        var (model, optimizer, batch) = Make();
        var w = model.Weight.Doubles();
        var expected = Loss(w, batch);
        var came = E10_2_TrainingStep.Of(model, optimizer, batch);
        Expect.Near(
            expected,
            came,
            "The loss of a batch of four",
            1e-4,
            (Loss(model.Weight.Doubles(), batch), "That is the loss after the step. When is it computed?"),
            (expected * Count, "That is the sum over the batch."),
            (expected / Count, "CrossEntropy is a mean already. What is it divided by?"));
    }

    [Graded]
    public void The_parameters_take_one_step_downhill()
    {
        var (model, optimizer, batch) = Make();
        var w = model.Weight.Doubles();
        var expected = Moved(w, Slopes(w, batch), Rate);
        E10_2_TrainingStep.Of(model, optimizer, batch);
        Tensors.ExpectNear(
            model.Weight.Shape,
            expected,
            model.Weight,
            "After one step of gradient descent: the weights",
            1e-4,
            (w, "They have not moved. Backward fills the gradients, Step moves the weights, ZeroGrad empties the gradients: in which order do they come?"),
            (Moved(w, Slopes(w, batch), 2 * Rate), "They moved twice as far as they should. Is Backward or Step called twice?"));
    }

    [Graded]
    public void A_second_step_forgets_the_first()
    {
        var (model, optimizer, batch) = Make();
        var w = model.Weight.Doubles();
        var first = Slopes(w, batch);
        var middle = Moved(w, first, Rate);
        var second = Slopes(middle, batch);
        E10_2_TrainingStep.Of(model, optimizer, batch);
        E10_2_TrainingStep.Of(model, optimizer, batch);
        Tensors.ExpectNear(
            model.Weight.Shape,
            Moved(middle, second, Rate),
            model.Weight,
            "After two steps: the weights",
            1e-4,
            (Moved(Moved(middle, second, Rate), first, Rate), "The second step went along the first gradient once more. What was to be forgotten?"),
            (Moved(middle, first, Rate), "The second step went along the gradient of the first one. Which gradient did it find?"));
    }

    [Graded]
    public void The_model_is_in_training_mode()
    {
        var (model, optimizer, batch) = Make();
        var wasTraining = false;
        using var hook = model.RegisterForwardHook((module, _) => wasTraining = module.IsTraining);
        model.Eval();
        E10_2_TrainingStep.Of(model, optimizer, batch);
        Expect.True(wasTraining, "A model that was measured before (Eval) computes its scores in evaluation mode: its dropout would drop nothing. What sets the mode?");
    }

    [Graded]
    public void What_the_step_made_is_given_back()
    {
        var (model, optimizer, batch) = Make();
        Tensor? scores = null;
        using var hook = model.RegisterForwardHook((_, result) => scores = result);
        E10_2_TrainingStep.Of(model, optimizer, batch);
        Expect.True(scores is not null, "The model was not called.");
        var isGone = false;
        try
        {
            scores?.Sum();
        }
        catch (ObjectDisposedException)
        {
            isGone = true;
        }

        Expect.True(isGone, "The scores of the batch are still in memory after the step, and those of every step before. Which scope gives them back?");
    }

    /// <summary>A layer without bias, plain gradient descent, and a batch of four.</summary>
    private (Linear Model, Sgd Optimizer, Batch Batch) Make()
    {
        var model = new Linear(Inputs, Outputs, _rng, bias: false);
        var data = new TensorDataset(Tensors.Draw(_rng, [Count, Inputs]), Classes.Targets(_rng, Count, Outputs));
        return (model, new Sgd(model.Parameters(), Rate), new DataLoader(data, Count, workers: 0).Epoch().First());
    }

    /// <summary>The mean cross-entropy of the scores x times w transposed, in double precision.</summary>
    private static double Loss(double[] w, Batch batch)
    {
        var x = batch.Inputs.Doubles();
        double[] scores =
        [
            .. from i in Enumerable.Range(0, Count)
               from c in Enumerable.Range(0, Outputs)
               select Enumerable.Range(0, Inputs).Sum(p => x[i * Inputs + p] * w[c * Inputs + p]),
        ];
        return Classes.CrossEntropy(scores, batch.Targets, Outputs, 0);
    }

    private static double[] Slopes(double[] w, Batch batch) => Tensors.Slopes(v => Loss(v, batch), [.. w]);

    private static double[] Moved(double[] w, double[] slopes, double rate) => [.. w.Zip(slopes, (weight, slope) => weight - rate * slope)];
}
