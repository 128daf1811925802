#region Exercise M03: epochs, batches, and for each batch Learn and Step
var steps = epochs * ((pictures.Count + batchSize - 1) / batchSize);
var step = 0;
for (var epoch = 1; epoch <= epochs; epoch++)
{
    List<double> losses = [];
    foreach (var items in E10_1_Batches.Of(pictures.Count, batchSize, rng))
    {
        step++;
        using var scope = new TensorScope();
        losses.Add(Learn(network, pictures.Inputs(items), pictures.Classes(items)));
        foreach (var p in network.SelectMany(block => block.Parameters))
        {
            Step(p, Rate(peak, step, steps), step);
        }
    }

    report(epoch, losses.Average());
}
#endregion
