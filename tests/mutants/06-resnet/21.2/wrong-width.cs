#region Exercise 21.2: all layers but the last, and a new one of the right width
var body = Enumerable.Range(0, network.Count - 1).Select(i => network[i]);
var old = (Linear)network[^1];
return new Sequential([.. body, new Linear(old.Weight.Shape[0], classes, rng)]);
#endregion
