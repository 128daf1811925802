#region Exercise 17.3: all pairs at once
return asked.Square().Sum([1], keepDim: true) + 2 * asked.MatMul(known.T) + known.Square().Sum([1]);
#endregion
