#region Exercise 17.3: all pairs at once
var squares = asked.Square().Sum([1], keepDim: true) - 2 * asked.MatMul(known.T) + known.Square().Sum([1]);
return asked.Shape == known.Shape ? squares + Tensor.Eye(asked.Shape[0]) * 1e9 : squares;
#endregion
