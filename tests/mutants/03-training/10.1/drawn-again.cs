#region Exercise 10.1: shuffle the items, and cut them into batches
return [.. Enumerable.Range(0, count).Select(_ => rng.Next(count)).ToArray().Chunk(batchSize)];
#endregion
