#region Exercise 13.4: from the loss back to the letters, a line for each step
var dscores = scores.Softmax(1) / n;
var (dw2, db2) = (h.T.MatMul(dscores), dscores.Sum([0]));
var da = dscores.MatMul(w2.T) * (1 - h.Square()); // the slope of tanh is 1 - tanh^2
var (dw1, db1) = (x.T.MatMul(da), da.Sum([0]));
var dx = da.MatMul(w1.T).ToArray();

var dletters = new float[letters.Count];
for (var i = 0; i < dx.Length; i++)
{
    dletters[tokens[i / width] * width + i % width] += dx[i];
}

return (Tensor.Of(dletters, letters.Shape), dw1, db1, dw2, db2);
#endregion
