#region Exercise 21.2: all layers but the last, and a new one of the right width
Layer[] body = [.. Enumerable.Range(0, network.Count - 1).Select(i => network[i] is Tanh ? new Tanh() : network[i])];
return new Sequential([.. body, new Linear(((Linear)network[^1]).Weight.Shape[1], classes, rng)]);
#endregion
