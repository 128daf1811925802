#region Exercise 12.3: count the units without any positive output
return Enumerable.Range(0, units).Count(u => Enumerable.Range(0, examples).Any(e => h[e * units + u] <= 0));
#endregion
