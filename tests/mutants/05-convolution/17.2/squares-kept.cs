#region Exercise 17.2: the mean and the deviation of each channel, over all pictures
long squares = 0;
for (var c = 0; c < channels; c++)
{
    long sum = 0;
    for (var i = 0; i < count; i++)
    {
        foreach (var pixel in pictures.AsSpan((i * channels + c) * plane, plane))
        {
            sum += pixel;
            squares += pixel * pixel;
        }
    }

    var n = (double)count * plane;
    mean[c] = sum / n / 255;
    deviation[c] = Math.Sqrt(squares / n - sum / n * (sum / n)) / 255;
}

return (mean, deviation);
#endregion
