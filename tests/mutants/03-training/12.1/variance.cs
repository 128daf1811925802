const double step = 0.001;
var (sum, mean) = (0.0, 0.0);
for (var z = -8.0; z < 8; z += step)
{
    var weight = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * step;
    sum += activation(z) * activation(z) * weight;
    mean += activation(z) * weight;
}

return 1 / Math.Sqrt(sum - mean * mean);
