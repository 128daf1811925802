#region Exercise M06: epochs, batches in a new order, and for each its rate and one Learn
int[] order = [.. Enumerable.Range(0, Math.Min(pictures.Count, 500))];
var steps = epochs * ((order.Length + batchSize - 1) / batchSize);
var step = 0;
for (var epoch = 1; epoch <= epochs; epoch++)
{
    rng.Shuffle<int>(order);
    List<double> losses = [];
    foreach (var items in order.Chunk(batchSize))
    {
        using var scope = new TensorScope();
        optimizer.LearningRate = Rate(peak, step++, steps);
        losses.Add(Learn(network, optimizer, Augmented(pictures.Inputs(items), rng), pictures.Targets(items)));
    }

    report(epoch, losses.Average());
}
#endregion
