#region Exercise 19.4: steps rates, from the lowest to the highest by one factor
return [.. Enumerable.Range(0, steps).Select(k => lowest * Math.Pow(highest / lowest, k / (steps - 1)))];
#endregion
