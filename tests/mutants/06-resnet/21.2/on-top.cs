#region Exercise 21.2: all layers but the last, and a new one of the right width
var old = (Linear)network[^1];
return new Sequential([.. Enumerable.Range(0, network.Count).Select(i => network[i]), new Linear(old.Weight.Shape[0], classes, rng)]);
#endregion
