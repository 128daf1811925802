#region Exercise 19.4: steps rates, from the lowest to the highest by one factor
// There is one factor less than there are rates. A power for each keeps rounding from adding up.
return [.. Enumerable.Range(0, steps).Select(k => lowest * Math.Pow(highest / lowest, (k + 1.0) / steps))];
#endregion
