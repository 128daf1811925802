#region Exercise 16.2: normalise each channel
Shape each = [gamma.Count, 1, 1];
var hat = (x - x.Mean([2, 3], keepDim: true)) / (x.Var([2, 3], correction: 0, keepDim: true) + eps).Sqrt();
return hat * gamma.Reshape(each) + beta.Reshape(each);
#endregion
