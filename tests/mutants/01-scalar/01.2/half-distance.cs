var gradient = new double[x.Length];
for (var i = 0; i < x.Length; i++)
{
    var middle = x[i];
    x[i] = middle + h;
    var right = f(x);
    x[i] = middle - h;
    var left = f(x);
    x[i] = middle;
    gradient[i] = (right - left) / h;
}

return gradient;
