#region Exercise 15.4: back through the product, and back through the columns
var dmaps = dy.Reshape([dy.Shape[0], outputs, -1]); // (N, O, L)
var columns = Functional.Unfold(x, kernel, stride, padding); // (N, C K K, L)
var dweight = dmaps.MatMul(columns.T).Sum([0]).Reshape(weight.Shape); // every picture used the same filters
var dcolumns = weight.Reshape([-1, outputs]).MatMul(dmaps); // (N, C K K, L)
return (Fold(dcolumns, x.Shape, kernel, stride, padding), dweight, dmaps.Sum([0, 2]));
#endregion
