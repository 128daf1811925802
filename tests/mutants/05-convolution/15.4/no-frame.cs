#region Exercise 15.4: add every number to its pixel
var (numbers, pictures) = (columns.ToArray(), new float[shape.Elements]);
var at = 0;
for (var plane = 0; plane < planes; plane++)
{
    for (var r = 0; r < kernel; r++)
    {
        for (var s = 0; s < kernel; s++)
        {
            for (var i = 0; i < outHeight; i++)
            {
                for (var j = 0; j < outWidth; j++, at++)
                {
                    var (h, w) = (i * stride + r, j * stride + s);
                    if (h >= 0 && h < height && w >= 0 && w < width)
                    {
                        pictures[(plane * height + h) * width + w] += numbers[at];
                    }
                }
            }
        }
    }
}

return Tensor.Of(pictures, shape);
#endregion
