#region Exercise 16.2: the normalisation, inside the convolution
// gamma (W x - mean) / deviation + beta = (gamma / deviation W) x + (beta - mean gamma / deviation)
var scale = gamma;
return (weight * scale.Reshape([scale.Count, 1, 1, 1]), beta - runningMean * scale);
#endregion
