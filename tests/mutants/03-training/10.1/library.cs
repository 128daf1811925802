#region Exercise 10.1: shuffle the items, and cut them into batches
int[] order = [.. Enumerable.Range(0, count)];
rng.Shuffle<int>(order);
return [.. order.Chunk(batchSize)];
#endregion
