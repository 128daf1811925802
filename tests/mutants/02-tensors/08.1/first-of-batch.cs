var first = a.Rank == 3 ? a.Slice(0, 0, 1).Reshape([a.Shape[1], a.Shape[2]]) : a;
var gradient = dc.Rank == 3 ? dc.Slice(0, 0, 1).Reshape([dc.Shape[1], dc.Shape[2]]) : dc;
return (dc.MatMul(b.T), first.T.MatMul(gradient));
