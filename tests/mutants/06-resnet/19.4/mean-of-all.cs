#region Exercise 19.4: the moving average of each step, with its start put right
return [.. losses.Select((_, k) => losses.Take(k + 1).Average())];
#endregion
