double[] right = [.. x];
double[] left = [.. x];
var gradient = new double[x.Length];
for (var i = 0; i < x.Length; i++)
{
    right[i] += h;
    left[i] -= h;
    gradient[i] = (f(right) - f(left)) / (2 * h);
}

return gradient;
