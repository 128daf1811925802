#region Exercise 17.2: the mean and the deviation of each channel, over all pictures
for (var c = 0; c < channels; c++)
{
    for (var i = 0; i < count; i++)
    {
        var x = pictures.AsSpan((i * channels + c) * plane, plane).ToArray().Select(pixel => pixel / 255.0).ToArray();
        var average = x.Average();
        mean[c] += average / count;
        deviation[c] += Math.Sqrt(x.Average(value => (value - average) * (value - average))) / count;
    }
}

return (mean, deviation);
#endregion
