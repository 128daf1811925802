#region Exercise 17.2: the mean and the deviation of each channel, over all pictures
for (var c = 0; c < channels; c++)
{
    var x = pictures.Where((_, i) => i % channels == c).Select(pixel => pixel / 255.0).ToArray();
    var average = mean[c] = x.Average();
    deviation[c] = Math.Sqrt(x.Average(value => (value - average) * (value - average)));
}

return (mean, deviation);
#endregion
