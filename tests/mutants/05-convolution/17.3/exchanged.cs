#region Exercise 17.3: all pairs at once
return known.Square().Sum([1], keepDim: true) - 2 * known.MatMul(asked.T) + asked.Square().Sum([1]);
#endregion
