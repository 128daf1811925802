#region Exercise 16.2: the normalisation, inside the convolution
// gamma (W x - mean) / deviation + beta = (gamma / deviation W) x + (beta - mean gamma / deviation)
var scale = gamma / (runningVar + eps).Sqrt();
return (weight, beta - runningMean * scale);
#endregion
