#region Exercise 18.2: each stride-th pixel, and zeros for the channels that x does not have
var pixels = Functional.AvgPool2d(x, stride, stride);
return pixels.Pad([(0, channels - x.Shape[1]), (0, 0), (0, 0)]);
#endregion
