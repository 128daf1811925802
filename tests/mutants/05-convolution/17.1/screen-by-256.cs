#region Exercise 17.1: three bytes for each pixel, one from each plane
var pixels = new byte[numbers.Length];
for (var i = 0; i < h * w; i++)
{
    for (var channel = 0; channel < 3; channel++)
    {
        pixels[3 * i + channel] = (byte)Math.Round(256 * Math.Clamp(numbers[channel * h * w + i], 0, 1));
    }
}

return pixels;
#endregion
