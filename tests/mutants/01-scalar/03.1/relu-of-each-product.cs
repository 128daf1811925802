var sum = bias;
for (var i = 0; i < x.Count; i++)
{
    sum += (weights[i] * x[i]).Relu();
}

return sum;
