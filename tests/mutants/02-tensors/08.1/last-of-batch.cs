if (a.Rank == 2)
{
    return (dc.MatMul(b.T), a.T.MatMul(dc));
}

var db = Tensor.Zeros(b.Shape);
for (var i = 0; i < a.Shape[0]; i++)
{
    var one = a.Slice(0, i, i + 1).Reshape([a.Shape[1], a.Shape[2]]);
    db = one.T.MatMul(dc.Slice(0, i, i + 1).Reshape([dc.Shape[1], dc.Shape[2]]));
}

return (dc.MatMul(b.T), db);
