var gradient = new double[x.Length];
for (var i = 0; i < x.Length; i++)
{
    var right = f([.. x.Select(value => value + h)]);
    var left = f([.. x.Select(value => value - h)]);
    gradient[i] = (right - left) / (2 * h);
}

return gradient;
