#region Exercise 17.3: all pairs at once
return known.Square().Sum([1]) - 2 * asked.MatMul(known.T);
#endregion
