using Exercises.Stage06;
using MiniTensor;
using MiniTensor.Nn;
using MiniTensor.Optim;

namespace CourseKit.Grading.Stage06;

[GradedTests("21.3")]
public sealed class E21_3_LayerRatesTests
{
    private readonly Rng _rng = Draw.Rng();

    [Graded]
    public void The_last_layer_has_the_full_rate()
    {
        var rate = _rng.Rounded(0.2, 0.9);
        var network = new Sequential(new Linear(2, 3, _rng), new Linear(3, 4, _rng), new Linear(4, 2, _rng));
        var came = Rates(E21_3_LayerRates.Groups(network, rate, 0.5), 3);
        Expect.Near(
            [rate / 4, rate / 2, rate],
            came,
            $"The rates of three layers with rate {rate} and factor 0.5",
            1e-9,
            ([rate, rate / 2, rate / 4], "The first layer has the full rate. Which one is new and has most to learn?"),
            ([rate, rate, rate], "All have the same rate."),
            ([rate / 2, rate / 2, rate], "Two steps down the ladder, the factor counts twice."),
            ([rate / 8, rate / 4, rate / 2], "The last layer gets the full rate itself."),
            ([rate / 3, rate / 2, rate], "The ladder goes down by the factor at each step."),
            ([0, rate / 2, rate], "The same was taken off at each step. Each rate is the next one times the factor."),
            ([4 * rate, 2 * rate, rate], "The rates grow towards the picture. How much of a layer's rate does the one before it get?"));
    }

    [Graded]
    public void Every_parameter_is_in_the_group_of_its_layer()
    {
        var network = new Sequential(new Sequential(new Linear(2, 3, _rng), new BatchNorm1d(3)), new Linear(3, 2, _rng));
        var groups = E21_3_LayerRates.Groups(network, 0.1, 0.3);
        Expect.Equal(
            2,
            groups.Length,
            "The number of groups of a network of two layers, the first of which has two parts,",
            "Is a group made of each parameter, or of each part?");
        for (var i = 0; i < 2; i++)
        {
            var (mine, theirs) = (network[i].Parameters().ToHashSet(), groups[i].Parameters);
            Expect.Equal(
                mine.Count,
                theirs.Count,
                $"The number of parameters in the group of layer {i}",
                "Weights and biases, and those of the parts within a layer.");
            Expect.True(mine.SetEquals(theirs), $"The group of layer {i} has parameters of another layer.");
        }

        _ = new Sgd(groups, 1);
        Expect.Near([0.03, 0.1], Rates(groups, 2), "The rates of these two layers in an optimizer, with rate 0.1 and factor 0.3");
    }

    [Graded]
    public void Layers_without_parameters_take_no_step()
    {
        var network = new Sequential(new Linear(2, 3, _rng), new Relu(), new Flatten(), new Linear(3, 2, _rng), new Tanh());
        var groups = E21_3_LayerRates.Groups(network, 0.8, 0.5);
        Expect.True(
            groups.All(group => group.Parameters.Count > 0),
            "A group has no parameters. Relu has nothing to train: it needs no group.");
        Expect.Near(
            [0.4, 0.8],
            Rates(groups, 2),
            "The rates of Linear, Relu, Flatten, Linear, Tanh with rate 0.8 and factor 0.5",
            1e-9,
            ([0.05, 0.4], "Layers without parameters took steps of the ladder."),
            ([0.1, 0.8], "Layers without parameters took steps of the ladder."));
    }

    [Graded]
    public void What_is_frozen_stays_out()
    {
        var network = new Sequential(new Linear(2, 3, _rng), new Linear(3, 3, _rng), new Linear(3, 3, _rng), new Linear(3, 2, _rng));
        network[0].Freeze();
        network[2].Freeze();
        ((Linear)network[1]).Bias?.RequiresGrad = false;
        var groups = E21_3_LayerRates.Groups(network, 0.8, 0.5);
        Expect.Equal(
            2,
            groups.Length,
            "The number of groups of four layers, of which the first and the third are frozen,",
            groups.Length == 4 ? "A frozen layer has nothing to train." : null);
        Expect.Near(
            [0.4, 0.8],
            Rates(groups, 2),
            "Their rates, with rate 0.8 and factor 0.5",
            1e-9,
            ([0.2, 0.8], "The frozen layer between the two took a step of the ladder."));
        Expect.Equal(
            1,
            groups[0].Parameters.Count,
            "The number of parameters in the group of a layer whose bias is frozen",
            "Each parameter says for itself whether it is trained.");
    }

    private static double[] Rates(ParameterGroup[] groups, int count)
    {
        Expect.Equal(count, groups.Length, "The number of groups");
        return [.. groups.Select(group => group.LearningRate)];
    }
}
