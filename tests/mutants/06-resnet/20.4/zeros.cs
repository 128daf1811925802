#region Exercise 20.4: rows and columns from one further, reflected at the edge
var padded = x.Pad([(1, 1), (1, 1)]);
return padded.Slice(2, 1 + d, 1 + d + x.Shape[2], 1).Slice(3, 1 + d, 1 + d + x.Shape[3], 1);
#endregion
