#region Exercise 17.1: three bytes for each pixel, one from each plane
return [.. numbers.Select(number => (byte)Math.Round(255 * Math.Clamp(number, 0, 1)))];
#endregion
