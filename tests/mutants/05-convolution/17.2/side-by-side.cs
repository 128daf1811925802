#region Exercise 17.2: over all pixels of a channel in all pictures, the mean and the root of the mean square of the distance from it
for (var c = 0; c < channels; c++)
{
    var x = pictures.Where((_, i) => i % channels == c).Select(pixel => pixel / 255.0).ToArray();
    var average = mean[c] = x.Average();
    deviation[c] = Math.Sqrt(x.Average(value => (value - average) * (value - average)));
}

return (mean, deviation);
#endregion
