#region Exercise 20.1: the mean of p[i] * p[j] over every patch of every picture
var table = new double[size, size];
for (var i = 0; i < n; i++) for (var top = 0; top <= height - k; top++) for (var left = 0; left <= width - k; left++)
{
    double At(int p) => x[((i * channels + p / (k * k)) * height + top + p / k % k) * width + left + p % k];
    for (var a = 0; a < size; a++) for (var b = 0; b < size; b++) table[a, b] += At(a) * At(b);
}
for (var a = 0; a < size; a++) for (var b = 0; b < size; b++) table[a, b] /= n * height * width;
return table;
#endregion
