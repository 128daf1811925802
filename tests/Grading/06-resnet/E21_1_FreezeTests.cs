using Exercises.Stage06;
using MiniTensor;
using MiniTensor.Nn;
using MiniTensor.Optim;

namespace CourseKit.Grading.Stage06;

[GradedTests("21.1")]
public sealed class E21_1_FreezeTests
{
    private const double Rate = 0.5;

    private static readonly int[] s_targets = [0, 2, 1, 2, 0, 1];

    private readonly Rng _rng = Draw.Rng();

    public E21_1_FreezeTests() => Expect.DoesNotCall(typeof(E21_1_Freeze), typeof(ModuleModes), nameof(ModuleModes.Freeze));

    [Graded]
    public void A_frozen_body_gets_no_gradients()
    {
        var (body, head, x) = Make();
        E21_1_Freeze.Freeze(body);
        Functional.CrossEntropy(head.Call(body.Call(x)), s_targets).Backward();
        var (name, parameter) = body.NamedParameters().FirstOrDefault(entry => entry.Tensor.RequiresGrad || entry.Tensor.Grad is not null);
        Expect.True(
            parameter is null,
            $"The body's {name} {(parameter?.RequiresGrad == true ? "still asks for gradients" : "has a gradient")}. "
            + "Did you go over all parameters of the body, those within its layers too?");
        Expect.True(head.Weight.Grad is not null, "The head has no gradient. Only the body is to be frozen.");
    }

    [Graded]
    public void An_old_gradient_moves_nothing()
    {
        var (body, head, x) = Make();
        Functional.CrossEntropy(head.Call(body.Call(x)), s_targets).Backward();
        E21_1_Freeze.Freeze(body);
        var kept = body.NamedParameters().FirstOrDefault(entry => entry.Tensor.Grad is not null).Name;
        Expect.True(
            kept is null,
            $"Before it was frozen the body was trained, and its {kept} still has the gradient of then. "
            + "An optimizer moves whatever has a gradient: forget it.");
    }

    [Graded]
    public void The_body_answers_as_in_use()
    {
        var (body, head, x) = Make();
        while (Math.Abs(Loss(body.Eval(), head, x) - Loss(Copy(body).Train(), head, x)) < 0.01)
        {
            (body, head, x) = Make(); // a draw by which the two modes answer alike would show nothing
        }

        E21_1_Freeze.Freeze(body);
        var inUse = Loss(body.Eval(), head, x);
        var inTraining = Loss(Copy(body).Train(), head, x);
        body.Train();
        var came = E21_1_Freeze.Step(body, head, new Sgd(head.Parameters(), Rate), x, s_targets);
        Expect.Near(
            inUse,
            came,
            "The loss of a batch before the step",
            1e-4,
            (
                inTraining,
                "The body was in training mode: its normalisation used this batch's statistics. In which mode does a frozen body work?"),
            (Loss(body.Eval(), head, x), "That is the loss after the step."));
    }

    [Graded]
    public void Nothing_of_the_body_moves()
    {
        var (body, head, x) = Make();
        E21_1_Freeze.Freeze(body);
        var before = body.StateDictionary().ToDictionary(entry => entry.Key, entry => entry.Value.Doubles());
        for (var step = 0; step < 3; step++)
        {
            body.Train(); // as model.Train() at the head of an epoch does
            E21_1_Freeze.Step(body, head, new Sgd(head.Parameters(), Rate), x, s_targets);
        }

        foreach (var (name, tensor) in body.StateDictionary())
        {
            Expect.Near(
                before[name],
                tensor.Doubles(),
                $"After three steps of the head, the body's {name}",
                1e-7,
                (tensor.Doubles(), "It moved. Running statistics are no parameters: a forward pass in training mode writes them."));
        }
    }

    [Graded]
    public void Nothing_is_recorded_of_the_body()
    {
        // A body that nobody has frozen: only what is recorded of it can bring gradients.
        var (body, head, x) = Make();
        E21_1_Freeze.Step(body, head, new Sgd(head.Parameters(), Rate), x, s_targets);
        var name = body.NamedParameters().FirstOrDefault(entry => entry.Tensor.Grad is not null).Name;
        Expect.True(
            name is null,
            $"The way back went through the body: its {name} has a gradient. Compute the features where nothing is recorded.");
    }

    [Graded]
    public void The_head_takes_a_step_each_time()
    {
        var (body, head, x) = Make();
        E21_1_Freeze.Freeze(body);
        double[] features;
        using (GradMode.NoGrad())
        {
            features = body.Eval().Call(x).Doubles();
        }

        var w = head.Weight.Doubles();
        double[] Slopes(double[] at) => Tensors.Slopes(v => LossOf(features, v), [.. at]);
        double[] Moved(double[] from, double[] slopes, double rate) => [.. from.Zip(slopes, (number, slope) => number - rate * slope)];
        var optimizer = new Sgd(head.Parameters(), Rate);
        var (first, after) = (Slopes(w), Moved(w, Slopes(w), Rate));
        E21_1_Freeze.Step(body, head, optimizer, x, s_targets);
        Expect.Near(
            after,
            head.Weight.Doubles(),
            "After one step: the head's weights",
            1e-4,
            (
                w,
                "They have not moved. Backward fills gradients, Step moves weights, ZeroGrad empties gradients: in which order?"));
        E21_1_Freeze.Step(body, head, optimizer, x, s_targets);
        Expect.Near(
            Moved(after, Slopes(after), Rate),
            head.Weight.Doubles(),
            "After two steps: the head's weights",
            1e-4,
            (
                Moved(Moved(after, Slopes(after), Rate), first, Rate),
                "The second step went along the first gradient once more. What was to be forgotten?"));
    }

    [Graded]
    public void The_head_is_in_training_mode()
    {
        var (body, head, x) = Make();
        var wasTraining = false;
        using var hook = head.RegisterForwardHook((module, _) => wasTraining = module.IsTraining);
        head.Eval();
        E21_1_Freeze.Step(body, head, new Sgd(head.Parameters(), Rate), x, s_targets);
        Expect.True(
            wasTraining,
            "The head was called in evaluation mode: a dropout in it would drop nothing. The body is in use, and the head learns.");
    }

    /// <summary>A body with a normalisation that has seen other batches, a head without bias, and six items.</summary>
    private (Sequential Body, Linear Head, Tensor X) Make()
    {
        var body = Body();
        for (var batch = 0; batch < 3; batch++)
        {
            using var mode = GradMode.NoGrad();
            body.Call(Tensors.Draw(_rng, [8, 3], 5));
        }

        return (body, new Linear(4, 3, _rng, bias: false), Tensors.Draw(_rng, [6, 3]));
    }

    private Sequential Body() => new(new Linear(3, 4, _rng), new Sequential(new BatchNorm1d(4), new Tanh()));

    private Sequential Copy(Sequential body)
    {
        var copy = Body();
        copy.LoadStateDictionary(body.StateDictionary());
        return copy;
    }

    private static double Loss(Layer body, Layer head, Tensor x)
    {
        using var mode = GradMode.NoGrad();
        return Functional.CrossEntropy(head.Call(body.Call(x)), s_targets).Item();
    }

    // The mean cross-entropy of features (6, 4) times weights (3, 4) transposed.
    private static double LossOf(double[] features, double[] weights) => Enumerable.Range(0, 6).Average(i =>
    {
        double[] scores =
            [.. Enumerable.Range(0, 3).Select(c => Enumerable.Range(0, 4).Sum(j => features[i * 4 + j] * weights[c * 4 + j]))];
        return Math.Log(scores.Sum(Math.Exp)) - scores[s_targets[i]];
    });
}
