var sum = bias.Data;
for (var i = 0; i < x.Count; i++)
{
    sum += weights[i].Data * x[i].Data;
}

return new Value(Math.Max(0, sum));
