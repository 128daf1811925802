var sum = new Value(0);
for (var i = 0; i < x.Count; i++)
{
    sum += weights[i] * x[i];
}

return sum.Relu();
