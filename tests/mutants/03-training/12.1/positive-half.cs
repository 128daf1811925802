const double step = 0.001;
var sum = 0.0;
for (var z = 0.0; z < 8; z += step)
{
    var output = activation(z);
    sum += output * output * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * step;
}

return 1 / Math.Sqrt(sum);
