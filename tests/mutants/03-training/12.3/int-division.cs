#region Exercise 12.3: the share of outputs beyond 0.97 on either side
return outputs.ToArray().Count(h => Math.Abs(h) > 0.97) / outputs.Count;
#endregion
