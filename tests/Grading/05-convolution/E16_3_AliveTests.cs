using Exercises.Stage05;
using MiniTensor;
using MiniTensor.Nn;
using MiniTensor.Optim;

namespace CourseKit.Grading.Stage05;

[GradedTests("16.3")]
public sealed class E16_3_AliveTests
{
    [Graded]
    public void A_way_is_measured_in_lengths_of_the_start()
    {
        Expect.Near(
            2.5,
            E16_3_Alive.Moved(Tensor.Of([0, 2]), Tensor.Of([3, -2])),
            "From (0, 2) to (3, -2): how far in lengths of the start",
            1e-5,
            (5, "That is the way itself. How long was the parameter?"),
            (0.4, "The other way round: the way over the length."),
            (Math.Abs(Math.Sqrt(13) - 2) / 2, "That is the difference of the lengths. A parameter can turn and stay as long."),
            (5 / Math.Sqrt(13), "In lengths of the start, not of the end."),
            (3.5, "Those are sums. A length is the root of the sum of squares."));
        Expect.Near(0, E16_3_Alive.Moved(Tensor.Of([1, 2]), Tensor.Of([1, 2])), "From (1, 2) to (1, 2)", 1e-9);
    }

    [Graded]
    public void Without_a_parameter_the_model_is_measured_with_zeros()
    {
        var parameter = Drawn(out var before);
        double[] seen = [];
        var came = E16_3_Alive.Without(parameter, () =>
        {
            seen = parameter.Doubles();
            return 0.25;
        });
        Expect.Near(
            [0, 0, 0], seen, "While it was measured, the parameter", 0, (before, "It was as before. Is it 0 while the measurement runs?"));
        Expect.Near(0.25, came, "What the measurement said, 0.25,", 0);
    }

    [Graded]
    public void Afterwards_it_is_as_it_was()
    {
        var parameter = Drawn(out var before);
        E16_3_Alive.Without(parameter, () => 1);
        Expect.Near(
            before,
            parameter.Doubles(),
            "After the measurement the parameter",
            0,
            (new double[3], "It stayed 0. Keep a copy of the numbers: the tensor itself is overwritten."));
        Expect.True(parameter.RequiresGrad, "After the measurement the parameter does not learn any more.");
        try
        {
            E16_3_Alive.Without(parameter, () => throw new InvalidOperationException("no data"));
        }
        catch (InvalidOperationException)
        {
            // the measurement's own
        }

        Expect.Near(
            before,
            parameter.Doubles(),
            "After a measurement that threw, the parameter",
            0,
            (new double[3], "It stayed 0. What runs also when something throws?"));
    }

    [Graded]
    public void Frozen_filters_stay_and_the_rest_learns()
    {
        var rng = Draw.Rng();
        Conv2d first = new(1, 2, 3, rng), inner = new(2, 2, 1, rng);
        var (norm, linear) = (new BatchNorm2d(2), new Linear(8, 3, rng, bias: false));
        var model = new Sequential(first, norm, new Sequential(inner, new Relu()), new Flatten(), linear);
        var trained = E16_3_Alive.FreezeFilters(model);
        Expect.True(!first.Weight.RequiresGrad, "The filters of the first convolution still learn.");
        Expect.True(
            !inner.Weight.RequiresGrad,
            "The filters of a convolution within a part of the model still learn. NamedModules has the parts of parts too.");
        Expect.True(
            first.Bias is { RequiresGrad: false } && inner.Bias is { RequiresGrad: false },
            "A convolution's bias still learns: it belongs to the convolution.");
        Expect.True(norm.Weight.RequiresGrad, "BatchNorm does not learn any more. Only convolutions are to be frozen.");
        Expect.True(linear.Weight.RequiresGrad, "The linear layer does not learn any more. Only convolutions are to be frozen.");
        Expect.True(
            trained is not null && !trained.Any(parameter => ReferenceEquals(parameter, first.Weight)),
            "The filters were returned, which do not learn any more. Return the parameters that still do.");
        Expect.Equal(3, trained!.Count, "How many parameters are returned", "BatchNorm has two and the linear layer has one.");
        double[] filters = first.Weight.Doubles(), head = linear.Weight.Doubles();
        var optimizer = new Sgd(trained, 0.1);
        Functional.CrossEntropy(model.Call(Tensors.Draw(rng, [4, 1, 4, 4])), [0, 1, 2, 0]).Backward();
        optimizer.Step();
        Expect.Near(filters, first.Weight.Doubles(), "After a step the first filters", 0);
        Expect.True(!head.SequenceEqual(linear.Weight.Doubles()), "After a step the linear layer is as it was. Was it returned?");
    }

    private static Tensor Drawn(out double[] before)
    {
        var parameter = Tensors.Draw(Draw.Rng(), [3]);
        parameter.RequiresGrad = true;
        before = parameter.Doubles();
        return parameter;
    }
}
