#region Exercise 16.2: normalise each channel
Shape each = [gamma.Count, 1, 1];
var hat = (x - x.Mean()) / (x.Var([0, 1, 2, 3], correction: 0) + eps).Sqrt();
return hat * gamma.Reshape(each) + beta.Reshape(each);
#endregion
