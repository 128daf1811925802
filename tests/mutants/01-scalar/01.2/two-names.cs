var gradient = new double[x.Length];
for (var i = 0; i < x.Length; i++)
{
    var right = x;
    var left = x;
    right[i] += h;
    left[i] -= h;
    gradient[i] = (f(right) - f(left)) / (2 * h);
}

return gradient;
