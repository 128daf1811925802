using Exercises.Stage06;
using MiniTensor;
using MiniTensor.Data;
using MiniTensor.Nn;

namespace CourseKit.Grading.Stage06;

[GradedTests("21.2")]
public sealed class E21_2_NewClassesTests
{
    private static readonly int[] s_labels = [7, 5, 2, 9, 5, 7, 7, 9, 5, 2];

    private readonly Rng _rng = Draw.Rng();

    public E21_2_NewClassesTests() => Expect.DoesNotCall(typeof(E21_2_NewClasses), typeof(ClassSubset));

    [Graded]
    public void Only_the_wanted_classes_are_taken()
    {
        var (items, targets) = E21_2_NewClasses.Select(s_labels, [5, 9], 100);
        Expect.Equal(
            "1 3 4 7 8",
            string.Join(' ', items),
            $"Of pictures with the labels {string.Join(' ', s_labels)}, those of the classes 5 and 9",
            items is [1, 4, 8, 3, 7] ? "They come in the order of the whole set, not class after class." : null);
        Expect.Equal(5, targets.Length, "The number of targets for five pictures");
    }

    [Graded]
    public void Classes_are_numbered_in_the_order_they_are_named()
    {
        var came = string.Join(' ', E21_2_NewClasses.Select(s_labels, [9, 5], 100).Targets);
        Expect.Equal(
            "1 0 1 0 1",
            came,
            "The targets of the pictures with the labels 5 9 5 9 5, of the classes 9 and 5 in this order,",
            came switch
            {
                "5 9 5 9 5" => "Those are the old numbers. A head with two scores knows 0 and 1.",
                "0 1 0 1 0" => "Are they numbered by size, or as they come? The class that is named first becomes 0.",
                "2 1 2 1 2" => "Numbers begin with 0.",
                _ => null,
            });
    }

    [Graded]
    public void So_many_of_each_class_are_taken()
    {
        var (items, targets) = E21_2_NewClasses.Select(s_labels, [7, 5, 2], 2);
        var came = string.Join(' ', items);
        Expect.Equal(
            "0 1 2 4 5 9",
            came,
            $"Of pictures with the labels {string.Join(' ', s_labels)}, two each of the classes 7, 5 and 2",
            came switch
            {
                "0 1" => "Those are two in all. How many of each class?",
                "0 5 1 4 2 9" => "They are in the order of the classes. The order of the whole set was asked for.",
                "0 1 2 4 5 6 8 9" => "That is one too many of some.",
                _ => null,
            });
        Expect.Equal("0 1 2 1 0 2", string.Join(' ', targets), "The targets of these pictures");
        Expect.Equal(
            10,
            E21_2_NewClasses.Select(s_labels, [2, 5, 7, 9], 4).Items.Length,
            "The number of pictures where there are fewer of each class than asked for");
    }

    [Graded]
    public void A_new_head_has_as_many_scores_as_classes()
    {
        var network = Network();
        var came = E21_2_NewClasses.WithNewHead(network, 3, _rng);
        Expect.Equal(
            network.Count,
            came.Count,
            "The number of layers",
            came.Count > network.Count ? "Is the old head still there, below the new one?"
                : came.Count == 2 ? "Was the old network put in as a single layer? Its layers are wanted, one by one, but for the last."
                : null);
        Expect.True(came[^1] is Linear, "The last layer is no Linear.");
        var weight = ((Linear)came[^1]).Weight;
        Expect.True(
            weight.Shape == [3, 4],
            $"The new head's weight has shape {weight.Shape}, expected (3, 4): three scores of the body's four features.");
        Expect.True(came.Call(Tensors.Draw(_rng, [2, 6])).Shape == [2, 3], "The new network does not give three scores for each item.");
    }

    [Graded]
    public void The_body_is_the_old_one_itself()
    {
        var network = Network();
        var head = ((Linear)network[^1]).Weight;
        var before = head.Doubles();
        var came = E21_2_NewClasses.WithNewHead(network, 5, _rng);
        for (var i = 0; i < network.Count - 1; i++)
        {
            Expect.True(
                ReferenceEquals(network[i], came[i]),
                $"Layer {i} of the new network is not layer {i} of the old one. "
                + "What the body has learnt lies in its layers: use them, do not make new ones.");
        }

        var weight = ((Linear)came[^1]).Weight;
        Expect.True(
            !ReferenceEquals(head, weight) && !before.SequenceEqual(weight.Doubles()),
            "The last layer is the old head. Its scores are for the old classes: make a new one.");
        Expect.True(
            ReferenceEquals(head, ((Linear)network[^1]).Weight) && before.SequenceEqual(head.Doubles()),
            "The old network has lost its head. It is to stay as it is.");
    }

    private Sequential Network() =>
        new(new Linear(6, 8, _rng), new BatchNorm1d(8), new Relu(), new Linear(8, 4, _rng), new Tanh(), new Linear(4, 5, _rng));
}
