#region Exercise 15.3: filters times columns, plus bias, as maps
var maps = weight.Reshape([outputs, -1]).MatMul(Columns(x, kernel, stride, padding)); // (N, O, L)
return (maps + bias.Reshape([outputs, 1])).Transpose(1, 2).Reshape([x.Shape[0], outputs, outHeight, -1]);
#endregion
