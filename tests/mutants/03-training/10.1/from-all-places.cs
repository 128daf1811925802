#region Exercise 10.1: shuffle the items, and cut them into batches
int[] order = [.. Enumerable.Range(0, count)];
for (var i = count - 1; i > 0; i--)
{
    var j = rng.Next(count);
    (order[i], order[j]) = (order[j], order[i]);
}

return [.. order.Chunk(batchSize)];
#endregion
