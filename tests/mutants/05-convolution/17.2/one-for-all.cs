#region Exercise 17.2: the mean and the deviation of each channel, over all pictures
var x = pictures.Select(pixel => pixel / 255.0).ToArray();
Array.Fill(mean, x.Average());
Array.Fill(deviation, Math.Sqrt(x.Average(value => (value - mean[0]) * (value - mean[0]))));
return (mean, deviation);
#endregion
