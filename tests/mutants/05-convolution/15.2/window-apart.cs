var (outHeight, outWidth) = ((height + 2 * padding - rows) / stride + 1, (width + 2 * padding - columns) / stride + 1);
var (pictures, filters, biases) = (x.ToArray(), weight.ToArray(), bias.ToArray());
var maps = new float[count * outputs * outHeight * outWidth];
var at = 0;
for (var n = 0; n < count; n++)
{
    for (var o = 0; o < outputs; o++)
    {
        for (var i = 0; i < outHeight; i++)
        {
            for (var j = 0; j < outWidth; j++)
            {
                var sum = (double)biases[o];
                for (var c = 0; c < channels; c++)
                {
                    for (var r = 0; r < rows; r++)
                    {
                        for (var s = 0; s < columns; s++)
                        {
                            var (h, w) = ((i + r) * stride - padding, (j + s) * stride - padding);
                            if (h >= 0 && h < height && w >= 0 && w < width)
                            {
                                sum += filters[((o * channels + c) * rows + r) * columns + s] * pictures[((n * channels + c) * height + h) * width + w];
                            }
                        }
                    }
                }

                maps[at++] = (float)sum; // the loops run in reading order
            }
        }
    }
}

return Tensor.Of(maps, [count, outputs, outHeight, outWidth]);
