const double step = 0.001;
var sum = 0.0;
for (var z = -8.0; z < 8; z += step)
{
    var output = activation(z);
    sum += Math.Abs(output) * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * step;
}

return 1 / sum;
