#region Exercise 19.4: steps rates, from the lowest to the highest by one factor
return [.. Enumerable.Range(0, steps).Select(k => highest * Math.Pow(lowest / highest, k / (steps - 1.0)))];
#endregion
