#region Exercise 17.3: all pairs at once
var (few, many) = asked.Shape[0] < known.Shape[0] ? (asked, known) : (known, asked);
return few.Square().Sum([1], keepDim: true) - 2 * few.MatMul(many.T) + many.Square().Sum([1]);
#endregion
