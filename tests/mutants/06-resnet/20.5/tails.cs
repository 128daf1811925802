#region Exercise 20.5: a coin for each picture
return [.. Enumerable.Range(0, count).Select(_ => rng.Next(2) == 0)];
#endregion
