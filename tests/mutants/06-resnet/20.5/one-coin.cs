#region Exercise 20.5: a coin for each picture
var coin = rng.Next(2) == 1;
return [.. Enumerable.Repeat(coin, count)];
#endregion
