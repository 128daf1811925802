namespace MiniTensor.Data;

/// <summary>Divides a data set into parts that share no item.</summary>
public static class DataSplit
{
    /// <summary>Parts by chance.</summary>
    /// <param name="dataset">The whole set.</param>
    /// <param name="heldOut">Which part is held out, from 0 to 1.</param>
    /// <param name="rng">Where the choice comes from.</param>
    public static (Subset Train, Subset HeldOut) Random(IDataset dataset, double heldOut, Rng rng) =>
        ByKey(dataset, index => index, heldOut, rng);

    /// <summary>Parts by chance, in which each class is held out in the same proportion, to within one item.</summary>
    /// <param name="dataset">The whole set.</param>
    /// <param name="classes">The class of each item.</param>
    /// <param name="heldOut">Which part is held out, from 0 to 1.</param>
    /// <param name="rng">Where the choice comes from.</param>
    public static (Subset Train, Subset HeldOut) Stratified(IDataset dataset, ReadOnlySpan<int> classes, double heldOut, Rng rng)
    {
        CheckPart(heldOut);
        ShapeException.Require(
            classes.Length == dataset.Count, nameof(Stratified), $"needs the class of each of {dataset.Count} items; got {classes.Length}");
        var labels = classes.ToArray();
        var order = Shuffled(dataset.Count, rng);
        List<int> held = [];
        foreach (var group in order.GroupBy(index => labels[index]).OrderBy(group => group.Key))
        {
            held.AddRange(group.Take((int)Math.Round(heldOut * group.Count())));
        }

        return Parts(dataset, order, held);
    }

    /// <summary>Parts by chance that share no key: all items of one name, person or recording are on the same side.</summary>
    /// <param name="dataset">The whole set.</param>
    /// <param name="key">The key of an item, by its number.</param>
    /// <param name="heldOut">Which part of the keys is held out, from 0 to 1.</param>
    /// <param name="rng">Where the choice comes from.</param>
    public static (Subset Train, Subset HeldOut) ByKey<TKey>(IDataset dataset, Func<int, TKey> key, double heldOut, Rng rng)
        where TKey : notnull
    {
        CheckPart(heldOut);
        var groups = Enumerable.Range(0, dataset.Count).GroupBy(key).Select(group => group.ToArray()).ToArray();
        rng.Shuffle<int[]>(groups);
        var order = groups.SelectMany(group => group).ToArray();
        return Parts(dataset, order, [.. groups.Take((int)Math.Round(heldOut * groups.Length)).SelectMany(group => group)]);
    }

    private static (Subset Train, Subset HeldOut) Parts(IDataset dataset, int[] order, List<int> held)
    {
        var isHeld = new bool[dataset.Count];
        held.ForEach(index => isHeld[index] = true);
        return (new(dataset, [.. order.Where(index => !isHeld[index])]), new(dataset, [.. order.Where(index => isHeld[index])]));
    }

    private static int[] Shuffled(int count, Rng rng)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        rng.Shuffle<int>(order);
        return order;
    }

    private static void CheckPart(double heldOut)
    {
        if (heldOut is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(heldOut), heldOut, "needs a part from 0 (nothing) to 1 (everything)");
        }
    }
}
