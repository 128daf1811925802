using Exercises.Stage03;
using MiniTensor;

namespace CourseKit.Grading.Stage03;

[GradedTests("10.1")]
public sealed class E10_1_BatchesTests
{
    public E10_1_BatchesTests() => Expect.DoesNotCall(typeof(E10_1_Batches), typeof(Rng), nameof(Rng.Shuffle));

    [Graded]
    public void Every_item_comes_once()
    {
        var rng = Draw.Rng();
        var (batches, size) = (2 + rng.Next(4), 2 + rng.Next(5));
        var count = batches * size;
        var epoch = E10_1_Batches.Of(count, size, rng);
        Expect.Equal(batches, epoch.Length, $"The number of batches of {count} items, {size} to a batch");
        Expect.True(epoch.All(batch => batch.Length == size), $"Of {count} items, {size} to a batch, the batches have {Classes.Text(epoch.Select(batch => batch.Length))} items.");
        var times = Enumerable.Range(0, count).Select(item => epoch.Sum(batch => batch.Count(other => other == item))).ToArray();
        var twice = Array.FindIndex(times, t => t != 1);
        Expect.True(
            twice < 0,
            $"Of {count} items, {size} to a batch, item {twice} comes {(twice < 0 ? 0 : times[twice])} times, expected once. Is each item drawn from all, or are all of them put in an order?");
        Expect.Equal(count, epoch.Sum(batch => batch.Length), "The number of items in all batches", "There are items below 0, or beyond the last.");
    }

    [Graded]
    public void The_last_batch_has_what_is_left()
    {
        var epoch = E10_1_Batches.Of(10, 4, Draw.Rng());
        Expect.Equal(
            "[4, 4, 2]",
            Classes.Text(epoch.Select(batch => batch.Length)),
            "The sizes of the batches of 10 items, 4 to a batch",
            epoch.Length == 2 ? "Two items were left out, and they would be others in each epoch: but who would notice when the data are few?"
            : epoch.Length == 3 && epoch[2].Length == 4 ? "The last batch was filled up. With what?" : null);
        Expect.Equal("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]", Classes.Text(epoch.SelectMany(batch => batch).Order()), "The items of all batches, sorted");
    }

    [Graded]
    public void Each_epoch_has_an_order_of_its_own()
    {
        string Order(Rng rng) => Classes.Text(E10_1_Batches.Of(50, 10, rng).SelectMany(batch => batch));
        var rng = Draw.Rng();
        var (first, second) = (Order(rng), Order(rng));
        Expect.True(first != Classes.Text(Enumerable.Range(0, 50)), "50 items come in the order 0, 1, 2 and so on. Where are they shuffled?");
        Expect.True(first != second, "Two epochs from one generator have the same order. Is a new generator made in each?");
        Expect.Equal(first, Order(Draw.Rng()), "The order from a generator that starts where the first one did", "The same seed must give the same run. Does something else draw numbers?");
    }

    [Graded]
    public void Every_order_is_equally_likely()
    {
        const int Epochs = 60_000;
        var rng = Draw.Rng();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < Epochs; i++)
        {
            var order = string.Concat(E10_1_Batches.Of(3, 3, rng)[0]);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        // 60,000 / 6 each, give or take five standard deviations.
        foreach (var order in (string[])["012", "021", "102", "120", "201", "210"])
        {
            var came = counts.GetValueOrDefault(order);
            Expect.True(
                came > 0,
                $"Of {Epochs} epochs of three items none has the order {order}. May an item stay where it is?");
            Expect.True(
                Math.Abs(came - Epochs / 6) < 460,
                $"Of {Epochs} epochs of three items {came} have the order {order}, where {Epochs / 6} would be fair. From which places is each exchange chosen?");
        }
    }
}
