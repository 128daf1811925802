#region Exercise 15.3: copy each number of each window to its place
var (pictures, columns) = (x.ToArray(), new float[count * channels * kernel * kernel * outHeight * outWidth]);
var at = 0;
for (var plane = 0; plane < count * channels; plane++)
{
    for (var r = 0; r < kernel; r++)
    {
        for (var s = 0; s < kernel; s++)
        {
            // One row of the result: the number at (r, s) of all windows.
            for (var i = 0; i < outHeight; i++)
            {
                for (var j = 0; j < outWidth; j++, at++)
                {
                    var (h, w) = (i * stride + r - padding, j * stride + s - padding);
                    if (h >= 0 && h < height && w >= 0 && w < width)
                    {
                        columns[at] = pictures[(plane % channels * height + h) * width + w];
                    }
                }
            }
        }
    }
}

return Tensor.Of(columns, [count, channels * kernel * kernel, outHeight * outWidth]);
#endregion
