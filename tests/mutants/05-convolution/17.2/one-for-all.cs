#region Exercise 17.2: over all pixels of a channel in all pictures, the mean and the root of the mean square of the distance from it
var x = pictures.Select(pixel => pixel / 255.0).ToArray();
Array.Fill(mean, x.Average());
Array.Fill(deviation, Math.Sqrt(x.Average(value => (value - mean[0]) * (value - mean[0]))));
return (mean, deviation);
#endregion
