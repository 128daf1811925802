using Exercises.Stage03;
using MiniTensor;
using MiniTensor.Nn;

namespace CourseKit.Grading.Stage03;

[GradedTests("12.3")]
public sealed class E12_3_DeadUnitsTests
{
    [Graded]
    public void Both_ends_are_saturated() => Expect.Near(
        0.5,
        E12_3_DeadUnits.Saturated(Tensor.Of([0.98f, -0.99f, 0.5f, -0.2f, 0.999f, 0.96f, 0, -1], [2, 4])),
        "The saturated share of [0.98 -0.99 0.5 -0.2 0.999 0.96 0 -1]",
        1e-9,
        (0.25, "Only one end was counted. -0.99 is as saturated as 0.99."),
        (0, "An int divided by an int drops the fraction."),
        (4, "That is how many. Which share of all is it?"),
        (1, "It was divided by the number of rows or columns. Of how many outputs is it the share?"));

    [Graded]
    public void A_dead_unit_is_zero_for_every_example()
    {
        // Units: always 0; sometimes; always alive; always 0; sometimes.
        var outputs = Tensor.Of([0, 0, 1, 0, 2, 0, 3, 4, 0, 0, 0, 0, 5, 0, 0], [3, 5]);
        Expect.Near(
            2,
            E12_3_DeadUnits.Dead(outputs),
            "Of three examples and five units, where units 0 and 3 are 0 for all examples: the dead units",
            1e-9,
            (4, "Those are 0 for any example. Dead means 0 for every one."),
            (0, "Those are examples without any output. A unit is a column: does the inner loop go over the examples?"),
            (1, "Those are units that are always alive."),
            (10, "Those are single outputs. How many units are 0 throughout?"));
    }

    [Graded]
    public void A_random_batch_agrees_with_a_naive_count()
    {
        var rng = Draw.Rng();
        var alive = Enumerable.Range(0, 20).Select(_ => rng.Next(3) > 0).ToArray();
        var numbers = Enumerable.Range(0, 6 * 20).Select(i => alive[i % 20] && i / 20 == i % 6 ? 1.5f : 0).ToArray();
        Expect.Near(
            alive.Count(a => !a),
            E12_3_DeadUnits.Dead(Tensor.Of(numbers, [6, 20])),
            "Six examples and 20 units, each alive for one example or dead: the dead units");
    }

    [Graded]
    public void Each_relu_of_a_network_is_counted()
    {
        var came = E12_3_DeadUnits.DeadIn(Network(), Tensor.Ones([3, 2]));
        Expect.True(came is not null, "DeadIn came out null, expected a count for each relu layer.");
        Expect.True(
            came!.Length > 0,
            "DeadIn came out empty, expected two counts. Was the network called while the hooks were there?");
        Expect.True(came.Length == 2, $"DeadIn has {came.Length} numbers, expected 2: one for each relu layer.");
        Expect.Near(
            [1, 2],
            [.. came.Select(count => (double)count)],
            "The dead units of a network with two relu layers");
    }

    [Graded]
    public void The_hooks_are_taken_away()
    {
        var (network, x) = (Network(), Tensor.Ones([3, 2]));
        _ = E12_3_DeadUnits.DeadIn(network, x);
        GC.Collect();
        var before = GC.GetAllocatedBytesForCurrentThread();
        network.Call(x);
        var watched = GC.GetAllocatedBytesForCurrentThread() - before;
        for (var i = 0; i < 100; i++)
        {
            _ = E12_3_DeadUnits.DeadIn(network, x);
        }

        before = GC.GetAllocatedBytesForCurrentThread();
        network.Call(x);
        var after = GC.GetAllocatedBytesForCurrentThread() - before;
        Expect.True(
            after < 2 * watched + 4096,
            "After 101 looks a plain call of the network does far more than after one. The hooks of the first "
            + "look are still there: dispose what RegisterForwardHook returned.");
    }

    // The first layer has a unit that is never above 0, the second has two.
    private static Sequential Network()
    {
        var rng = new Rng(1);
        var (first, second) = (new Linear(2, 3, rng), new Linear(3, 4, rng));
        Init.Set(first.Weight, Tensor.Of([1, 1, -1, -1, 2, 0], [3, 2]));
        Init.Set(first.Bias!, Tensor.Zeros([3]));
        Init.Set(second.Weight, Tensor.Of([1, 0, 0, -1, 0, 0, 0, 0, 1, 0, 0, -1], [4, 3]));
        Init.Set(second.Bias!, Tensor.Zeros([4]));
        return new Sequential(first, new Relu(), second, new Relu());
    }
}
