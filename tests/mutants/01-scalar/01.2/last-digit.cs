var gradient = new double[x.Length];
for (var i = 0; i < x.Length; i++)
{
    x[i] += h;
    var right = f(x);
    x[i] -= 2 * h;
    var left = f(x);
    x[i] += h;
    gradient[i] = (right - left) / (2 * h);
}

return gradient;
