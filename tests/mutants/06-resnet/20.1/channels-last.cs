#region Exercise 20.1: the mean of p[i] * p[j] over every patch of every picture
var (covariance, patch, count) = (new double[size, size], new double[size], 0);
for (var i = 0; i < n; i++)
{
    for (var top = 0; top < height - k + 1; top += 1)
    {
        for (var left = 0; left < width - k + 1; left += 1)
        {
            for (var p = 0; p < size; p++)
            {
                var (c, row, column) = (p % channels, p / channels / k, p / channels % k);
                patch[p] = x[((i * channels + c) * height + top + row) * width + left + column];
            }

            for (var p = 0; p < size * size; p++)
            {
                covariance[p / size, p % size] += patch[p / size] * patch[p % size];
            }

            count++;
        }
    }
}

for (var p = 0; p < size * size; p++)
{
    covariance[p / size, p % size] /= count;
}

return covariance;
#endregion
