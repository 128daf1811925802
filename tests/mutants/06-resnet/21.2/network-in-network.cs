#region Exercise 21.2: all layers but the last, and a new one of the right width
var last = (Linear)network[^1];
return new Sequential([network, new Linear(last.Weight.Shape[0], classes, rng)]);
#endregion
